package fr.passerelle.gateway.login;

import java.util.function.Function;

import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.session.EntSession;
import org.jspecify.annotations.Nullable;

/**
 * The result of a validation: a person, a refusal by the ENT, or no answer that can be
 * used.
 */
public sealed interface DelegationOutcome {

	/** Reads the outcome. */
	<T> T fold(Function<RemoteIdentity, T> authenticated, Function<String, T> refused,
			Function<Unavailable, T> unavailable);

	/** Why a validation could not be done. */
	enum Cause {

		/**
		 * No connection, TLS not trusted, or too many validations at this ENT already.
		 */
		UNREACHABLE,
		/** No complete answer in time. */
		TIMEOUT,
		/** An answer that cannot be read: status, type, size, form. */
		INVALID

	}

	/**
	 * The ENT vouches for this person.
	 *
	 * @param identity what it released
	 * @param session at the ENT, where the proof says how the ENT names it; null where
	 * the ticket is its name
	 */
	record Authenticated(RemoteIdentity identity, @Nullable EntSession session) implements DelegationOutcome {

		/** A person whose session at the ENT has the name of the ticket. */
		public Authenticated(RemoteIdentity identity) {
			this(identity, null);
		}

		@Override
		public <T> T fold(Function<RemoteIdentity, T> authenticated, Function<String, T> refused,
				Function<Unavailable, T> unavailable) {
			return authenticated.apply(this.identity);
		}

	}

	/**
	 * The ENT refused the ticket.
	 *
	 * @param code the protocol's code, e.g. {@code INVALID_TICKET}; for the log, never
	 * for a page
	 */
	record Refused(String code) implements DelegationOutcome {

		@Override
		public <T> T fold(Function<RemoteIdentity, T> authenticated, Function<String, T> refused,
				Function<Unavailable, T> unavailable) {
			return refused.apply(this.code);
		}

	}

	/**
	 * The validation could not be done.
	 *
	 * @param cause for the visitor's page
	 * @param detail a sentence for the administrator, without ticket or address query
	 * @param lost whether the ENT closed a connection that earlier validations had used,
	 * before any answer: this proof may be spent, and another one goes over a new
	 * connection
	 */
	record Unavailable(Cause cause, String detail, boolean lost) implements DelegationOutcome {

		/** A validation that was not lost on a connection used again. */
		public Unavailable(Cause cause, String detail) {
			this(cause, detail, false);
		}

		@Override
		public <T> T fold(Function<RemoteIdentity, T> authenticated, Function<String, T> refused,
				Function<Unavailable, T> unavailable) {
			return unavailable.apply(this);
		}

	}

}
