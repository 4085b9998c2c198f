package fr.passerelle.gateway.preview;

import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * One thing that a change does to people.
 *
 * @param kind which
 * @param severity how much it matters
 * @param espaces the Espaces it concerns; empty: the establishment
 * @param before what the sentence names as it is: labels of ENTs, or an address
 * @param after what it names as it would be
 * @param connected people concerned who are signed in at this moment
 */
public record Consequence(Kind kind, Severity severity, List<EspaceKey> espaces, List<String> before,
		List<String> after, int connected) {

	public Consequence {
		espaces = List.copyOf(espaces);
		before = List.copyOf(before);
		after = List.copyOf(after);
	}

	/** The same, with what it would be. */
	Consequence leadingTo(String label) {
		return new Consequence(this.kind, this.severity, this.espaces, this.before, List.of(label), this.connected);
	}

	/** How much it matters. */
	public enum Severity {

		/** Visitors do not notice immediately. */
		INFO,
		/** People will notice; it is what was asked for. */
		CHANGE,
		/** Some people may be kept out. */
		WARNING

	}

	/** Every consequence that has a sentence. The names are stable. */
	public enum Kind {

		/** No visitor may enter any more: {@code espaces} were open. */
		CLOSES_ALL(Severity.WARNING),
		/** After: the moment, ISO. */
		REOPENS_AT(Severity.INFO), OPENS_ALL(Severity.CHANGE), ESPACE_CLOSES(Severity.WARNING),
		/** After: the ENTs that lead in; none: direct login. */
		ESPACE_OPENS(Severity.CHANGE), ESPACE_OPENS_DIRECT(Severity.CHANGE),
		/** What changes for a closed Espace waits for its publication. */
		ESPACE_STAYS_CLOSED(Severity.INFO),

		ENT_REPLACED(Severity.CHANGE), ENT_ADDED(Severity.CHANGE), ENT_REMOVED(Severity.CHANGE),
		/** From direct login alone to an ENT. */
		ENT_FIRST(Severity.CHANGE),
		/** From an ENT to direct login alone. */
		ENT_LAST(Severity.WARNING), DIRECT_OPENS(Severity.CHANGE), DIRECT_CLOSES(Severity.CHANGE),
		/** Direct login opens though it is not ticked, since nothing else leads in. */
		DIRECT_BY_DEFAULT(Severity.WARNING),

		DELEGATION_ADDED(Severity.INFO), DELEGATION_REMOVED(Severity.INFO), DELEGATION_ON(Severity.INFO),
		DELEGATION_OFF(Severity.INFO), DELEGATION_UNUSED(Severity.INFO), LABEL_CHANGED(Severity.INFO),
		LOGIN_ADDRESS_CHANGED(Severity.CHANGE), VALIDATION_CHANGED(Severity.CHANGE),
		LOGOUT_ADDRESS_CHANGED(Severity.INFO), RENEW_ON(Severity.CHANGE), RENEW_OFF(Severity.CHANGE),
		CERTIFICATES_CHANGED(Severity.INFO), ATTRIBUTES_CHANGED(Severity.CHANGE), RECOGNITION_CHANGED(Severity.CHANGE),
		PARAMETERS_CHANGED(Severity.CHANGE),
		/**
		 * A field of the protocol that has no sentence of its own. After: its name among
		 * the console's words.
		 */
		SETTING_CHANGED(Severity.CHANGE),

		NAME_CHANGED(Severity.INFO),
		/** All addresses that were handed out stop working. */
		PUBLIC_URL_CHANGED(Severity.WARNING), UPSTREAM_CHANGED(Severity.CHANGE), PATHS_CHANGED(Severity.INFO),

		ENT_DOWN(Severity.WARNING), ENT_SLOW(Severity.WARNING), ENT_UNTRIED(Severity.INFO),
		/**
		 * A visitor who is signed in stays until the session ends by itself. After: the
		 * way they came by, where it only changes; none where it goes, and with it the
		 * ENT's logout.
		 */
		SESSIONS_STAY(Severity.INFO),
		/**
		 * A visitor in an Espace that closes meets the closed page at the next click.
		 */
		SESSIONS_SHUT_OUT(Severity.WARNING);

		private final Severity severity;

		Kind(Severity severity) {
			this.severity = severity;
		}

		Consequence of(List<EspaceKey> espaces, List<String> before, List<String> after) {
			return new Consequence(this, this.severity, espaces, before, after, 0);
		}

		Consequence of(EspaceKey espace) {
			return of(List.of(espace), List.of(), List.of());
		}

		Consequence of(List<EspaceKey> espaces, List<String> before, int connected) {
			return new Consequence(this, this.severity, espaces, before, List.of(), connected);
		}

	}

}
