package fr.passerelle.gateway.suspension;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with rules as they were written.
 *
 * @param field where
 * @param kind what
 * @param value the text that is meant, where there are several
 */
public record RulesFault(Field field, Kind kind, @Nullable String value) {

	/** The rules' parts, under their names in the API. */
	public enum Field {

		ATTEMPTS("attempts"), WINDOW("window"), SUSPENSION("suspension"), TRUSTED_NETWORKS("trustedNetworks");

		private final String path;

		Field(String path) {
			this.path = path;
		}

		/** The name in the API. */
		public String path() {
			return this.path;
		}

	}

	/** What can be wrong. */
	public enum Kind {

		/** Missing, too little or too much. */
		OUT_OF_RANGE,
		/** Neither an address nor a range. */
		UNREADABLE,
		/** A network so wide that no address would be suspended any more. */
		TOO_WIDE,
		/** More networks than {@link SecurityRulesDraft#MAX_NETWORKS}. */
		TOO_MANY

	}

	/** For an API's answer. */
	public String message() {
		return switch (this.kind) {
			case UNREADABLE -> "'" + this.value + "' is neither an IP address nor a range such as 203.0.113.0/24";
			case TOO_WIDE -> "'" + this.value + "' would trust half the Internet: at least /8, or /16 for IPv6";
			case TOO_MANY -> "holds at most " + SecurityRulesDraft.MAX_NETWORKS + " networks";
			case OUT_OF_RANGE -> switch (this.field) {
				case ATTEMPTS -> "is a number from 1 to " + SecurityRulesDraft.MAX_ATTEMPTS;
				case WINDOW -> "is a time of whole seconds up to " + SecurityRulesDraft.MAX_WINDOW;
				case SUSPENSION -> "is a time of whole seconds up to " + SecurityRulesDraft.MAX_SUSPENSION;
				case TRUSTED_NETWORKS -> "is a list";
			};
		};
	}

}
