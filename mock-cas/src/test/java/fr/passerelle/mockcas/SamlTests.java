package fr.passerelle.mockcas;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * SAML 1.1: requests, read as real servers read them or strictly, and answers.
 */
class SamlTests {

	private static final String SERVICE = "https://college.exemple.invalid/pronote/?a=b";

	private static final String ASSERTION = "urn:oasis:names:tc:SAML:1.0:assertion";

	private static final String PROTOCOL = "urn:oasis:names:tc:SAML:1.0:protocol";

	private static final String REQUEST = """
			<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/>\
			<SOAP-ENV:Body><samlp:Request xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" \
			MinorVersion="1" RequestID="_192.16" IssueInstant="2026-09-01T08:00:00Z">\
			<samlp:AssertionArtifact>%s</samlp:AssertionArtifact></samlp:Request></SOAP-ENV:Body></SOAP-ENV:Envelope>""";

	private static final SettableClock clock = new SettableClock();

	@RegisterExtension
	static final MockCas ent = MockCas.builder().clock(clock).build();

	@RegisterExtension
	static final MockCas careless = MockCas.builder().name("careless").repeatRequestId(false).build();

	@RegisterExtension
	static final MockCas strict = MockCas.builder().name("strict").strictSaml().build();

	private final Visitor gateway = new Visitor();

	@Test
	void goodTicketGivesAnAssertion() throws Exception {
		Document answer = validate(ent, SERVICE, ent.signIn("pmartin", SERVICE));
		Element response = only(answer, PROTOCOL, "Response");
		assertThat(response.getAttribute("InResponseTo")).isEqualTo("_192.16");
		assertThat(response.getAttribute("MajorVersion") + response.getAttribute("MinorVersion")).isEqualTo("11");
		assertThat(status(answer)).isEqualTo("Success");
		assertThat(only(answer, ASSERTION, "Audience").getTextContent()).isEqualTo(SERVICE);
		assertThat(texts(answer, "NameIdentifier")).containsExactly("pmartin", "pmartin");
		assertThat(only(answer, ASSERTION, "AuthenticationStatement").getAttribute("AuthenticationMethod"))
			.isNotEmpty();
		assertThat(texts(answer, "AttributeValue")).contains("Martin", "Paul", "National_ENS", "National_TUT",
				"0330001A");
	}

	@Test
	void windowIsThirtySeconds() throws Exception {
		Element conditions = only(validate(ent, SERVICE, ent.signIn("mdupont", SERVICE)), ASSERTION, "Conditions");
		Instant from = Instant.parse(conditions.getAttribute("NotBefore"));
		assertThat(from).isEqualTo(clock.instant());
		assertThat(Instant.parse(conditions.getAttribute("NotOnOrAfter"))).isEqualTo(from.plusSeconds(30));
	}

	@Test
	void wrongClockShiftsTheWindow() throws Exception {
		ent.inject(FaultOrder.of(Fault.WRONG_CLOCK).lasting(Duration.ofHours(-2)));
		Element conditions = only(validate(ent, SERVICE, ent.signIn("mdupont", SERVICE)), ASSERTION, "Conditions");
		assertThat(Instant.parse(conditions.getAttribute("NotBefore"))).isEqualTo(clock.instant().plusSeconds(7200));
	}

	@Test
	void wrongServiceShowsAsAudience() throws Exception {
		ent.inject(Fault.WRONG_SERVICE);
		Document answer = validate(ent, SERVICE, ent.signIn("mdupont", SERVICE));
		assertThat(status(answer)).isEqualTo("Success");
		assertThat(only(answer, ASSERTION, "Audience").getTextContent()).isNotEqualTo(SERVICE);
	}

	@Test
	void refusalsHaveAStatusAndNoAssertion() throws Exception {
		String ticket = ent.signIn("mdupont", SERVICE);
		Document wrongService = validate(ent, SERVICE + "x", ticket);
		assertThat(status(wrongService)).isEqualTo("RequestDenied");
		assertThat(wrongService.getElementsByTagNameNS(ASSERTION, "Assertion").getLength()).isZero();
		assertThat(only(wrongService, PROTOCOL, "StatusMessage").getTextContent()).startsWith("INVALID_SERVICE");
		assertThat(only(validate(ent, SERVICE, ticket), PROTOCOL, "StatusMessage").getTextContent())
			.startsWith("INVALID_TICKET");
	}

