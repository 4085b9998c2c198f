package fr.passerelle.mockcas;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import org.apereo.cas.client.validation.Cas20ServiceTicketValidator;
import org.apereo.cas.client.validation.Cas30ServiceTicketValidator;
import org.apereo.cas.client.validation.Saml11TicketValidator;
import org.apereo.cas.client.validation.TicketValidationException;
import org.apereo.cas.client.validation.TicketValidator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import fr.passerelle.mockcas.junit.MockCas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Each platform answers, byte for byte, as its source says. The table in the README names
 * the sources.
 */
class PlatformsTests {

	private static final String SERVICE = "https://college.exemple.invalid/pronote/eleve.html";

	private static final String SAML_REQUEST = """
			<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>\
			<samlp:Request xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" MinorVersion="1" \
			RequestID="_r1" IssueInstant="2026-09-01T08:00:00Z"><samlp:AssertionArtifact>%s</samlp:AssertionArtifact>\
			</samlp:Request></SOAP-ENV:Body></SOAP-ENV:Envelope>""";

	private final SettableClock clock = new SettableClock();

	private final Visitor client = new Visitor();

	private final List<MockCasServer> started = new ArrayList<>();

	@AfterEach
	void closeServers() {
		this.started.forEach(MockCasServer::close);
	}

	@Test
	void kosmosIsFlatAndNamesTheSchoolOfTheSession() {
		MockCasServer ent = start(Platform.KOSMOS);
		assertThat(validate(ent, "efaure").body()).isEqualTo("""
				<?xml version="1.0" encoding="UTF-8"?>
				<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
				  <cas:authenticationSuccess>
				    <cas:user>efaure</cas:user>
				    <cas:ENTPersonNom>Faure</cas:ENTPersonNom>
				    <cas:ENTPersonPrenom>Émilie</cas:ENTPersonPrenom>
				    <cas:ENTPersonProfils>National_TUT</cas:ENTPersonProfils>
				    <cas:rneCourant>0330001A</cas:rneCourant>
				  </cas:authenticationSuccess>
				</cas:serviceResponse>
				""");
	}

	@Test
	void kosmosNamesAnUnregisteredServiceInEnglish() {
		MockCasServer ent = start(
				MockCasServer.server().platform(Platform.KOSMOS).services("https://other.invalid/**").build());
		assertThat(login(ent).body()).contains("Application not allowed to use CAS");
	}

	@ParameterizedTest
	@EnumSource(names = { "KOSMOS", "ATRIUM" })
	void shortTicketsExpireAfterFiveSeconds(Platform platform) {
		MockCasServer ent = start(platform, Quirk.SHORT_TICKETS);
		String early = ent.signIn("mdupont", SERVICE);
		String late = ent.signIn("mdupont", SERVICE);
		this.clock.advance(Duration.ofMillis(4999));
		assertThat(validate(ent, "/serviceValidate", early).body()).contains("authenticationSuccess");
		this.clock.advance(Duration.ofMillis(1));
		assertThat(validate(ent, "/serviceValidate", late).body()).contains("INVALID_TICKET");
		MockCasServer usual = start(platform);
		String ticket = usual.signIn("mdupont", SERVICE);
		this.clock.advance(Duration.ofSeconds(290));
		assertThat(validate(usual, "/serviceValidate", ticket).body()).contains("authenticationSuccess");
	}

	@Test
	void edificeNestsWithoutPrefixAndNamesNeitherSchoolNorMediaType() {
		MockCasServer ent = start(Platform.EDIFICE);
		HttpResponse<String> answer = validate(ent, "ldupont");
		assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
		assertThat(answer.body()).isEqualTo(
				"""
						<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
						    <cas:authenticationSuccess>
						        <cas:user>ldupont</cas:user>
						        <cas:attributes>
						            <cas:longTermAuthenticationRequestTokenUsed>false</cas:longTermAuthenticationRequestTokenUsed>
						            <cas:isFromNewLogin>false</cas:isFromNewLogin>
						            <cas:userAttributes>
						                <nom>Dupont</nom>
						                <prenom>Léa</prenom>
						                <dateNaissance>14/03/2014</dateNaissance>
						                <codePostal>33000</codePostal>
						                <categories>National_1</categories>
						            </cas:userAttributes>
						        </cas:attributes>
						    </cas:authenticationSuccess>
						</cas:serviceResponse>
						""");
	}

