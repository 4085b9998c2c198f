package fr.passerelle.mockeduconnect;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;

import org.apache.xml.security.encryption.XMLCipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The imitation, as a browser and a service meet it. */
@SuppressWarnings("NullAway.Init")
class MockEduConnectTests {

	private static final String SERVICE = "urn:fi:ent:essai:1.0";

	private static final String BACK = "https://service.example.fr/acs";

	private static final KeyPair KEYS = Certificates.rsa();

	private volatile Instant now = Instant.parse("2026-09-01T08:00:00Z");

	private final HttpClient browser = HttpClient.newBuilder()
		.cookieHandler(new CookieManager())
		.followRedirects(HttpClient.Redirect.NORMAL)
		.build();

	private MockEduConnect educonnect;

	@BeforeEach
	void start() {
		this.educonnect = MockEduConnect.builder().clock(clock()).service(metadata()).start();
	}

	@AfterEach
	void stop() {
		this.educonnect.close();
	}

	@Test
	void aServiceCanBeToldWhileItRuns() throws Exception {
		this.educonnect.close();
		this.educonnect = MockEduConnect.builder().clock(clock()).start();
		assertThat(get(request("_1", false)).statusCode()).isEqualTo(400);

		this.educonnect.add(metadata());

		assertThat(get(request("_2", false)).statusCode()).isEqualTo(200);
	}

	@Test
	void aPersonSignsInInTwoStepsAndTheAnswerIsSignedAndEncrypted() throws Exception {
		HttpResponse<String> choice = get(request("_1", false));
		assertThat(choice.uri().getQuery()).isEqualTo("execution=e1s1");
		HttpResponse<String> form = post(choice, "who=eleve");
		assertThat(form.uri().getQuery()).isEqualTo("execution=e1s2");
		assertThat(form.body()).contains("l.petit").doesNotContain("a.petit");
		String page = post(form, "username=l.petit&password=x").body();
		assertThat(page).contains("action=\"" + BACK + "\"").contains("name=\"RelayState\" value=\"state\"");
		Document response = Markup.parse(new String(Base64.getDecoder().decode(field(page)), StandardCharsets.UTF_8));
		assertThat(isSigned(response.getDocumentElement())).isTrue();
		assertThat(Markup.find(response, Markup.ASSERTION, "Assertion")).isNull();
		Element assertion = decrypted(response);
		assertThat(isSigned(assertion)).isTrue();
		assertThat(values(assertion, "FrEduCtPersonAffiliation")).isEqualTo("eleve2d");
		assertThat(values(assertion, "FrEduCtId")).hasSize(96);
		assertThat(values(assertion, "FrEduCtRefId")).isEqualTo("{AAF}4|1|70001 {ECT}4|1|1");
		assertThat(values(assertion, "FrEduUrlRetour")).isEqualTo(this.educonnect.url() + "/Logout");
	}

	@Test
	void whoIsSignedInIsNotAskedAgainUnlessTheServiceForcesIt() throws Exception {
		signIn();
		assertThat(get(request("_2", false)).body()).contains("SAMLResponse");
		assertThat(get(request("_3", true)).uri().getQuery()).isEqualTo("execution=e2s1");
	}

	@Test
	void aStepThatIsDoneOrOldIsStale() throws Exception {
		HttpResponse<String> choice = get(request("_1", false));
		HttpResponse<String> form = post(choice, "who=responsable");
		assertThat(post(choice, "who=eleve").body()).contains("expiré");
		this.now = this.now.plus(Conversations.LIFETIME);
		assertThat(post(form, "username=a.petit").body()).contains("expiré");
	}

