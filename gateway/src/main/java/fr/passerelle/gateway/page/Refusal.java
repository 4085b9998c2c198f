package fr.passerelle.gateway.page;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * One refusal with everything that is known of it. The page shows all of it except
 * {@code filed}, which only the journal gets. What is unknown is null, and the page's
 * sentences do without it.
 *
 * @param code what is refused
 * @param filed how the journal files it
 * @param establishment the school that was asked
 * @param espace the Espace that was asked for
 * @param delegation the ENT that the login came through
 * @param reason the administrator's own words to visitors
 * @param retryAfter how long until another try can succeed
 * @param reopensAt when the Espaces open again by themselves, in the zone to say it in
 * @param account the kind of account that came, where that is the cause
 * @param accountName whose account came, as the ENT writes the name
 * @param openEspaces the Espaces that are open to this person
 * @param actions ways on, the best one first
 */
public record Refusal(ErrorCode code, Filed filed, @Nullable Establishment establishment, @Nullable EspaceKey espace,
		@Nullable Delegation delegation, @Nullable String reason, @Nullable Duration retryAfter,
		@Nullable ZonedDateTime reopensAt, @Nullable Account account, @Nullable String accountName,
		List<EspaceLink> openEspaces, List<Action> actions) {

	public Refusal {
		openEspaces = List.copyOf(openEspaces);
		actions = List.copyOf(actions);
	}

	/** A refusal of a page, of which nothing more is known. */
	public static Refusal of(ErrorCode code) {
		return new Refusal(code, Filed.PAGE, null, null, null, null, null, null, null, null, List.of(), List.of());
	}

	/** A refusal at an establishment. */
	public static Refusal of(ErrorCode code, Establishment establishment) {
		return of(code).at(establishment, null);
	}

	/** A refusal that a form shows above its fields. */
	static Refusal inForm(ErrorCode code, EspaceKey espace) {
		return new Refusal(code, Filed.PAGE, null, espace, null, null, null, null, null, null, List.of(), List.of());
	}

	/** The school's name. */
	@Nullable String school() {
		return (this.establishment != null) ? this.establishment.name() : null;
	}

	/** The ENT's name. */
	@Nullable String ent() {
		return (this.delegation != null) ? this.delegation.label() : null;
	}

	/** Whether the page offers to leave the account that came. */
	boolean canLeaveAccount() {
		return this.actions.stream().anyMatch((action) -> action.kind() == Action.Kind.LEAVE_ACCOUNT);
	}

	/**
	 * Whether the browser may keep no cookies because the page is in another site's
	 * frame: the frame must then show the refusal.
	 */
	boolean isForFrames() {
		return this.actions.stream().anyMatch((action) -> action.kind().opensTab());
	}

	/** The same refusal for another cause. */
	public Refusal as(ErrorCode other) {
		return new Refusal(other, this.filed, this.establishment, this.espace, this.delegation, this.reason,
				this.retryAfter, this.reopensAt, this.account, this.accountName, this.openEspaces, this.actions);
	}

	/** The same refusal in an Espace. */
	public Refusal at(Establishment place, @Nullable EspaceKey key) {
		return new Refusal(this.code, this.filed, place, key, this.delegation, this.reason, this.retryAfter,
				this.reopensAt, this.account, this.accountName, this.openEspaces, this.actions);
	}

	/** The same refusal, of a login through an ENT. */
	public Refusal through(@Nullable Delegation ent) {
		return new Refusal(this.code, this.filed, this.establishment, this.espace, ent, this.reason, this.retryAfter,
				this.reopensAt, this.account, this.accountName, this.openEspaces, this.actions);
	}

	/** The same refusal, filed as a login's; the page shows neither person nor detail. */
	public Refusal filed(AuditType type, @Nullable String person, @Nullable String detail) {
		return new Refusal(this.code, new Filed(type, person, detail), this.establishment, this.espace, this.delegation,
				this.reason, this.retryAfter, this.reopensAt, this.account, this.accountName, this.openEspaces,
				this.actions);
	}

	/** The same refusal with the administrator's words. */
	public Refusal because(@Nullable String words) {
		return new Refusal(this.code, this.filed, this.establishment, this.espace, this.delegation, words,
				this.retryAfter, this.reopensAt, this.account, this.accountName, this.openEspaces, this.actions);
	}

	/** The same refusal with a time to come back after. */
	public Refusal retryAfter(Duration time) {
		return new Refusal(this.code, this.filed, this.establishment, this.espace, this.delegation, this.reason, time,
				this.reopensAt, this.account, this.accountName, this.openEspaces, this.actions);
	}

	/** The same refusal, over at a known moment. */
	public Refusal until(ZonedDateTime moment, Duration wait) {
		return new Refusal(this.code, this.filed, this.establishment, this.espace, this.delegation, this.reason, wait,
				moment, this.account, this.accountName, this.openEspaces, this.actions);
	}

	/** The same refusal, because of the kind of account that came. */
	public Refusal ofAccount(Account kind) {
		return new Refusal(this.code, this.filed, this.establishment, this.espace, this.delegation, this.reason,
				this.retryAfter, this.reopensAt, kind, this.accountName, this.openEspaces, this.actions);
	}

	/** The same refusal, which says whose account came. */
	public Refusal inTheNameOf(String name) {
		return new Refusal(this.code, this.filed, this.establishment, this.espace, this.delegation, this.reason,
				this.retryAfter, this.reopensAt, this.account, name, this.openEspaces, this.actions);
	}

	/** The same refusal with other Espaces to go to. */
	public Refusal leadingTo(List<EspaceLink> espaces) {
		return new Refusal(this.code, this.filed, this.establishment, this.espace, this.delegation, this.reason,
				this.retryAfter, this.reopensAt, this.account, this.accountName, espaces, this.actions);
	}

	/** The same refusal with one more way on. */
	public Refusal offering(Action.Kind kind, String href) {
		List<Action> more = new ArrayList<>(this.actions);
		more.add(new Action(kind, href));
		return new Refusal(this.code, this.filed, this.establishment, this.espace, this.delegation, this.reason,
				this.retryAfter, this.reopensAt, this.account, this.accountName, this.openEspaces, more);
	}

}
