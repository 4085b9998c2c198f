package fr.passerelle.gateway.front;

import java.util.List;

import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.GatewayCookies;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.login.LoginFlow;
import fr.passerelle.gateway.login.RememberedEnt;
import fr.passerelle.gateway.logout.Logout;
import fr.passerelle.gateway.page.Choice;
import fr.passerelle.gateway.page.CommunePage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Tile;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.session.SessionCookies;
import org.jspecify.annotations.Nullable;

/**
 * Page commune: leads to the published Espaces, says which of them this browser is signed
 * in to and as whom, and tells a person who has signed in on it which of them are open to
 * them.
 */
final class Commune {

	/** Families first: they are most of those who come. */
	private static final List<EspaceKey> ORDER = List.of(EspaceKey.PARENT, EspaceKey.ELEVE, EspaceKey.PROFESSEUR,
			EspaceKey.VIESCOLAIRE, EspaceKey.DIRECTION, EspaceKey.ACCOMPAGNANT, EspaceKey.ENTREPRISE,
			EspaceKey.ACADEMIE, EspaceKey.ETABLISSEMENT);

	private final SessionCookies cookies;

	private final Pages pages;

	Commune(SessionCookies cookies, Pages pages) {
		this.cookies = cookies;
		this.pages = pages;
	}

	Answer show(VisitorRequest request, Establishment establishment, @Nullable GatewaySession session) {
		Espace commune = establishment.espace(EspaceKey.COMMUNE);
		String home = establishment.home();
		List<Tile> tiles = ORDER.stream()
			.filter(establishment::isOpen)
			.map((key) -> tile(request, establishment, key, session))
			.toList();
		List<Choice> signInWith = commune.delegations()
			.stream()
			.map((delegation) -> new Choice(delegation.id(), delegation.label()))
			.toList();
		boolean direct = commune.directLogin();
		GatewayCookies names = new GatewayCookies(establishment.isSecure());
		boolean left = names.value(request, Logout.LEFT) != null;
		Answer answer = this.pages.commune(request,
				new CommunePage(establishment.name(), tiles, (session != null) ? session.visitor().name() : null,
						signInWith, direct, Query.with(home, Establishment.DIRECT_LOGIN), logout(establishment), left));
		return left ? answer.with(names.remove(Logout.LEFT)) : answer;
	}

	private Tile tile(VisitorRequest request, Establishment establishment, EspaceKey key,
			@Nullable GatewaySession session) {
		String desktop = establishment.page(key);
		boolean open = session == null || key == EspaceKey.ETABLISSEMENT || session.visitor().espaces().contains(key);
		GatewaySession inside = this.cookies.find(request, establishment, key);
		return new Tile(key, desktop, establishment.mobilePage(key), open,
				RememberedEnt.isChosen(request, establishment, key), Query.with(desktop, LoginFlow.CHOOSE),
				(inside != null) ? inside.visitor().name() : null);
	}

	private static String logout(Establishment establishment) {
		return establishment.address(establishment.basePath() + "/logout");
	}

}
