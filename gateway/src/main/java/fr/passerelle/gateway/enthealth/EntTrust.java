package fr.passerelle.gateway.enthealth;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * What an establishment and a provider of identities have told each other of themselves,
 * where their protocol does that by documents and keys.
 */
public interface EntTrust {

	/** The protocol of the delegations that it knows. */
	Protocol protocol();

	/**
	 * What is known of a delegation's provider.
	 * @return null where the delegation is of another protocol
	 */
	@Nullable Provider provider(Delegation delegation);

	/** Where a probe asks; null where there is no such address. */
	default @Nullable Probed probed(Delegation delegation) {
		return null;
	}

	/** Whether the establishment signs, or decrypts, with keys of its own. */
	default boolean hasKeys() {
		return false;
	}

	/** The establishment's own keys, newest first; none while they are being made. */
	default List<OwnKey> keys(Uai uai) {
		return List.of();
	}

	/**
	 * Begins a change to new keys, which both sides have time to hear of.
	 * @return false if a change is under way: then nothing changes
	 * @throws IOException if the new keys cannot be written
	 */
	default boolean changeKeys(Uai uai, Actor actor) throws IOException {
		throw new UnsupportedOperationException(protocol() + " has no keys");
	}

	/**
	 * What a probe asks for.
	 *
	 * @param address where
	 * @param isDocument whether it is the document that the gateway reads itself; else a
	 * page that browsers are sent to
	 */
	record Probed(URI address, boolean isDocument) {
	}

	/**
	 * A provider of identities.
	 *
	 * @param entityId its name; null: its metadata has never been read
	 * @param fetched when its metadata was fetched last; null: not in this run, or the
	 * document has it
	 * @param next when it is fetched again; null: the document has it
	 * @param problem of the latest fetch, a sentence; null: none
	 * @param validUntil the end of its metadata; null: it says none
	 * @param certificatesUntil the ends of its certificates, which say nothing of the
	 * keys in them
	 */
	record Provider(@Nullable String entityId, @Nullable Instant fetched, @Nullable Instant next,
			@Nullable String problem, @Nullable Instant validUntil, List<Instant> certificatesUntil) {

		public Provider {
			certificatesUntil = List.copyOf(certificatesUntil);
		}

		/** Whether people can sign in through it at a moment. */
		public boolean isUsable(Instant now) {
			return this.entityId != null && (this.validUntil == null || now.isBefore(this.validUntil));
		}

	}

	/**
	 * One of an establishment's pairs of keys.
	 *
	 * @param madeAt when it was made
	 * @param signsFrom when it begins, or began, to sign
	 * @param signs whether messages are signed with it now
	 * @param certificate of the key, in PEM form, for providers that ask for it alone
	 */
	record OwnKey(Instant madeAt, Instant signsFrom, boolean signs, String certificate) {
	}

}
