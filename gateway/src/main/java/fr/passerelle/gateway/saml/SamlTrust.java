package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.enthealth.EntTrust;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.metadata.KeptDocuments;
import org.jspecify.annotations.Nullable;

/** Metadata and keys of SAML 2, as administrators see and change them. */
final class SamlTrust implements EntTrust {

	private final Idps idps;

	private final SamlKeys keys;

	private final KeptDocuments<Saml> kept;

	private final Consumer<AuditEntry> audit;

	private final Clock clock;

	SamlTrust(Idps idps, SamlKeys keys, KeptDocuments<Saml> kept, Consumer<AuditEntry> audit, Clock clock) {
		this.idps = idps;
		this.keys = keys;
		this.kept = kept;
		this.audit = audit;
		this.clock = clock;
	}

	@Override
	public Protocol protocol() {
		return Protocol.SAML2;
	}

	@Override
	public @Nullable Provider provider(Delegation delegation) {
		if (!(delegation.signOn() instanceof Saml saml)) {
			return null;
		}
		Idp idp = this.idps.of(saml);
		KeptDocuments.Fetched state = this.kept.state(saml);
		String name = (idp != null) ? idp.entityId() : null;
		Instant end = (idp != null) ? idp.validUntil() : null;
		List<Instant> certificates = (idp != null) ? idp.certificatesUntil() : List.of();
		return (state != null) ? new Provider(name, state.good(), state.next(), state.problem(), end, certificates)
				: new Provider(name, null, null, null, end, certificates);
	}

	/**
	 * The login address, if the document names it or the metadata has it on its own host;
	 * metadata may not lead this server anywhere else. Otherwise the metadata itself.
	 */
	@Override
	public @Nullable Probed probed(Delegation delegation) {
		if (!(delegation.signOn() instanceof Saml saml)) {
			return null;
		}
		URI said = saml.values().find(SamlFields.SSO_URL);
		URI metadata = saml.metadataUrl();
		Idp idp = this.idps.of(saml);
		if (said == null && metadata != null && idp != null) {
			URI told = idp.signOn().get(Names.REDIRECT);
			said = (told != null && String.valueOf(told.getRawAuthority())
				.equalsIgnoreCase(String.valueOf(metadata.getRawAuthority()))) ? told : null;
		}
		if (said != null) {
			return new Probed(said, false);
		}
		return (metadata != null) ? new Probed(metadata, true) : null;
	}

	@Override
	public boolean hasKeys() {
		return true;
	}

	@Override
	public List<OwnKey> keys(Uai uai) {
		SamlKey signing = this.keys.signing(uai.value());
		return this.keys.published(uai.value(), SamlKey.Use.SIGNING)
			.stream()
			.map((key) -> new OwnKey(key.madeAt(), this.keys.signsFrom(uai.value(), key), key.equals(signing),
					pem(key)))
			.toList();
	}

	@Override
	public boolean changeKeys(Uai uai, Actor actor) throws IOException {
		if (!this.keys.change(uai.value())) {
			return false;
		}
		this.audit.accept(AuditEntry.of(this.clock.instant(), AuditType.SAML_KEYS_CHANGED).withUai(uai).by(actor));
		return true;
	}

	private static String pem(SamlKey key) {
		try {
			return "-----BEGIN CERTIFICATE-----\n"
					+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(key.certificate().getEncoded())
					+ "\n-----END CERTIFICATE-----";
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException("a certificate that was read has no form", ex);
		}
	}

}