	@Test
	void edificeKnowsFourKindsOfPeopleAndJoinsThem() {
		MockCasServer ent = start(Platform.EDIFICE);
		assertThat(validate(ent, "pmartin").body()).contains("<categories>National_3;National_2</categories>");
		assertThat(validate(ent, "jpetit").body()).contains("<categories>National_3</categories>");
		assertThat(validate(ent, "grichard").body()).contains("<categories>National_2</categories>");
		for (String staff : List.of("cbernard", "nmoreau", "agarcia", "ifabre")) {
			assertThat(validate(ent, staff).body()).contains("<categories>National_4</categories>");
		}
		assertThat(validate(ent, "cnoel").body()).contains("<nom>Noël</nom>").doesNotContain("categories");
	}

	@Test
	void edificeRewritesDatesAndLeavesTheRest() {
		MockCasServer ent = start(Platform.EDIFICE);
		ent.person("iso").attribute("ENTPersonDateNaissance", "2012-05-04");
		ent.person("odd").attribute("ENTPersonDateNaissance", "30/02/2012");
		assertThat(validate(ent, "iso").body()).contains("<dateNaissance>04/05/2012</dateNaissance>");
		assertThat(validate(ent, "odd").body()).contains("<dateNaissance>30/02/2012</dateNaissance>");
	}