	@ParameterizedTest
	@CsvSource({ "SigAlg=,SigAlg=x", "RelayState=state,RelayState=other", "Signature=,Signature=AAAA" })
	void aRequestThatIsNotTheServicesIsRefused(String from, String to) throws Exception {
		HttpResponse<String> refused = get(request("_1", false).replace(from, to));
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).contains("refusée");
	}

	@Test
	void logoutByTheServiceEndsTheSessionAndComesBack() throws Exception {
		String page = signIn();
		Document response = Markup.parse(new String(Base64.getDecoder().decode(field(page)), StandardCharsets.UTF_8));
		String name = Markup.required(decrypted(response).getOwnerDocument(), Markup.ASSERTION, "NameID")
			.getTextContent();
		HttpResponse<String> back = HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(logout(name))).build(), HttpResponse.BodyHandlers.ofString());
		assertThat(back.statusCode()).isEqualTo(302);
		assertThat(back.headers().firstValue("Location").orElseThrow())
			.startsWith("https://service.example.fr/slo?SAMLResponse=")
			.contains("&RelayState=state&SigAlg=");
		assertThat(this.educonnect.sessions()).isZero();
	}

	@Test
	void logoutByItsPageEndsTheSessionAndStays() throws Exception {
		signIn();
		assertThat(this.educonnect.sessions()).isOne();
		assertThat(get(this.educonnect.url() + "/Logout").body()).contains("déconnecté");
		assertThat(this.educonnect.sessions()).isZero();
	}

	@Test
	void flagsAreReadAndAWrongOneNamesThoseThatAreAccepted() {
		try (MockEduConnect without = MockEduConnectMain.read("--port", "0", "--no-slo", "--clear").start()) {
			assertThat(without.metadata()).doesNotContain("SingleLogoutService");
		}
		assertThatIllegalArgumentException().isThrownBy(() -> MockEduConnectMain.read("--x"))
			.withMessageContaining("accepted: --port");
		assertThatIllegalArgumentException().isThrownBy(() -> MockEduConnectMain.read("--port", "x"));
	}

	private String signIn() throws Exception {
		HttpResponse<String> form = post(get(request("_1", false)), "who=responsable");
		return post(form, "username=a.petit").body();
	}

	private String request(String id, boolean force) throws GeneralSecurityException {
		String xml = "<p:AuthnRequest xmlns:p=\"" + Markup.PROTOCOL + "\" ID=\"" + id + "\" ForceAuthn=\"" + force
				+ "\" AssertionConsumerServiceURL=\"" + BACK + "\"><a:Issuer xmlns:a=\"" + Markup.ASSERTION + "\">"
				+ SERVICE + "</a:Issuer></p:AuthnRequest>";
		return this.educonnect.url() + "/idp/profile/SAML2/Redirect/SSO?" + signed(xml);
	}

	private String logout(String name) throws GeneralSecurityException {
		String xml = "<p:LogoutRequest xmlns:p=\"" + Markup.PROTOCOL + "\" ID=\"_9\"><a:Issuer xmlns:a=\""
				+ Markup.ASSERTION + "\">" + SERVICE + "</a:Issuer><a:NameID xmlns:a=\"" + Markup.ASSERTION + "\">"
				+ name + "</a:NameID></p:LogoutRequest>";
		return this.educonnect.url() + "/idp/profile/SAML2/Redirect/SLO?" + signed(xml);
	}

	private static String signed(String xml) throws GeneralSecurityException {
		String query = "SAMLRequest=" + Texts.encoded(Texts.deflated(xml)) + "&RelayState=state&SigAlg="
				+ Texts.encoded("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(KEYS.getPrivate());
		signature.update(query.getBytes(StandardCharsets.US_ASCII));
		return query + "&Signature=" + Texts.encoded(Base64.getEncoder().encodeToString(signature.sign()));
	}

	private static String metadata() {
		try {
			String key = Base64.getEncoder()
				.encodeToString(Certificates.of(KEYS, "service", Instant.parse("2026-01-01T00:00:00Z")).getEncoded());
			return "<m:EntityDescriptor xmlns:m=\"" + Markup.METADATA + "\" entityID=\"" + SERVICE
					+ "\"><m:SPSSODescriptor><m:KeyDescriptor><d:X509Certificate xmlns:d=\"" + Markup.SIGNATURE + "\">"
					+ key + "</d:X509Certificate></m:KeyDescriptor><m:SingleLogoutService Binding=\"" + Markup.REDIRECT
					+ "\" Location=\"https://service.example.fr/slo\"/><m:AssertionConsumerService Location=\"" + BACK
					+ "\"/></m:SPSSODescriptor></m:EntityDescriptor>";
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private HttpResponse<String> get(String address) throws IOException, InterruptedException {
		return this.browser.send(HttpRequest.newBuilder(URI.create(address)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private HttpResponse<String> post(HttpResponse<String> page, String fields)
			throws IOException, InterruptedException {
		return this.browser.send(HttpRequest.newBuilder(page.uri())
			.header("Content-Type", "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(page.uri().getQuery() + "&" + fields))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static String field(String page) {
		Matcher value = Pattern.compile("name=\"SAMLResponse\" value=\"([^\"]*)\"").matcher(page);
		assertThat(value.find()).as(page).isTrue();
		return value.group(1);
	}

	private boolean isSigned(Element element) throws MarshalException, XMLSignatureException, RefusedException {
		String key = Markup.required(Markup.parse(this.educonnect.metadata()), Markup.SIGNATURE, "X509Certificate")
			.getTextContent();
		element.setIdAttribute("ID", true);
		Element signature = null;
		for (org.w3c.dom.Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
			if ("Signature".equals(child.getLocalName())) {
				signature = (Element) child;
			}
		}
		assertThat(signature).isNotNull();
		DOMValidateContext context = new DOMValidateContext(Service
			.of("<m:E xmlns:m=\"" + Markup.METADATA + "\"><m:KeyDescriptor><d:X509Certificate xmlns:d=\""
					+ Markup.SIGNATURE + "\">" + key + "</d:X509Certificate></m:KeyDescriptor></m:E>")
			.signing()
			.get(0), signature);
		XMLSignature read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
		return read.validate(context);
	}

	/** The assertion, as a document of its own. */
	private static Element decrypted(Document response) throws Exception {
		Element data = Markup.required(response, "http://www.w3.org/2001/04/xmlenc#", "EncryptedData");
		XMLCipher cipher = XMLCipher.getInstance();
		cipher.init(XMLCipher.DECRYPT_MODE, (Key) null);
		cipher.setKEK(KEYS.getPrivate());
		byte[] plain = cipher.decryptToByteArray(data);
		return Markup.parse(new String(plain, StandardCharsets.UTF_8)).getDocumentElement();
	}

	private static String values(Element assertion, String name) {
		StringBuilder found = new StringBuilder();
		NodeList attributes = assertion.getElementsByTagNameNS(Markup.ASSERTION, "Attribute");
		for (int i = 0; i < attributes.getLength(); i++) {
			Element attribute = (Element) attributes.item(i);
			NodeList values = attribute.getElementsByTagNameNS(Markup.ASSERTION, "AttributeValue");
			for (int j = 0; attribute.getAttribute("FriendlyName").equals(name) && j < values.getLength(); j++) {
				found.append(' ').append(values.item(j).getTextContent());
			}
		}
		return found.toString().strip();
	}

	private Clock clock() {
		return new Clock() {

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				return MockEduConnectTests.this.now;
			}

		};
	}

}
