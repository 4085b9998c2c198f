package fr.passerelle.gateway.saml;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import java.util.zip.Inflater;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.login.LoginReturn;
import org.w3c.dom.Document;

/** A school with a SAML 2 provider whose keys the test has. */
final class SamlFixture {

	/** The provider's key and certificate. */
	static final SamlKey IDP = SelfSigned.make(SamlKey.Use.SIGNING, "idp", Instant.EPOCH, 2048);

	/** Another provider's. */
	static final SamlKey OTHER = SelfSigned.make(SamlKey.Use.SIGNING, "other", Instant.EPOCH, 2048);

	static final String SSO = "https://idp.example.fr/sso";

	static final String SLO = "https://idp.example.fr/slo";

	/** Quickly made. */
	static final int BITS = 1024;

	private SamlFixture() {
	}

	/** A provider that a document describes in full. */
	static Saml saml() {
		return new Saml(typed());
	}

	static FieldValues typed() {
		return FieldValues.NONE.with(SamlFields.ENTITY_ID, ResponseDraft.IDP)
			.with(SamlFields.SSO_URL, URI.create(SSO))
			.with(SamlFields.SLO_URL, URI.create(SLO))
			.with(SamlFields.CERTIFICATES, List.of(IDP.certificate()));
	}

	static Delegation delegation(Saml saml, String... userAttributes) {
		return delegation("idp", saml, userAttributes);
	}

	static Delegation delegation(String id, Saml saml, String... userAttributes) {
		AttributeNames names = new AttributeNames(List.of(userAttributes), List.of("ENTPersonProfils"), List.of(),
				List.of(), List.of("sn"), List.of("givenName"), List.of());
		return new Delegation(id, "IdP", true, null, saml, names, List.of(Recognition.PROFILE), false);
	}

	static Establishment school(Delegation... delegations) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			boolean delegated = key == EspaceKey.PARENT;
			espaces.put(key, TestEstablishments.espace(key, true, delegated ? List.of(delegations) : List.of(), false));
		}
		Establishment made = TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces);
		return new Establishment(made.uai(), made.name(), made.publicUrl(), 1, true, null, null, made.basePath(),
				List.of(delegations), espaces, made.paths(), made.upstream());
	}

	static SamlKeys keys(Path folder, Clock clock, Establishment establishment) {
		SamlKeys keys = new SamlKeys(folder, clock, BITS);
		keys.prepare(establishment.uai().value());
		return keys;
	}

	/** The message in a redirect's address. */
	static String message(URI address, String parameter) {
		String value = Query.decode(Query.values(address.getRawQuery(), parameter).get(0));
		try (InflaterInputStream plain = new InflaterInputStream(
				new ByteArrayInputStream(Base64.getDecoder().decode(value)), new Inflater(true))) {
			return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (java.io.IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Whether the signature of a redirect's address is by this certificate's key. */
	static boolean isSigned(URI address, X509Certificate by) {
		try {
			String query = address.getRawQuery();
			int from = Math.max(query.indexOf("SAMLRe"), 0);
			int end = query.indexOf("&Signature=");
			Signature verifier = Signature.getInstance("SHA256withRSA");
			verifier.initVerify(by);
			verifier.update(query.substring(from, end).getBytes(StandardCharsets.US_ASCII));
			return verifier
				.verify(Base64.getDecoder().decode(Query.decode(query.substring(end + "&Signature=".length()))));
		}
		catch (java.security.GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A posted form as the protocol gets it. */
	static LoginReturn posted(Establishment establishment, String form) {
		return new LoginReturn(establishment, true, null,
				fr.passerelle.gateway.http.Form.read(form.getBytes(StandardCharsets.UTF_8)));
	}

	static String encoded(String xml) {
		return java.net.URLEncoder.encode(Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8)),
				StandardCharsets.UTF_8);
	}

	/** A response with a signature of the provider around everything. */
	static String signed(ResponseDraft draft) {
		Document document = draft.document();
		TestXml.signing(IDP.key()).sign(TestXml.find(document, "Response"));
		return TestXml.text(document);
	}

}