	@Test
	void edificeRefusesInItsOwnWordsAndComparesServicesWithoutCase() {
		MockCasServer ent = start(Platform.EDIFICE);
		assertThat(validate(ent, "/serviceValidate", "ST-unknown").body()).contains("code=\"INVALID_TICKET\"",
				"the ticket provided was not valid, or the ticket did not come from an initial login and");
		String ticket = ent.signIn("mdupont", SERVICE);
		assertThat(ticket).matches("ST-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
		assertThat(get(ent, "/serviceValidate", SERVICE.replace("college", "COLLEGE"), ticket).body())
			.contains("<cas:user>mdupont</cas:user>");
		assertThat(get(ent, "/serviceValidate", SERVICE + "?", ent.signIn("mdupont", SERVICE)).body())
			.contains("code=\"INVALID_SERVICE\"", "CAS MUST invalidate the ticket");
		assertThat(get(ent, "/p3/serviceValidate", SERVICE, ticket).statusCode()).isEqualTo(404);
		assertThat(get(ent, "/validate", SERVICE, ticket).statusCode()).isEqualTo(404);
	}

	@Test
	void edificeAnswersSamlWithoutPrefixes() {
		MockCasServer ent = start(Platform.EDIFICE);
		HttpResponse<String> answer = saml(ent, ent.signIn("ldupont", SERVICE));
		assertThat(answer.headers().firstValue("Content-Type")).isEmpty();
		assertThat(answer.body()).contains("<StatusCode Value=\"samlp:Success\"></StatusCode>",
				"NotBefore=\"2026-09-01T08:00:00Z\" NotOnOrAfter=\"2026-09-01T08:00:30Z\"",
				"<Attribute  AttributeName=\"dateNaissance\" AttributeNamespace=\"http://www.ja-sig.org/products/cas\">"
						+ "<AttributeValue >14/03/2014</AttributeValue ></Attribute >",
				"</AuthenticationStatement >")
			.doesNotContain("InResponseTo");
		assertThat(saml(ent, "ST-unknown").body()).contains(
				"<StatusCode Value=\"samlp:Responder\"></StatusCode><StatusMessage>the ticket provided was not valid");
	}

	@Test
	void edificeRefusesAnUnregisteredServiceByOneWordAndRenamesTheTicketOnDemand() {
		MockCasServer ent = start(MockCasServer.server()
			.platform(Platform.EDIFICE)
			.services("https://college.exemple.invalid/**")
			.build());
		String unknown = ent.url() + "/login?service=" + Visitor.encode("https://x.invalid/");
		assertThat(this.client.get(unknown).body()).contains("Marie Dupont");
		assertThat(this.client.get(unknown + "&gateway=true").statusCode()).isEqualTo(400);
		HttpResponse<String> refused = new Visitor().signIn(unknown, "mdupont");
		assertThat(refused.statusCode()).isEqualTo(400);
		assertThat(refused.body()).isEqualTo("INVALID_SERVICE");
		HttpResponse<String> back = new Visitor()
			.signIn(ent.url() + "/login?ticketAttributeName=jeton&service=" + Visitor.encode(SERVICE), "mdupont");
		assertThat(Visitor.location(back)).startsWith(SERVICE + "?jeton=ST-");
	}

	@Test
	void edificeSendsSingleLogoutAsABareBodyWithoutMediaType() throws Exception {
		try (LogoutReceiver service = new LogoutReceiver(200)) {
			MockCasServer ent = start(Platform.EDIFICE);
			LogoutReceiver.Post post = logout(ent, service);
			assertThat(post.contentType()).isEqualTo("null");
			assertThat(post.body()).startsWith("<samlp:LogoutRequest xmlns:samlp=")
				.contains("IssueInstant=\"2026-09-01T10:00:00+0200\"", "@NOT_USED@",
						"<samlp:SessionIndex>" + ent.issuedTickets().get(0).value() + "</samlp:SessionIndex>");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "EDIFICE", "LACLASSE" })
	void renewIsIgnoredOnlyOnDemand(Platform platform) {
		assertThat(secondLoginWithRenew(start(platform)).statusCode()).isEqualTo(200);
		HttpResponse<String> back = secondLoginWithRenew(start(platform, Quirk.RENEW_IGNORED));
		assertThat(back.statusCode()).isEqualTo(302);
		assertThat(validate(this.started.get(1), "/serviceValidate", Visitor.ticket(back) + "&renew=true").body())
			.contains("authenticationSuccess");
	}

	@Test
	void reciaGivesEachServiceAnOpaqueUser() {
		MockCasServer ent = start(Platform.RECIA);
		String user = ent.userOf("efaure", SERVICE);
		assertThat(user).isNotEqualTo("efaure")
			.isEqualTo(ent.userOf("efaure", SERVICE + "?x=1"))
			.isNotEqualTo(ent.userOf("efaure", "https://autre.exemple.invalid/"));
		assertThat(validate(ent, "/p3/serviceValidate", ent.signIn("efaure", SERVICE)).body()).isEqualTo(
				"""
						<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
						    <cas:authenticationSuccess>
						        <cas:user>%s</cas:user>
						        <cas:attributes>
						            <cas:authenticationDate>2026-09-01T08:00:00Z</cas:authenticationDate>
						            <cas:longTermAuthenticationRequestTokenUsed>false</cas:longTermAuthenticationRequestTokenUsed>
						            <cas:isFromNewLogin>true</cas:isFromNewLogin>
						            <cas:sn>Faure</cas:sn>
						            <cas:givenName>Émilie</cas:givenName>
						            <cas:ENTPersonProfils>National_TUT</cas:ENTPersonProfils>
						            <cas:ESCOUAICourant>0330001A</cas:ESCOUAICourant>
						            <cas:ESCOUAI>0330001A</cas:ESCOUAI>
						            <cas:ESCOUAI>0750002B</cas:ESCOUAI>
						        </cas:attributes>
						    </cas:authenticationSuccess>
						</cas:serviceResponse>
						"""
					.formatted(user));
		assertThat(validate(ent, "efaure").body()).contains(user).doesNotContain("attributes");
	}

	@Test
	void reciaCanSendBothCodesAndStopBeforeTheTicket() {
		MockCasServer both = start(Platform.RECIA, Quirk.BOTH_CODES, Quirk.CAS2_ATTRIBUTES);
		assertThat(validate(both, "sroux").body()).contains("National_ENS", "National_3");
		MockCasServer stops = start(Platform.RECIA, Quirk.STOPS_BEFORE_TICKET);
		HttpResponse<String> page = login(stops);
		assertThat(page.statusCode()).isEqualTo(200);
		assertThat(page.body()).contains("charte");
		assertThat(stops.issuedTickets()).isEmpty();
	}

	@Test
	void recia2014SaysEachAttributeTwiceOnALineAndCodesAsNumbers() {
		MockCasServer ent = start(Platform.RECIA_2014);
		assertThat(validate(ent, "ifabre").body()).isEqualTo(
				"""
						<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
						<cas:authenticationSuccess>
						<cas:user>ifabre</cas:user>
						<cas:sn>Fabre</cas:sn><cas:attribute name="sn" value="Fabre"/>
						<cas:givenName>Isabelle</cas:givenName><cas:attribute name="givenName" value="Isabelle"/>
						<cas:ENTPersonProfils>National_7</cas:ENTPersonProfils><cas:attribute name="ENTPersonProfils" value="National_7"/>
						<cas:ESCOUAICourant>0330001A</cas:ESCOUAICourant><cas:attribute name="ESCOUAICourant" value="0330001A"/>
						</cas:authenticationSuccess>
						</cas:serviceResponse>
						""");
		assertThat(validate(start(Platform.RECIA_2014, Quirk.BOTH_CODES), "ifabre").body()).contains(
				"<cas:ENTPersonProfils>National_ACA</cas:ENTPersonProfils>",
				"<cas:ENTPersonProfils>National_7</cas:ENTPersonProfils>");
	}

	@Test
	void eoleSsoReleasesWhatItsFilterLists() throws Exception {
		MockCasServer ent = start(Platform.EOLESSO);
		ent.person("ldupont").attribute("ENTPersonLogin", "lea.dupont");
		assertThat(leaves(validate(ent, "ldupont"))).containsExactly("user=ldupont",
				"authenticationDate=2026-09-01T08:00:00Z", "longTermAuthenticationRequestTokenUsed=false",
				"isFromNewLogin=true", "nom=Dupont", "prenom=Léa", "login=lea.dupont", "categories=National_ELV",
				"dateNaissance=14/03/2014", "codePostal=33000", "eleveClasses=5A");
	}

	@Test
	void laclasseIsFlatWithNumbersAndEmptyElements() {
		MockCasServer ent = start(Platform.LACLASSE);
		ent.person("sroux").attribute("ENTAuxEnsClasses", "5A", "3B");
		HttpResponse<String> answer = validate(ent, "sroux");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml; charset=\"UTF-8\"");
		assertThat(answer.body()).isEqualTo("""
				<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
				  <cas:authenticationSuccess>
				    <cas:user>sroux</cas:user>
				    <cas:uid>sroux</cas:uid>
				    <cas:login>sroux</cas:login>
				    <cas:nom>Roux</cas:nom>
				    <cas:prenom>Sophie</cas:prenom>
				    <cas:dateNaissance />
				    <cas:codePostal />
				    <cas:ENTPersonProfils>National_ENS</cas:ENTPersonProfils>
				    <cas:ENTPersonStructRattach>0330001A</cas:ENTPersonStructRattach>
				    <cas:ENTPersonStructRattachRNE>0330001A</cas:ENTPersonStructRattachRNE>
				    <cas:categories>National_3</cas:categories>
				    <cas:ENTAuxEnsClasses>
				      <cas:ENTAuxEnsClasse>5A</cas:ENTAuxEnsClasse>
				      <cas:ENTAuxEnsClasse>3B</cas:ENTAuxEnsClasse>
				    </cas:ENTAuxEnsClasses>
				  </cas:authenticationSuccess>
				</cas:serviceResponse>
				""");
		assertThat(validate(ent, "ldupont").body()).contains("<cas:dateNaissance>2014-03-14</cas:dateNaissance>");
		assertThat(validate(ent, "pmartin").body()).contains("National_ENS", "<cas:categories>National_3<")
			.doesNotContain("National_TUT");
	}

