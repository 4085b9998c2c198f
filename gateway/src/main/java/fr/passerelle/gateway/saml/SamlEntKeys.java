package fr.passerelle.gateway.saml;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.enthealth.EntKeys;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Uai;

/** The keys of SAML 2, as administrators see and change them. */
final class SamlEntKeys implements EntKeys {

	private final SamlKeys keys;

	private final Consumer<AuditEntry> audit;

	private final Clock clock;

	SamlEntKeys(SamlKeys keys, Consumer<AuditEntry> audit, Clock clock) {
		this.keys = keys;
		this.audit = audit;
		this.clock = clock;
	}

	@Override
	public Protocol protocol() {
		return Protocol.SAML2;
	}

	@Override
	public List<OwnKey> of(Uai uai) {
		return of(uai.value());
	}

	@Override
	public List<OwnKey> ofPlatform() {
		return of(ServiceProvider.PLATFORM);
	}

	private List<OwnKey> of(String owner) {
		SamlKey signing = this.keys.signing(owner);
		return this.keys.published(owner, SamlKey.Use.SIGNING)
			.stream()
			.map((key) -> new OwnKey(key.madeAt(), this.keys.signsFrom(owner, key), key.equals(signing), pem(key)))
			.toList();
	}

	@Override
	public boolean change(Uai uai, Actor actor) throws IOException {
		return change(uai.value(),
				AuditEntry.of(this.clock.instant(), AuditType.SAML_KEYS_CHANGED).withUai(uai).by(actor));
	}

	@Override
	public boolean changePlatform(Actor actor) throws IOException {
		return change(ServiceProvider.PLATFORM,
				AuditEntry.of(this.clock.instant(), AuditType.SAML_KEYS_CHANGED).by(actor));
	}

	private boolean change(String owner, AuditEntry entry) throws IOException {
		if (!this.keys.change(owner)) {
			return false;
		}
		this.audit.accept(entry);
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
