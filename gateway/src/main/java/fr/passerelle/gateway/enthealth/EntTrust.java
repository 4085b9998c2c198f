package fr.passerelle.gateway.enthealth;

import java.net.URI;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What a provider of identities has told of itself, where its protocol does that by
 * documents.
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
	@Nullable Probed probed(Delegation delegation);

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

}
