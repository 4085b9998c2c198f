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
 * One refusal with what is known of it; the page shows a part, the audit trail another.
 *
 * @param code what is refused
 * @param type how the audit trail files it
 * @param establishment whose
 * @param espace which Espace
 * @param delegation through which ENT
 * @param person who, as far as identification needs
 * @param detail for the administrator alone
 * @param reason the administrator's own words to visitors
 * @param retryAfter when to come back
 * @param reopensAt when the Espaces open again by themselves
 * @param openEspaces where the person may go instead
 * @param actions what the page offers
 */
public record RefusalCase(ErrorCode code, AuditType type, @Nullable Establishment establishment,
		@Nullable EspaceKey espace, @Nullable Delegation delegation, @Nullable String person, @Nullable String detail,
		@Nullable String reason, @Nullable Duration retryAfter, @Nullable ZonedDateTime reopensAt,
		List<EspaceLink> openEspaces, List<Action> actions) {

	public RefusalCase {
		openEspaces = List.copyOf(openEspaces);
		actions = List.copyOf(actions);
	}

	/** A refusal of a page, of which nothing more is known. */
	public static RefusalCase of(ErrorCode code) {
		return new RefusalCase(code, AuditType.PAGE_REFUSED, null, null, null, null, null, null, null, null, List.of(),
				List.of());
	}

	/** A refusal in an establishment. */
	public static RefusalCase of(ErrorCode code, Establishment establishment) {
		return of(code).at(establishment, null);
	}

	/** The same for another cause. */
	public RefusalCase as(ErrorCode other) {
		return new RefusalCase(other, this.type, this.establishment, this.espace, this.delegation, this.person,
				this.detail, this.reason, this.retryAfter, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same in an Espace. */
	public RefusalCase at(Establishment place, @Nullable EspaceKey key) {
		return new RefusalCase(this.code, this.type, place, key, this.delegation, this.person, this.detail, this.reason,
				this.retryAfter, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same, filed as a login's. */
	public RefusalCase filed(AuditType how, @Nullable Delegation through, @Nullable String who, @Nullable String why) {
		return new RefusalCase(this.code, how, this.establishment, this.espace, through, who, why, this.reason,
				this.retryAfter, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same with the administrator's words. */
	public RefusalCase because(@Nullable String words) {
		return new RefusalCase(this.code, this.type, this.establishment, this.espace, this.delegation, this.person,
				this.detail, words, this.retryAfter, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same with a time to come back after. */
	public RefusalCase retryAfter(Duration time) {
		return new RefusalCase(this.code, this.type, this.establishment, this.espace, this.delegation, this.person,
				this.detail, this.reason, time, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same, over at a known moment. */
	public RefusalCase until(ZonedDateTime moment, Duration wait) {
		return new RefusalCase(this.code, this.type, this.establishment, this.espace, this.delegation, this.person,
				this.detail, this.reason, wait, moment, this.openEspaces, this.actions);
	}

	/** The same with other Espaces to go to. */
	public RefusalCase leadingTo(List<EspaceLink> espaces) {
		return new RefusalCase(this.code, this.type, this.establishment, this.espace, this.delegation, this.person,
				this.detail, this.reason, this.retryAfter, this.reopensAt, espaces, this.actions);
	}

	/** The same with one more way on. */
	public RefusalCase offering(Action.Kind kind, String href) {
		List<Action> more = new ArrayList<>(this.actions);
		more.add(new Action(kind, href));
		return new RefusalCase(this.code, this.type, this.establishment, this.espace, this.delegation, this.person,
				this.detail, this.reason, this.retryAfter, this.reopensAt, this.openEspaces, more);
	}

}
