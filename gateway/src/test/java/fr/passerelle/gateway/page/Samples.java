package fr.passerelle.gateway.page;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * One example of every page. The texts that come from outside can be made hostile.
 */
final class Samples {

	static final String REFERENCE = "K7QF-2M9X";

	private static final String COMMUNE = "/pronote/";

	private static final String DIRECT = "/pronote/parent.html?login=true";

	private final String school;

	private final String person;

	private final String ent;

	private final String words;

	private Samples(String school, String person, String ent, String words) {
		this.school = school;
		this.person = person;
		this.ent = ent;
		this.words = words;
	}

	static Samples plain() {
		return new Samples("Collège Jean-Moulin", "Camille Martin", "Atrium",
				"Conseils de classe en cours : les Espaces rouvrent lundi à 8 h.");
	}

	/** Pages on which every text from outside is this one. */
	static Samples of(String text) {
		return new Samples(text, text, text, text);
	}

	/** Every page, by a name that can be a file's. */
	Map<String, Answer> all(Pages pages, VisitorRequest request) {
		Map<String, Answer> answers = new LinkedHashMap<>();
		answers.put("commune", pages.commune(request, communeForAnyone()));
		answers.put("commune-signed-in", pages.commune(request, communeFor(this.person)));
		answers.put("chooser", pages.chooser(request, chooser()));
		answers.put("direct-login", pages.directLogin(request, directLogin(), 200));
		answers.put("direct-login-refused", pages.directLogin(request, directLoginRefused(), 401));
		answers.put("link", pages.link(request, link(null, false), 200));
		answers.put("link-refused", pages.link(request, link(ErrorCode.BAD_CREDENTIALS, true), 401));
		answers.put("logout", pages.logout(request, logout(presences())));
		answers.put("logout-nobody", pages.logout(request, logout(List.of())));
		answers.put("logged-out", pages.loggedOut(request, loggedOut()));
		for (ErrorCode code : ErrorCode.values()) {
			if (code != ErrorCode.UNKNOWN_HOST) {
				answers.put("refusal-" + code, pages.refuse(request, refusal(code), REFERENCE));
			}
		}
		answers.put("refusal-bare", pages.refuse(request, Refusal.of(ErrorCode.ENT_TIMEOUT), REFERENCE));
		answers.put("refusal-nothing-open",
				pages.refuse(request, refusal(ErrorCode.PROFILE_NOT_ALLOWED).leadingTo(List.of()), REFERENCE));
		for (Account account : Account.values()) {
			answers.put("refusal-account-" + account, pages.refuse(request, refusalOf(account), REFERENCE));
		}
		return answers;
	}

	Refusal refusalOf(Account account) {
		return refusal(ErrorCode.PROFILE_NOT_ALLOWED).ofAccount(account)
			.inTheNameOf(this.person)
			.offering(Action.Kind.LEAVE_ACCOUNT, "/.passerelle/leave/x");
	}

	private Refusal someoneElses(Refusal refusal) {
		return refusal.inTheNameOf(this.person).offering(Action.Kind.LEAVE_ACCOUNT, "/.passerelle/leave/x");
	}

	Refusal refusal(ErrorCode code) {
		Establishment establishment = TestEstablishments.named(this.school, TestEstablishments.college());
		Refusal refusal = Refusal.of(code)
			.at(establishment, EspaceKey.PARENT)
			.through(TestEstablishments.labelled(this.ent, TestEstablishments.delegation("atrium")));
		Refusal told = switch (code) {
			case ESPACE_CLOSED -> refusal.because(this.words);
			case ADDRESS_SUSPENDED -> refusal.retryAfter(Duration.ofMinutes(12));
			case PROFILE_NOT_ALLOWED -> someoneElses(refusal.leadingTo(links()));
			case OTHER_ESTABLISHMENT, UNKNOWN_PERSON -> someoneElses(refusal);
			case LOGIN_REQUIRED, LOGIN_EXPIRED, DIRECT_LOGIN_CLOSED ->
				refusal.offering(Action.Kind.LOGIN, "/pronote/parent.html");
			default ->
				refusal.offering(Action.Kind.RETRY, "/pronote/parent.html").offering(Action.Kind.DIRECT_LOGIN, DIRECT);
		};
		return told.offering(Action.Kind.HOME, COMMUNE);
	}

