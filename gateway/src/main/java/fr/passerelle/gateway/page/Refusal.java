package fr.passerelle.gateway.page;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Everything a refusal may tell the person it meets; what is not known stays null and the
 * sentence does without it.
 *
 * @param code what went wrong
 * @param reference what the person reads out to the school, and the audit log has too
 * @param establishment the school's name
 * @param espace the Espace that was asked for
 * @param entLabel the delegation's label
 * @param reason the administrator's own words on a closed Espace
 * @param retryAfter how long until another try can succeed
 * @param reopensAt when a closed Espace opens again, in the zone to say it in
 * @param openEspaces the Espaces that are open to this person
 * @param actions ways on, the best one first
 */
public record Refusal(ErrorCode code, String reference, @Nullable String establishment, @Nullable EspaceKey espace,
		@Nullable String entLabel, @Nullable String reason, @Nullable Duration retryAfter,
		@Nullable ZonedDateTime reopensAt, List<EspaceLink> openEspaces, List<Action> actions) {

	public Refusal {
		openEspaces = List.copyOf(openEspaces);
		actions = List.copyOf(actions);
	}

	/** A refusal of which nothing more is known. */
	public static Refusal of(ErrorCode code, String reference) {
		return new Refusal(code, reference, null, null, null, null, null, null, List.of(), List.of());
	}

	/**
	 * Whether it is told to somebody whose browser keeps no cookies, perhaps because the
	 * page stands in another site's frame: there it must be seen.
	 */
	boolean isForFrames() {
		return this.actions.stream().anyMatch((action) -> action.kind().opensTab());
	}

	/** The same refusal at this school. */
	public Refusal withEstablishment(@Nullable String name) {
		return new Refusal(this.code, this.reference, name, this.espace, this.entLabel, this.reason, this.retryAfter,
				this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same refusal of this Espace. */
	public Refusal withEspace(@Nullable EspaceKey key) {
		return new Refusal(this.code, this.reference, this.establishment, key, this.entLabel, this.reason,
				this.retryAfter, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same refusal, of a login through this ENT. */
	public Refusal withEntLabel(@Nullable String label) {
		return new Refusal(this.code, this.reference, this.establishment, this.espace, label, this.reason,
				this.retryAfter, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same refusal with the administrator's words. */
	public Refusal withReason(@Nullable String words) {
		return new Refusal(this.code, this.reference, this.establishment, this.espace, this.entLabel, words,
				this.retryAfter, this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same refusal, worth another try after this time. */
	public Refusal withRetryAfter(@Nullable Duration wait) {
		return new Refusal(this.code, this.reference, this.establishment, this.espace, this.entLabel, this.reason, wait,
				this.reopensAt, this.openEspaces, this.actions);
	}

	/** The same refusal, over at this moment. */
	public Refusal withReopensAt(@Nullable ZonedDateTime moment) {
		return new Refusal(this.code, this.reference, this.establishment, this.espace, this.entLabel, this.reason,
				this.retryAfter, moment, this.openEspaces, this.actions);
	}

	/** The same refusal with the Espaces that are open instead. */
	public Refusal withOpenEspaces(List<EspaceLink> links) {
		return new Refusal(this.code, this.reference, this.establishment, this.espace, this.entLabel, this.reason,
				this.retryAfter, this.reopensAt, links, this.actions);
	}

	/** The same refusal with these ways on, the best one first. */
	public Refusal withActions(List<Action> ways) {
		return new Refusal(this.code, this.reference, this.establishment, this.espace, this.entLabel, this.reason,
				this.retryAfter, this.reopensAt, this.openEspaces, ways);
	}

	/** The same refusal with these ways on, the best one first. */
	public Refusal withActions(Action... ways) {
		return withActions(List.of(ways));
	}

}
