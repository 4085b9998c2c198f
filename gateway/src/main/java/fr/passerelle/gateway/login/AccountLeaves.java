package fr.passerelle.gateway.login;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.Action;
import fr.passerelle.gateway.page.EspaceLink;
import fr.passerelle.gateway.page.LoggedOutPage;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusal;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.page.Visit;
import org.jspecify.annotations.Nullable;

/**
 * People who came to an Espace with an account that does not open it: often a child's,
 * which the ENT still knows in the family's browser. No session was opened for them here;
 * the page that says so leads to the ENT's logout, and the ENT back to the page first
 * asked for. What that takes is kept under an unguessable name as long as a login may
 * take, bounded in bytes and number and shared out by client address. The name is worth a
 * few logouts at the ENT and no more: each of them may have to be signed.
 */
public final class AccountLeaves implements Comebacks, ProtocolAddresses {

	/** Begins the addresses that lead out of an account. */
	static final String PATH = "/.passerelle/leave/";

	/**
	 * A person who goes back in their browser leaves again; a program does so forever.
	 */
	static final int MAX_USES = 3;

	/** One without its texts, in bytes of heap. */
	private static final int WEIGHT = 300;

	private final SharedTable<Leave> byName;

	private final SignOnProtocols protocols;

	private final Pages pages;

	private final Departures departures;

	private final Refusals refusals;

	AccountLeaves(SharedTable<Leave> byName, SignOnProtocols protocols, Pages pages, Refusals refusals) {
		this.byName = byName;
		this.protocols = protocols;
		this.pages = pages;
		this.departures = new Departures(pages);
		this.refusals = refusals;
	}

	/**
	 * Keeps what leaving takes.
	 * @param memory what the protocol kept of the session at the ENT; null where there is
	 * none
	 * @param target path and query first asked for
	 * @return the address that leads out of the account
	 */
	String address(Visit visit, Delegation delegation, @Nullable String memory, String target) {
		String name = SecretText.random();
		Leave leave = new Leave(visit.establishment().uai(), visit.key(), delegation.id(), memory, target, 0);
		int length = target.length() + ((memory != null) ? memory.length() : 0);
		this.byName.put(name, leave, WEIGHT + 2 * length, visit.request().clientAddress());
		return visit.address(PATH + name);
	}

	@Override
	public @Nullable String page(String name, Establishment establishment) {
		Leave leave = find(name, establishment);
		return (leave != null) ? establishment.address(leave.target()) : null;
	}

	@Override
	public boolean owns(String path) {
		return path.startsWith(PATH);
	}

	@Override
	public CompletionStage<Answer> handle(VisitorRequest request, Establishment establishment) {
		String name = request.path().decoded().substring(PATH.length());
		Leave leave = request.method().equals("GET") ? find(name, establishment) : null;
		if (leave == null) {
			return done(expired(request, establishment, null));
		}
		String page = establishment.address(leave.target());
		Delegation delegation = establishment.espace(leave.espace()).delegation(leave.delegation()).orElse(null);
		if (delegation == null) {
			return done(Answer.redirect(302, page));
		}
		if (!use(name, leave)) {
			return done(expired(request, establishment, page));
		}
		return this.protocols.of(delegation)
			.logout(new LogoutStart(establishment, delegation, page, leave.memory(), name))
			.thenApply((departure) -> departure
				.map((there) -> this.departures.answer(302, request,
						new Departures.Way(establishment, delegation, there)))
				.orElseGet(() -> this.pages.loggedOut(request, new LoggedOutPage(establishment.name(),
						List.of(new EspaceLink(leave.espace(), page)), true, establishment.home()))));
	}

	/** Counts one use in one atomic step; returns false if all are used. */
	private boolean use(String name, Leave found) {
		Leave leave = found;
		while (leave != null && leave.uses() < MAX_USES) {
			if (this.byName.replace(name, leave, leave.used())) {
				return true;
			}
			leave = this.byName.get(name);
		}
		return false;
	}

	private Answer expired(VisitorRequest request, Establishment establishment, @Nullable String page) {
		Refusal refusal = Refusal.of(ErrorCode.LOGIN_EXPIRED, establishment);
		if (page != null) {
			refusal = refusal.offering(Action.Kind.LOGIN, page);
		}
		return this.refusals.refuse(request, refusal.offering(Action.Kind.HOME, establishment.home()));
	}

	private @Nullable Leave find(String name, Establishment establishment) {
		Leave leave = (name.length() <= 64) ? this.byName.get(name) : null;
		return (leave != null && leave.uai().equals(establishment.uai())) ? leave : null;
	}

	private static CompletionStage<Answer> done(Answer answer) {
		return CompletableFuture.completedFuture(answer);
	}

	/**
	 * What leaving takes.
	 *
	 * @param uai the establishment
	 * @param espace the Espace that was asked for
	 * @param delegation the delegation's id
	 * @param memory what the protocol kept of the session at the ENT
	 * @param target path and query first asked for
	 * @param uses how often it has led out
	 */
	record Leave(Uai uai, EspaceKey espace, String delegation, @Nullable String memory, String target, int uses) {

		Leave used() {
			return new Leave(this.uai, this.espace, this.delegation, this.memory, this.target, this.uses + 1);
		}

		@Override
		public String toString() {
			return "Leave[" + this.espace + "]";
		}

	}

}
