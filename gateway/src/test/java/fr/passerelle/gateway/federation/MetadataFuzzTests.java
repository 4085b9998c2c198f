package fr.passerelle.gateway.federation;

import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.fuzz.Fuzz;
import fr.passerelle.gateway.saml.TestKeys;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Metadata that is changed at random is read or refused, and nothing else happens. */
class MetadataFuzzTests {

	private static final String KEY = "<KeyDescriptor><KeyInfo xmlns=\"" + Names.SIGNATURE
			+ "\"><X509Data><X509Certificate>" + TestKeys.certificate()
			+ "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>";

	private static final String ENTITY = "<EntityDescriptor xmlns=\"" + Names.METADATA
			+ "\" entityID=\"urn:x\" validUntil=\"2026-12-01T00:00:00Z\">";

	private static final String IDP = ENTITY + "<IDPSSODescriptor>" + KEY + "<SingleSignOnService Binding=\""
			+ Names.REDIRECT + "\" Location=\"https://idp.example.fr/sso?x=1\"/></IDPSSODescriptor></EntityDescriptor>";

	private static final String STS = ENTITY + "<RoleDescriptor xsi:type=\"fed:SecurityTokenServiceType\""
			+ " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xmlns:fed=\"" + Names.FEDERATION + "\">" + KEY
			+ "<fed:PassiveRequestorEndpoint><EndpointReference xmlns=\"" + Names.ADDRESSING
			+ "\"><Address>https://sts.example.fr/ls/</Address></EndpointReference></fed:PassiveRequestorEndpoint>"
			+ "</RoleDescriptor></EntityDescriptor>";

	@Test
	void unchangedBothAreRead() throws XmlRefusedException {
		assertThat(MetadataReader.read(bytes(IDP), "urn:x", List.of()).certificates()).hasSize(1);
		assertThat(StsMetadataReader.read(bytes(STS), "urn:x").certificates()).hasSize(1);
	}

	@Test
	void changedBytesAreReadOrRefused() {
		Fuzz.run(List.of(bytes(IDP), bytes(STS)), 6000, (input) -> {
			try {
				IdpMetadata read = MetadataReader.read(input, null, List.of());
				assertThat(read.certificates()).isNotEmpty();
				assertThat(read.signOn().values()).allMatch((address) -> address.getHost() != null);
			}
			catch (XmlRefusedException ex) {
				assertThat(ex.sentence()).isNotBlank();
			}
			try {
				StsMetadata read = StsMetadataReader.read(input, null);
				assertThat(read.certificates()).isNotEmpty();
				assertThat(read.passive().getHost()).isNotNull();
			}
			catch (XmlRefusedException ex) {
				assertThat(ex.sentence()).isNotBlank();
			}
		});
	}

	private static byte[] bytes(String xml) {
		return xml.getBytes(StandardCharsets.UTF_8);
	}

}
