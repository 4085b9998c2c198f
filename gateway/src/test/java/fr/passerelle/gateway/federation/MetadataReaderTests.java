package fr.passerelle.gateway.federation;

import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.saml.TestKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Metadata as providers and federations write it. */
class MetadataReaderTests {

	private static final String IDP = "https://idp.example.fr/idp";

	private static final String CERTIFICATE = TestKeys.certificate();

	@Test
	void addressesAndKeysAreRead() throws XmlRefusedException {
		IdpMetadata metadata = read(entity(key(" use=\"signing\"", CERTIFICATE), ""), null);
		assertThat(metadata.entityId()).isEqualTo(IDP);
		assertThat(metadata.signOn()).containsOnlyKeys(Names.REDIRECT, Names.POST);
		assertThat(metadata.logout().get(Names.POST)).hasToString(IDP + "/slo");
		assertThat(metadata.logoutReturn().get(Names.POST)).hasToString(IDP + "/back");
		assertThat(metadata.certificates()).hasSize(1);
		assertThat(metadata.validUntil()).isNull();
	}

	/** Traps S-39. */
	@Test
	void everyKeyForSignaturesCountsAndOneWithoutAUseToo() throws XmlRefusedException {
		String keys = key(" use=\"signing\"", CERTIFICATE) + key("", CERTIFICATE)
				+ key(" use=\"encryption\"", CERTIFICATE);
		assertThat(read(entity(keys, ""), null).certificates()).hasSize(2);
	}

	/** Traps S-41: LemonLDAP::NG writes tabs and line breaks, others PEM. */
	@ParameterizedTest
	@ValueSource(strings = { "tabs", "pem" })
	void certificatesAreReadAsServersWriteThem(String how) throws XmlRefusedException {
		String text = how.equals("pem") ? "-----BEGIN CERTIFICATE-----\n" + CERTIFICATE + "\n-----END CERTIFICATE-----"
				: "\n\t\t" + CERTIFICATE.replaceAll("(.{64})", "$1\n\t\t") + "\n";
		assertThat(read(entity(key("", text), ""), null).certificates()).hasSize(1);
	}

	/** Traps S-40. */
	@Test
	void metadataWithoutKeysOrAddressesIsRefused() {
		refused(entity("", ""), null, "no key");
		refused(entity(key(" use=\"encryption\"", CERTIFICATE), ""), null, "no key");
		refused(entity(key("", CERTIFICATE), "").replaceAll("<md:SingleSignOnService[^>]*>", ""), null,
				"no login address");
		refused(entity(key("", "!!"), ""), null, "certificate");
		refused(entity(key("", CERTIFICATE), "").replace("IDPSSODescriptor", "SPSSODescriptor"), null, "");
	}

	/** Traps S-40. */
	@Test
	void aFederationsFileIsReadByName() throws XmlRefusedException {
		String one = entity(key("", CERTIFICATE), "");
		String other = one.replace(IDP + "\"", "https://other.example.fr\"");
		String all = "<md:EntitiesDescriptor xmlns:md=\"" + Names.METADATA + "\" validUntil=\"2030-01-01T00:00:00Z\">"
				+ "<!-- several --><md:EntitiesDescriptor>" + one + other
				+ "</md:EntitiesDescriptor></md:EntitiesDescriptor>";
		assertThat(read(all, IDP).entityId()).isEqualTo(IDP);
		assertThat(read(all, IDP).validUntil()).isEqualTo("2030-01-01T00:00:00Z");
		refused(all, null, "entityID must be said");
		refused(all, "https://third.example.fr", "does not have");
	}

	@Test
	void theEarliestEndCounts() throws XmlRefusedException {
		String xml = entity(key("", CERTIFICATE), " validUntil=\"2031-01-01T00:00:00+02:00\"")
			.replace("<md:IDPSSODescriptor", "<md:IDPSSODescriptor validUntil=\"2032-01-01T00:00:00Z\"");
		assertThat(read(xml, null).validUntil()).isEqualTo("2030-12-31T22:00:00Z");
		refused(entity(key("", CERTIFICATE), " validUntil=\"tomorrow\""), null, "no date");
	}

	/** Traps S-42. */
	@ParameterizedTest
	@ValueSource(strings = { "https://idp.example.fr/sso?SAMLRequest=x",
			"https://idp.example.fr/sso?a=1&amp;relaystate=x", "javascript:alert(1)", "ftp://idp.example.fr/",
			"https://user@idp.example.fr/", "//idp.example.fr/", "https://idp.example.fr/#x" })
	void addressesThatCannotBeUsedAreRefused(String address) {
		refused(entity(key("", CERTIFICATE), "").replace(IDP + "/sso", address), null, "address");
	}

	/** Traps S-40: unsigned where a signature is configured. */
	@Test
	void metadataIsSignedWhereACertificateIsConfigured() throws XmlRefusedException {
		String xml = entity(key("", CERTIFICATE), " ID=\"_m1\"");
		String signed = TestKeys.signed(xml);
		assertThat(MetadataReader.read(bytes(signed), null, List.of(TestKeys.publicKey())).entityId()).isEqualTo(IDP);
		assertThatExceptionOfType(XmlRefusedException.class)
			.isThrownBy(() -> MetadataReader.read(bytes(xml), null, List.of(TestKeys.publicKey())))
			.withMessageContaining("not signed");
		assertThatExceptionOfType(XmlRefusedException.class).isThrownBy(
				() -> MetadataReader.read(bytes(signed.replace("/sso", "/evil")), null, List.of(TestKeys.publicKey())));
	}

	/** Traps S-17. */
	@Test
	void aDoctypeIsRefused() {
		refused("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + entity(key("", CERTIFICATE), ""), null,
				"DOCTYPE");
	}

	private static IdpMetadata read(String xml, @org.jspecify.annotations.Nullable String entityId)
			throws XmlRefusedException {
		return MetadataReader.read(bytes(xml), entityId, List.of());
	}

	private static void refused(String xml, @org.jspecify.annotations.Nullable String entityId, String told) {
		assertThatExceptionOfType(XmlRefusedException.class).isThrownBy(() -> read(xml, entityId))
			.withMessageContaining(told);
	}

	private static byte[] bytes(String xml) {
		return xml.getBytes(StandardCharsets.UTF_8);
	}

	private static String key(String use, String certificate) {
		return "<md:KeyDescriptor" + use + "><ds:KeyInfo xmlns:ds=\"" + Names.SIGNATURE + "\"><ds:X509Data>"
				+ "<ds:X509Certificate>" + certificate + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
				+ "</md:KeyDescriptor>";
	}

	private static String entity(String keys, String more) {
		return "<md:EntityDescriptor xmlns:md=\"" + Names.METADATA + "\" entityID=\"" + IDP + "\"" + more
				+ "><md:IDPSSODescriptor>" + keys + "<md:SingleLogoutService Binding=\"" + Names.POST + "\" Location=\""
				+ IDP + "/slo\" ResponseLocation=\"" + IDP + "/back\"/>" + "<md:SingleSignOnService Binding=\""
				+ Names.REDIRECT + "\" Location=\"" + IDP + "/sso\"/>" + "<md:SingleSignOnService Binding=\""
				+ Names.POST + "\" Location=\"" + IDP + "/sso\"/>"
				+ "<md:SingleSignOnService Binding=\"urn:other\" Location=\"" + IDP + "/other\"/>"
				+ "</md:IDPSSODescriptor></md:EntityDescriptor>";
	}

}