	@Test
	void laclasseRefusesInItsOwnWordsAndHasTicketsOfItsOwn() {
		MockCasServer ent = start(Platform.LACLASSE);
		assertThat(validate(ent, "/serviceValidate", "ST-unknown").body())
			.contains("<cas:authenticationFailure code=\"INVALID_TICKET\">Ticket ST-unknown is not recognized.<");
		String ticket = ent.signIn("mdupont", SERVICE);
		assertThat(ticket).matches("ST-[0-9A-F]{16}[A-Za-z0-9]{13}");
		ent.forget("mdupont");
		assertThat(validate(ent, "/p3/serviceValidate", ticket).body()).contains("INVALID_SESSION", "user not found");
		assertThat(get(ent, "/validate", SERVICE, ticket).statusCode()).isEqualTo(404);
	}

	@Test
	void laclasseHasAWideSamlWindowAndABareRefusal() {
		MockCasServer ent = start(Platform.LACLASSE);
		HttpResponse<String> answer = saml(ent, ent.signIn("ldupont", SERVICE));
		assertThat(answer.body())
			.contains("InResponseTo=\"_r1\"",
					"NotBefore=\"2026-09-01T07:00:00Z\" NotOnOrAfter=\"2026-09-01T09:00:00Z\"",
					"AttributeName=\"dateNaissance\" AttributeNamespace=\"" + ent.url() + "/samlValidate\"",
					"<AttributeValue>2014-03-14</AttributeValue>")
			.doesNotContain("AssertionID");
		assertThat(saml(ent, "ST-unknown").body())
			.contains("<samlp:StatusCode Value=\"samlp:Responder\" />", "Recipient=\"" + SERVICE + "\"")
			.doesNotContain("StatusMessage");
	}

	@Test
	void laclasseSendsNoSingleLogoutAndLeadsToItsPortal() throws Exception {
		try (LogoutReceiver service = new LogoutReceiver(200)) {
			MockCasServer ent = start(Platform.LACLASSE);
			Visitor browser = new Visitor();
			browser.signIn(ent.url() + "/login?service=" + Visitor.encode(service.url("/a")), "mdupont");
			HttpResponse<String> left = browser.get(ent.url() + "/logout?service=" + Visitor.encode(SERVICE));
			assertThat(Visitor.location(left)).isEqualTo("/?service=" + Visitor.encode(SERVICE));
			assertThat(ent.ssoSessions()).isZero();
			assertThat(ent.awaitLogoutsSent(1, Duration.ofMillis(200))).isFalse();
			assertThat(service.posts()).isEmpty();
		}
	}