	CommunePage communeForAnyone() {
		List<Tile> tiles = List.of(tile(EspaceKey.ETABLISSEMENT, true), tile(EspaceKey.DIRECTION, true),
				tile(EspaceKey.PROFESSEUR, true), tile(EspaceKey.VIESCOLAIRE, true), tile(EspaceKey.PARENT, true),
				tile(EspaceKey.ACCOMPAGNANT, true), tile(EspaceKey.ELEVE, true), tile(EspaceKey.ENTREPRISE, true),
				tile(EspaceKey.ACADEMIE, true));
		return new CommunePage(this.school, tiles, null, choices(), true, COMMUNE + "?login=true", "/pronote/logout",
				false);
	}

	CommunePage communeFor(String name) {
		List<Tile> tiles = List.of(tile(EspaceKey.ETABLISSEMENT, true), tile(EspaceKey.PROFESSEUR, false),
				tile(EspaceKey.PARENT, true), tile(EspaceKey.ELEVE, false));
		return new CommunePage(this.school, tiles, name, List.of(), true, COMMUNE + "?login=true", "/pronote/logout",
				false);
	}

	ChooserPage chooser() {
		return new ChooserPage(this.school, EspaceKey.PARENT, choices(), true, DIRECT, COMMUNE);
	}

	DirectLoginPage directLogin() {
		return new DirectLoginPage(this.school, EspaceKey.PARENT, "dG9rZW4tb2YtYS1mb3Jt", null, null, null,
				"/pronote/parent.html", COMMUNE);
	}

	DirectLoginPage directLoginRefused() {
		return new DirectLoginPage(this.school, EspaceKey.PARENT, "dG9rZW4tb2YtYS1mb3Jt", this.person,
				ErrorCode.BAD_CREDENTIALS, REFERENCE, "/pronote/parent.html", COMMUNE);
	}

	LinkPage link(@Nullable ErrorCode error, boolean optional) {
		return new LinkPage(this.school, EspaceKey.PARENT, this.ent, this.person, "dG9rZW4tb2YtYS1mb3Jt",
				(error != null) ? this.person : null, error, (error != null) ? REFERENCE : null, optional,
				"https://ent.example.fr/logout", COMMUNE);
	}

	LogoutPage logout(List<Presence> presences) {
		return new LogoutPage(this.school, presences, null, COMMUNE);
	}

	List<Presence> presences() {
		return List.of(new Presence(EspaceKey.PARENT, this.person, this.ent, false),
				new Presence(EspaceKey.ELEVE, "Noé Martin", "EduConnect", false));
	}

	LoggedOutPage loggedOut() {
		return new LoggedOutPage(this.school, links(), false, COMMUNE);
	}

	private List<Choice> choices() {
		return List.of(new Choice("atrium", this.ent), new Choice("educonnect", "EduConnect"));
	}

	private static List<EspaceLink> links() {
		return List.of(new EspaceLink(EspaceKey.ELEVE, "/pronote/eleve.html"),
				new EspaceLink(EspaceKey.ETABLISSEMENT, "/pronote/etablissement.html"));
	}

	private Tile tile(EspaceKey espace, boolean open) {
		return new Tile(espace, COMMUNE + espace.desktopPage(), COMMUNE + espace.mobilePage(), open,
				espace == EspaceKey.PARENT, COMMUNE + espace.desktopPage() + "?choose",
				(espace == EspaceKey.PARENT) ? this.person : null);
	}

}