	@Test
	void ticketInTheQueryIsNotLookedAt() throws Exception {
		String ticket = ent.signIn("mdupont", SERVICE);
		String url = url(ent, SERVICE) + "&SAMLart=" + ticket + "&ticket=" + ticket;
		assertThat(status(parsed(this.gateway.post(url, "text/xml", REQUEST.formatted("ST-other")))))
			.isEqualTo("RequestDenied");
		assertThat(status(parsed(this.gateway.post(url, "text/xml", "")))).isEqualTo("Requester");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			RequestID="_192.16"         | ''
			MajorVersion="1"            | MajorVersion="2"
			IssueInstant=               | When=
			SAML:1.0:protocol           | SAML:2.0:protocol
			soap/envelope/              | soap/other/
			<SOAP-ENV:Header/>          | <SOAP-ENV:Header>
			samlp:AssertionArtifact     | samlp:Artifact
			<SOAP-ENV:Envelope          | <!DOCTYPE a [<!ENTITY b 'c'>]><SOAP-ENV:Envelope
			""")
	void sloppyRequestIsRefusedAndSpendsNothing(String piece, String replacement) throws Exception {
		String ticket = strict.signIn("mdupont", SERVICE);
		String sloppy = REQUEST.formatted(ticket).replace(piece, replacement);
		assertThat(status(parsed(this.gateway.post(url(strict, SERVICE), "text/xml", sloppy)))).isEqualTo("Requester");
		assertThat(status(validate(strict, SERVICE, ticket))).isEqualTo("Success");
	}

	@Test
	void requestOfApachesClientIsTakenAsServersTakeIt() throws Exception {
		String request = REQUEST.replaceAll(" RequestID=\"[^\"]*\" IssueInstant=\"[^\"]*\"", "");
		Document answer = parsed(
				this.gateway.post(url(ent, SERVICE), "text/xml", request.formatted(ent.signIn("mdupont", SERVICE))));
		assertThat(status(answer)).isEqualTo("Success");
		assertThat(only(answer, PROTOCOL, "Response").hasAttribute("InResponseTo")).isFalse();
	}

	@Test
	void getIsNotAllowed() {
		HttpResponse<String> answer = this.gateway.get(url(ent, SERVICE));
		assertThat(answer.statusCode()).isEqualTo(405);
		assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
	}

	@Test
	void carelessServerDoesNotRepeatTheRequest() throws Exception {
		Document answer = validate(careless, SERVICE, careless.signIn("mdupont", SERVICE));
		assertThat(only(answer, PROTOCOL, "Response").hasAttribute("InResponseTo")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void layoutsDoNotMatterHere(Layout layout) throws Exception {
		ent.layout(layout);
		assertThat(texts(validate(ent, SERVICE, ent.signIn("mdupont", SERVICE)), "AttributeValue")).contains("Dupont");
	}

	private Document validate(MockCas server, String service, String ticket) throws Exception {
		return parsed(this.gateway.post(url(server, service), "text/xml", REQUEST.formatted(ticket)));
	}

	private static String url(MockCas server, String service) {
		return server.url() + "/samlValidate?TARGET=" + Visitor.encode(service);
	}

	private static Document parsed(HttpResponse<String> response) throws Exception {
		return DocumentBuilderFactory.newDefaultNSInstance()
			.newDocumentBuilder()
			.parse(new InputSource(new StringReader(response.body())));
	}

	/** Reads the status, a qualified name whose prefix must be declared. */
	private static String status(Document answer) {
		Element code = only(answer, PROTOCOL, "StatusCode");
		String value = code.getAttribute("Value");
		assertThat(code.lookupNamespaceURI(value.substring(0, value.indexOf(':')))).isEqualTo(PROTOCOL);
		return value.substring(value.indexOf(':') + 1);
	}

	private static Element only(Document answer, String namespace, String name) {
		assertThat(answer.getElementsByTagNameNS(namespace, name).getLength()).as(name).isOne();
		return (Element) answer.getElementsByTagNameNS(namespace, name).item(0);
	}

	private static List<String> texts(Document answer, String name) {
		NodeList found = answer.getElementsByTagNameNS(ASSERTION, name);
		return IntStream.range(0, found.getLength()).mapToObj((i) -> found.item(i).getTextContent()).toList();
	}

}