	@Test
	void laclasseHasFaultsOnDemand() {
		MockCasServer usual = start(Platform.LACLASSE);
		String other = "https://autre.exemple.invalid/";
		assertThat(get(usual, "/serviceValidate", other, usual.signIn("mdupont", SERVICE)).body())
			.contains("INVALID_SERVICE");
		MockCasServer faulty = start(Platform.LACLASSE, Quirk.ANY_SERVICE, Quirk.ATTRIBUTES_TWICE);
		assertThat(get(faulty, "/serviceValidate", other, faulty.signIn("mdupont", SERVICE)).body())
			.contains("<cas:attributes>", "authenticationSuccess")
			.containsSubsequence("<cas:nom>Dupont</cas:nom>", "</cas:attributes>", "<cas:nom>Dupont</cas:nom>");
	}

	@Test
	void laclasseRefusesAnUnregisteredServiceAboveItsForm() {
		MockCasServer ent = start(
				MockCasServer.server().platform(Platform.LACLASSE).services("https://other.invalid/**").build());
		assertThat(login(ent).statusCode()).isEqualTo(200);
		assertThat(login(ent).body()).contains("Le service vers lequel vous souhaitez aller n&#39;est pas autorisé.",
				"Marie Dupont");
	}

	@Test
	void lemonLdapRefusesAnUnregisteredServiceAfterTheSignIn() {
		MockCasServer ent = start(
				MockCasServer.server().platform(Platform.LEMONLDAP).services("https://other.invalid/**").build());
		assertThat(this.client.get(ent.url() + "/login?service=" + Visitor.encode(SERVICE)).body())
			.contains("Marie Dupont");
		assertThat(login(ent).body()).contains("Cette application n&#39;est pas reconnue");
		assertThat(ent.issuedTickets()).isEmpty();
	}

	@Test
	void lemonLdapAnswersInItsOwnMediaTypeWithoutTechnicalFields() {
		MockCasServer ent = start(Platform.LEMONLDAP);
		HttpResponse<String> answer = validate(ent, "pmartin");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/soap+xml");
		assertThat(answer.body()).startsWith("""
				<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
				\t<cas:authenticationSuccess>
				\t\t<cas:user>pmartin</cas:user>
				\t\t<cas:attributes>
				\t\t\t<cas:ENTPersonNom>Martin</cas:ENTPersonNom>
				""");
		assertThat(validate(ent, "/serviceValidate", "ST-unknown").body()).isEqualTo("""
				<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
				\t<cas:authenticationFailure code="INVALID_TICKET">
				\t\tTicket not found
				\t</cas:authenticationFailure>
				</cas:serviceResponse>
				""");
		assertThat(ent.signIn("mdupont", SERVICE)).matches("ST-[0-9a-f]{64}");
	}

	@Test
	void lemonLdapAnswersCas1WithAndWithoutMediaType() {
		MockCasServer ent = start(Platform.LEMONLDAP);
		HttpResponse<String> yes = validate(ent, "/validate", ent.signIn("mdupont", SERVICE));
		assertThat(yes.headers().firstValue("Content-Type")).hasValue("application/soap+xml");
		assertThat(yes.body()).isEqualTo("yes\nmdupont\n");
		HttpResponse<String> no = validate(ent, "/validate", "ST-unknown");
		assertThat(no.headers().firstValue("Content-Type")).isEmpty();
		assertThat(no.body()).isEqualTo("no\n\n");
		assertThat(saml(ent, "ST-unknown").statusCode()).isEqualTo(404);
	}

	@Test
	void lemonLdapToleratesTheFolderOfAService() {
		MockCasServer ent = start(Platform.LEMONLDAP);
		for (String near : List.of("HTTPS://College.exemple.invalid:443/pronote/eleve.html",
				"https://college.exemple.invalid/pronote/")) {
			assertThat(get(ent, "/serviceValidate", near, ent.signIn("mdupont", SERVICE)).body())
				.contains("authenticationSuccess");
		}
		for (String far : List.of("https://college.exemple.invalid/pronote/parent.html", "https://x.invalid/",
				"https://college.exemple.invalid/", "https://college exemple/")) {
			assertThat(get(ent, "/serviceValidate", far, ent.signIn("mdupont", SERVICE)).body())
				.contains("INVALID_SERVICE");
		}
	}

	@Test
	void lemonLdapHasFaultsOnDemand() throws Exception {
		MockCasServer usual = start(Platform.LEMONLDAP);
		usual.person("smith").name("Ann", "Smith & Wesson");
		assertThat(leaves(validate(usual, "smith"))).contains("ENTPersonNom=Smith & Wesson");
		MockCasServer faulty = start(Platform.LEMONLDAP, Quirk.UNESCAPED, Quirk.PLAIN_REFUSAL);
		faulty.person("smith").name("Ann", "Smith & Wesson");
		assertThatExceptionOfType(SAXException.class).isThrownBy(() -> leaves(validate(faulty, "smith")));
		for (MockCasServer ent : List.of(usual, faulty)) {
			Visitor browser = new Visitor();
			String login = ent.url() + "/login?service=" + Visitor.encode(SERVICE);
			browser.signIn(login, "mdupont");
			HttpResponse<String> refused = validate(ent, "/p3/serviceValidate",
					Visitor.ticket(browser.get(login)) + "&renew=true");
			assertThat(refused.body().equals("no\n\n")).isEqualTo(ent == faulty);
		}
	}

	@Test
	void lemonLdapTellsTheLastTicketOfEachService() throws Exception {
		try (LogoutReceiver service = new LogoutReceiver(200)) {
			MockCasServer ent = start(Platform.LEMONLDAP);
			Visitor browser = new Visitor();
			String login = ent.url() + "/login?service=" + Visitor.encode(service.url("/a"));
			browser.signIn(login, "mdupont");
			String last = Visitor.ticket(browser.get(login));
			browser.get(ent.url() + "/logout");
			assertThat(ent.awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();
			assertThat(ent.awaitLogoutsSent(2, Duration.ofMillis(100))).isFalse();
			assertThat(ent.logoutsSent().get(0).ticket()).isEqualTo(last);
			assertThat(service.posts().get(0).body()).startsWith("logoutRequest=")
				.contains(Visitor.encode("ID=\"" + last + "\""), Visitor.encode("@NOT_USED@"));
		}
	}

	@Test
	void apereoHasAttributesAtCas3OnlyAndQuotesTheServicesOfARefusal() {
		MockCasServer ent = start(Platform.APEREO);
		assertThat(validate(ent, "mdupont").body()).isEqualTo("""
				<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
				    <cas:authenticationSuccess>
				        <cas:user>mdupont</cas:user>
				    </cas:authenticationSuccess>
				</cas:serviceResponse>
				""");
		assertThat(validate(ent, "/p3/serviceValidate", ent.signIn("mdupont", SERVICE)).body())
			.contains("<cas:attributes>", "National_TUT");
		String ticket = ent.signIn("mdupont", SERVICE);
		assertThat(get(ent, "/serviceValidate", "https://x.invalid/?a=1&b=2", ticket).body())
			.contains("Ticket &#39;" + ticket + "&#39; does not match supplied service. The original service was &#39;"
					+ SERVICE + "&#39; and the supplied service was &#39;https://x.invalid/?a=1&amp;b=2&#39;.");
		assertThat(validate(start(Platform.APEREO, Quirk.CAS2_ATTRIBUTES), "mdupont").body()).contains("National_TUT");
	}

	@Test
	void atriumHasApereosSamlUnderTheNamesOfItsFamily() {
		MockCasServer ent = start(Platform.ATRIUM);
		assertThat(saml(ent, ent.signIn("mdupont", SERVICE)).body()).contains("<saml1p:StatusCode",
				"AttributeName=\"ENTPersonStructRattachUAI\"", "<saml1:AttributeValue>0330001A</saml1:AttributeValue>");
		assertThat(validate(ent, "mdupont").body()).containsSubsequence("<cas:attributes>",
				"<cas:ENTPersonStructRattachUAI>0330001A<", "</cas:attributes>");
	}

	@Test
	void djangoSaysEachAttributeInTheGroupAndAsAPair() {
		MockCasServer ent = start(Platform.DJANGO);
		HttpResponse<String> answer = validate(ent, "cbernard");
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml; charset=utf-8");
		assertThat(answer.body()).isEqualTo("""
				<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">
				  <cas:authenticationSuccess>
				    <cas:user>cbernard</cas:user>
				    <cas:attributes>
				      <cas:authenticationDate>2026-09-01T08:00:00+00:00</cas:authenticationDate>
				      <cas:longTermAuthenticationRequestTokenUsed>false</cas:longTermAuthenticationRequestTokenUsed>
				      <cas:isFromNewLogin>true</cas:isFromNewLogin>
				      <cas:ENTPersonNom>Bernard</cas:ENTPersonNom>
				      <cas:ENTPersonPrenom>Claire</cas:ENTPersonPrenom>
				      <cas:ENTPersonProfils>National_DIR</cas:ENTPersonProfils>
				      <cas:ENTPersonStructRattachRNE>0330001A</cas:ENTPersonStructRattachRNE>
				    </cas:attributes>
				    <cas:attribute name="authenticationDate" value="2026-09-01T08:00:00+00:00"/>
				    <cas:attribute name="longTermAuthenticationRequestTokenUsed" value="false"/>
				    <cas:attribute name="isFromNewLogin" value="true"/>
				    <cas:attribute name="ENTPersonNom" value="Bernard"/>
				    <cas:attribute name="ENTPersonPrenom" value="Claire"/>
				    <cas:attribute name="ENTPersonProfils" value="National_DIR"/>
				    <cas:attribute name="ENTPersonStructRattachRNE" value="0330001A"/>
				  </cas:authenticationSuccess>
				</cas:serviceResponse>
				""");
	}

	@Test
	void djangoRefusesSamlByAuthnFailedAndItsTicketsLiveAMinute() {
		MockCasServer ent = start(Platform.DJANGO);
		String ticket = ent.signIn("mdupont", SERVICE);
		assertThat(ticket).matches("ST-[A-Za-z0-9]{61}");
		assertThat(saml(ent, "ST-unknown").body())
			.contains("<StatusCode Value=\"samlp:AuthnFailed\">ticket not found</StatusCode>");
		assertThat(validate(ent, "/validate", "ST-unknown").body()).isEqualTo("no\n");
		assertThat(get(ent, "/serviceValidate", SERVICE + "x", ent.signIn("mdupont", SERVICE)).body())
			.contains("code=\"INVALID_SERVICE\">" + SERVICE + "x<");
		this.clock.advance(Duration.ofSeconds(59));
		assertThat(saml(ent, ticket).body()).contains("NotOnOrAfter=\"2026-09-01T08:01:00+00:00\"");
		String late = ent.signIn("mdupont", SERVICE);
		this.clock.advance(Duration.ofSeconds(60));
		assertThat(validate(ent, "/serviceValidate", late).body()).contains("INVALID_TICKET");
	}

	@ParameterizedTest
	@EnumSource
	void everyAnswerOfAPlatformIsWellFormedForEachPerson(Platform platform) throws Exception {
		MockCasServer ent = start(platform);
		Set<Dialect> dialects = platform.traits(Set.of()).dialects();
		for (Dialect dialect : dialects) {
			if (dialect != Dialect.CAS1) {
				for (Person person : ent.people()) {
					String ticket = ent.signIn(person.username(), SERVICE);
					String user = (dialect == Dialect.SAML1) ? "NameIdentifier=" : "user=";
					assertThat(leaves(ask(ent, dialect, ticket)))
						.contains(user + ent.userOf(person.username(), SERVICE));
				}
				assertThat(leaves(ask(ent, dialect, "ST-unknown"))).noneMatch((leaf) -> leaf.startsWith("user="));
			}
		}
		assertThat(ent.validations())
			.hasSize((dialects.size() - (dialects.contains(Dialect.CAS1) ? 1 : 0)) * (ent.people().size() + 1));
	}

	/** The library reads no time with an offset of hours and minutes: not Django's. */
	static Stream<Platform> withSaml() {
		return Stream.of(Platform.values())
			.filter((platform) -> platform != Platform.DJANGO)
			.filter((platform) -> platform.traits(Set.of()).dialects().contains(Dialect.SAML1));
	}

	@ParameterizedTest
	@MethodSource("withSaml")
	void clientLibraryAcceptsTheSamlOfEveryPlatform(Platform platform) throws TicketValidationException {
		MockCasServer ent = start(MockCasServer.server().platform(platform).build());
		TicketValidator validator = new Saml11TicketValidator(ent.url());
		assertThat(validator.validate(ent.signIn("zdalmeida", SERVICE), SERVICE).getPrincipal().getName())
			.isEqualTo(ent.userOf("zdalmeida", SERVICE));
	}

	@ParameterizedTest
	@EnumSource
	void clientLibraryAcceptsTheXmlOfEveryPlatform(Platform platform) throws TicketValidationException {
		MockCasServer ent = start(platform);
		TicketValidator validator = platform.traits(Set.of()).dialects().contains(Dialect.CAS3)
				? new Cas30ServiceTicketValidator(ent.url()) : new Cas20ServiceTicketValidator(ent.url());
		assertThat(validator.validate(ent.signIn("zdalmeida", SERVICE), SERVICE).getPrincipal().getName())
			.isEqualTo(ent.userOf("zdalmeida", SERVICE));
		assertThatExceptionOfType(TicketValidationException.class)
			.isThrownBy(() -> validator.validate("ST-unknown", SERVICE));
	}

	@ParameterizedTest
	@EnumSource
	void everyQuirkOfAPlatformIsOffUntilAskedFor(Platform platform) {
		Traits usual = platform.traits(Set.of());
		for (Quirk quirk : platform.quirks()) {
			assertThat(platform.traits(Set.of(quirk))).as(quirk.code()).isNotEqualTo(usual);
			assertThat(Quirk.of(quirk.code())).isEqualTo(quirk);
		}
		assertThat(Platform.of(platform.code())).isEqualTo(platform);
	}

	@Test
	void quirkOfAnotherPlatformIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> MockCas.platform(Platform.LEMONLDAP, Quirk.ANY_SERVICE))
			.withMessage("quirk 'any-service' is not known of LemonLDAP::NG; accepted: unescaped, plain-refusal");
	}

	@Test
	void settingsBesideThePlatformGoFirst() {
		MockCasServer ent = start(MockCasServer.server()
			.layout(Layout.GROUPED)
			.attributeNames(AttributeNames.SDET)
			.platform(Platform.EDIFICE)
			.ticketLife(Duration.ofHours(1))
			.clock(this.clock)
			.build());
		String ticket = ent.signIn("mdupont", SERVICE);
		this.clock.advance(Duration.ofMinutes(30));
		assertThat(validate(ent, "/serviceValidate", ticket).body())
			.contains("<cas:ENTPersonStructRattachRNE>0330001A</cas:ENTPersonStructRattachRNE>");
		assertThat(ent.platform()).isEqualTo(Platform.EDIFICE);
	}

	private MockCasServer start(Platform platform, Quirk... quirks) {
		return start(MockCasServer.server().platform(platform, quirks).clock(this.clock).build());
	}

	private MockCasServer start(MockCasServer server) {
		server.start();
		this.started.add(server);
		return server;
	}

	private HttpResponse<String> login(MockCasServer ent) {
		return new Visitor().signIn(ent.url() + "/login?service=" + Visitor.encode(SERVICE), "mdupont");
	}

	private HttpResponse<String> secondLoginWithRenew(MockCasServer ent) {
		Visitor browser = new Visitor();
		String login = ent.url() + "/login?service=" + Visitor.encode(SERVICE);
		browser.signIn(login, "mdupont");
		return browser.get(login + "&renew=true");
	}

	private static LogoutReceiver.Post logout(MockCasServer ent, LogoutReceiver service) {
		ent.signIn("mdupont", service.url("/a"));
		ent.signOutEveryone();
		assertThat(ent.awaitLogoutsSent(1, Duration.ofSeconds(10))).isTrue();
		return service.posts().get(0);
	}

	private HttpResponse<String> validate(MockCasServer ent, String username) {
		return validate(ent, "/serviceValidate", ent.signIn(username, SERVICE));
	}

	private HttpResponse<String> validate(MockCasServer ent, String path, String ticket) {
		return get(ent, path, SERVICE, ticket);
	}

	private HttpResponse<String> get(MockCasServer ent, String path, String service, String ticket) {
		return this.client.get(ent.url() + path + "?service=" + Visitor.encode(service) + "&ticket=" + ticket);
	}

	private HttpResponse<String> saml(MockCasServer ent, String ticket) {
		return this.client.post(ent.url() + "/samlValidate?TARGET=" + Visitor.encode(SERVICE), "text/xml",
				SAML_REQUEST.formatted(ticket));
	}

	private HttpResponse<String> ask(MockCasServer ent, Dialect dialect, String ticket) {
		return (dialect == Dialect.SAML1) ? saml(ent, ticket) : validate(ent, dialect.path(), ticket);
	}

	/** Reads the elements that have text and no elements: name and text. */
	private static List<String> leaves(HttpResponse<String> answer) throws Exception {
		return leaves(parsed(answer.body()).getDocumentElement());
	}

	private static List<String> leaves(Element element) {
		List<String> leaves = new ArrayList<>();
		for (int i = 0; i < element.getChildNodes().getLength(); i++) {
			if (element.getChildNodes().item(i) instanceof Element child) {
				leaves.addAll(leaves(child));
			}
		}
		if (leaves.isEmpty()) {
			leaves.add(element.getLocalName() + "=" + element.getTextContent());
		}
		return leaves;
	}

	private static Document parsed(String xml) throws Exception {
		DocumentBuilder builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
		builder.setErrorHandler(new DefaultHandler());
		return builder.parse(new InputSource(new StringReader(xml)));
	}

}
