package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.saml.TestKeys;
import fr.passerelle.gateway.saml.TestXml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Results of a token service that differ from a good one in one thing, after the list of
 * what went wrong for others.
 */
class TokenJudgeTests {

	private final MovableClock clock = new MovableClock();

	private final TokenJudge judge = new TokenJudge(new MessageTime(this.clock));

	/** Traps W-01. */
	@ParameterizedTest
	@CsvSource({ "true, false, http://schemas.xmlsoap.org/ws/2005/02/trust",
			"false, false, http://schemas.xmlsoap.org/ws/2005/02/trust",
			"true, true, http://schemas.xmlsoap.org/ws/2005/02/trust",
			"true, false, http://docs.oasis-open.org/ws-sx/ws-trust/200512",
			"false, true, http://docs.oasis-open.org/ws-sx/ws-trust/200512",
			"true, true, http://docs.oasis-open.org/ws-sx/ws-trust/200512" })
	void everyFormOfAResultIsRead(boolean old, boolean collection, String trust) throws XmlRefusedException {
		Token token = judge(TokenDraft.of(old, this.clock.instant()).with((draft) -> {
			draft.collection = collection;
			draft.trust = trust;
		}).signed());
		assertThat(token.name()).isEqualTo("mdupont");
		assertThat(token.id()).isEqualTo("_t1");
		assertThat(token.claims()).containsEntry(TokenDraft.CLAIMS + "/surname", List.of("Dupont"));
	}

	/** Traps W-01. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anyOtherFormIsRefused(boolean old) {
		refused(old, (draft) -> draft.trust = "http://schemas.xmlsoap.org/ws/2004/04/trust", "not one response");
		String good = signed(old, (draft) -> draft.collection = true);
		String response = good.substring(good.indexOf("<t:RequestSecurityTokenResponse "),
				good.indexOf("</t:RequestSecurityTokenResponseCollection>"));
		refused(good.replace(response, response + response.replace("_t1", "_t2")), "not one response");
		refused(good.replace(response, ""), "not one response");
		refused(signed(old, (draft) -> draft.second = "<x/>"), "exactly one token");
		refused(signed(old, (draft) -> {
		}).replace(":assertion\"", ":assertion#\""), "no assertion");
		refused("<a/>", "not one response");
		refused("no xml", "no well-formed");
		refused("<!DOCTYPE x>" + signed(old, (draft) -> {
		}), "DOCTYPE");
		refused("<t:RequestSecurityTokenResponse xmlns:t=\"" + TokenDraft.TRUST
				+ "\"><t:RequestedSecurityToken><e:EncryptedData xmlns:e=\"http://www.w3.org/2001/04/xmlenc#\"/>"
				+ "</t:RequestedSecurityToken></t:RequestSecurityTokenResponse>", "encrypted");
	}

	/** Traps W-02. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anUnsignedTokenIsRefused(boolean old) {
		refused(TokenDraft.of(old, this.clock.instant()).xml(), "not signed");
		refused(TokenDraft.of(old, this.clock.instant()).signed(TestKeys.strangersKey()), "none of the known keys");
		String good = signed(old, (draft) -> {
		});
		refused(good.replace("mdupont", "admin"), "none of the known keys");
		assertThatExceptionOfType(XmlRefusedException.class)
			.isThrownBy(
					() -> this.judge.judge(TokenDraft.bytes(good),
							new ExpectedToken(
									new TokenService(TokenDraft.ISSUER, URI.create("https://sts.example.fr/"),
											List.of(), List.of(), null),
									TokenDraft.BACK, TokenDraft.BACK, this.clock.instant())));
	}

	/** Traps W-02, and S-01 to S-03, S-08, S-09, S-15 of the same reader. */
	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource
	void aWrappedTokenIsRefused(boolean old, String name, UnaryOperator<String> attack) throws XmlRefusedException {
		String good = signed(old, (draft) -> {
		});
		assertThat(judge(good).name()).isEqualTo("mdupont");
		String changed = attack.apply(good);
		assertThat(changed).isNotEqualTo(good);
		refused(changed, "");
	}

	static Stream<Arguments> aWrappedTokenIsRefused() {
		return Stream.of(true, false)
			.flatMap((old) -> Stream.of(
					arguments(old, "the signature on a sibling",
							attack((xml) -> xml.replace("<t:RequestType>", signature(xml) + "<t:RequestType>")
								.replaceFirst("(?s)(<saml:Assertion.*)<ds:Signature.*?</ds:Signature>", "$1"))),
					arguments(old, "a forged token before the signed one",
							attack((xml) -> xml.replace("<saml:Assertion", forged(xml) + "<saml:Assertion"))),
					arguments(old, "a forged token behind the signed one",
							attack((xml) -> xml.replace("</saml:Assertion>", "</saml:Assertion>" + forged(xml)))),
					arguments(old, "the signed token elsewhere in the response",
							attack((xml) -> xml.replace(token(xml), forged(xml))
								.replace("<t:RequestType>", token(xml) + "<t:RequestType>"))),
					arguments(old, "the signed token inside the forged one",
							attack((xml) -> xml.replace(token(xml),
									forged(xml).replace("</saml:Assertion>", token(xml) + "</saml:Assertion>")))),
					arguments(old, "the signed token in an object of the signature",
							attack((xml) -> xml.replace(token(xml),
									forged(xml).replace("</saml:Conditions>",
											"</saml:Conditions>" + signature(xml).replace("</ds:Signature>",
													"<ds:Object>" + token(xml).replace(signature(xml), "")
															+ "</ds:Object></ds:Signature>"))))),
					arguments(old, "the same id twice",
							attack((xml) -> xml.replace(token(xml), forged(xml).replace("_evil", "_t1"))
								.replace("<t:RequestType>", token(xml) + "<t:RequestType>"))),
					arguments(old, "an id of the other version",
							attack((xml) -> xml.replace("<saml:Assertion ",
									"<saml:Assertion " + (old ? "ID" : "AssertionID") + "=\"_x\" "))),
					arguments(old, "an id in a namespace",
							attack((xml) -> xml.replace("<saml:Assertion ", "<saml:Assertion saml:ID=\"_x\" "))),
					arguments(old, "a second signature",
							attack((xml) -> xml.replace("<t:RequestType>", signature(xml) + "<t:RequestType>"))),
					arguments(old, "an object in the signature",
							attack((xml) -> xml.replace("</ds:Signature>", "<ds:Object/></ds:Signature>"))),
					arguments(old, "a comment in the name",
							attack((xml) -> xml.replaceAll(">mdupont<", ">mdu<!-- -->pont<"))),
					arguments(old, "a smuggled attribute",
							attack((xml) -> xml.replace(" IssueInstant", " x=\"y\" IssueInstant")))));
	}

	/** Traps S-11 and S-12, of the same reader. */
	@Test
	void anOldMethodIsRefusedAndNamed() {
		Document document = TestXml.parse(TokenDraft.old(this.clock.instant()).xml());
		TestXml.signing(TestKeys.key())
			.method("http://www.w3.org/2000/09/xmldsig#rsa-sha1")
			.sign(TestXml.find(document, "Assertion"));
		refused(TestXml.text(document), "SHA-1");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void anotherIssuerIsRefused(boolean old) {
		refused(old, (draft) -> draft.issuer = TokenDraft.ISSUER + "/", "another service");
	}

	/** Traps W-04: the realm to the letter. */
	@ParameterizedTest
	@ValueSource(strings = { "spn:https://0330001a.example.fr/.passerelle/wsfed",
			"https://0330001a.example.fr/.passerelle/wsfed/", "https://0330001A.example.fr/.passerelle/wsfed",
			"https://0330001b.example.fr/.passerelle/wsfed", "" })
	void anotherRealmIsRefused(String realm) {
		for (boolean old : List.of(true, false)) {
			refused(old, (draft) -> draft.realm = realm, "another realm");
			refused(old, (draft) -> {
				String name = old ? "AudienceRestrictionCondition" : "AudienceRestriction";
				draft.moreConditions = "<saml:" + name + "><saml:Audience>" + realm + "</saml:Audience></saml:" + name
						+ ">";
			}, "another realm");
		}
	}

	/** Traps W-04: an administrator compares both. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theRealmThatCameIsToldBesideOurs(boolean old) {
		refused(old, (draft) -> draft.realm = "spn:essai", "another realm: spn:essai (ours is " + TokenDraft.BACK);
		refused(old, (draft) -> draft.realm = "x".repeat(1000), "x".repeat(200) + " (ours");
	}

	/** Traps W-04: ours among several. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theRealmMayBeOneOfSeveral(boolean old) throws XmlRefusedException {
		String xml = signed(old, (draft) -> draft.realm = "urn:other</saml:Audience><saml:Audience>" + TokenDraft.BACK);
		assertThat(judge(xml).name()).isEqualTo("mdupont");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aTokenForNobodyIsRefused(boolean old) {
		String xml = TokenDraft.of(old, this.clock.instant())
			.xml()
			.replaceAll("<saml:AudienceRestriction.*?</saml:AudienceRestriction(Condition)?>", "");
		Document document = TestXml.parse(xml);
		TestXml.signing(TestKeys.key()).sign(TestXml.find(document, "Assertion"));
		refused(TestXml.text(document), "which realm");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void unknownConditionsAreRefusedAndKnownOnesAreNot(boolean old) throws XmlRefusedException {
		refused(old, (draft) -> draft.moreConditions = "<saml:Condition/>", "unknown condition");
		refused(old, (draft) -> draft.moreConditions = "<DoNotCacheCondition/>", "unknown condition");
		judge(signed(old,
				(draft) -> draft.moreConditions = old ? "<saml:DoNotCacheCondition/>" : "<saml:OneTimeUse/>"));
	}

	/**
	 * Traps W-06: the conditions decide. The result's own lifetime, long over, and the
	 * moment of signing in, in the future, are not judged.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theConditionsDecideAndNothingElse(boolean old) throws XmlRefusedException {
		String xml = signed(old, (draft) -> {
		});
		assertThat(xml).contains("2001-01-01T01:00:00Z", this.clock.instant().plusSeconds(28_800).toString());
		assertThat(judge(xml).name()).isEqualTo("mdupont");
		refused(old, (draft) -> draft.conditions = moments(0, -91), "was 91 s ago");
		refused(old, (draft) -> draft.conditions = moments(91, 3600), "91 s ahead");
		judge(signed(old, (draft) -> draft.conditions = moments(89, 3600)));
		judge(signed(old, (draft) -> draft.conditions = moments(0, -89)));
		refused(old, (draft) -> draft.conditions = "", "no end");
		refused(old, (draft) -> draft.conditions = " NotOnOrAfter=\"soon\"", "no moment");
	}

	/** A token that was caught opens no login that begins later. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aTokenThatWasMadeBeforeTheLoginBeganIsRefused(boolean old) throws XmlRefusedException {
		String xml = signed(old, (draft) -> {
		});
		this.clock.move(Duration.ofSeconds(90));
		assertThat(judge(xml).name()).isEqualTo("mdupont");
		this.clock.move(Duration.ofSeconds(1));
		refused(xml, "before this login began");
		refused(old, (draft) -> draft.issuedAt = this.clock.instant().plusSeconds(91).toString(), "ahead");
	}

	@Test
	void onlyBearersAreTaken() {
		refused(true, (draft) -> draft.confirmation = draft.confirmation.replace("bearer", "holder-of-key"),
				"no bearer");
		refused(false, (draft) -> draft.confirmation = draft.confirmation.replace("bearer", "holder-of-key"),
				"no bearer");
		refused(true, (draft) -> draft.confirmation = "", "no SubjectConfirmation");
		refused(false, (draft) -> draft.confirmation = "", "no bearer");
	}

	@Test
	void anAnswerOfSaml2InAnotherEnvelopeIsRefused() throws XmlRefusedException {
		refused(false, (draft) -> draft.confirmation = confirmation(" InResponseTo=\"_r\""), "request of SAML 2");
		refused(false, (draft) -> draft.confirmation = confirmation(" Recipient=\"https://other.fr/\""),
				"another address");
		refused(false,
				(draft) -> draft.confirmation = confirmation(
						" NotOnOrAfter=\"" + this.clock.instant().minusSeconds(91) + "\""),
				"confirmation was 91 s ago");
		judge(signed(false, (draft) -> draft.confirmation = confirmation(" Recipient=\"" + TokenDraft.BACK + "\"")));
	}

	@Test
	void statementsOfDifferentPeopleAreRefused() {
		String xml = TokenDraft.old(this.clock.instant()).xml();
		int second = xml.lastIndexOf("mdupont");
		Document document = TestXml.parse(xml.substring(0, second) + "admin" + xml.substring(second + 7));
		TestXml.signing(TestKeys.key()).sign(TestXml.find(document, "Assertion"));
		refused(TestXml.text(document), "different people");
	}

	@Test
	void otherVersionsAreRefused() {
		for (String version : List.of("MajorVersion=\"2\" MinorVersion=\"1\"",
				"MajorVersion=\"1\" MinorVersion=\"0\"")) {
			Document document = TestXml.parse(TokenDraft.old(this.clock.instant())
				.xml()
				.replace("MajorVersion=\"1\" MinorVersion=\"1\"", version));
			TestXml.signing(TestKeys.key()).sign(TestXml.find(document, "Assertion"));
			refused(TestXml.text(document), "not of SAML 1.1");
		}
		Document document = TestXml
			.parse(TokenDraft.current(this.clock.instant()).xml().replace("Version=\"2.0\"", "Version=\"2.1\""));
		TestXml.signing(TestKeys.key()).sign(TestXml.find(document, "Assertion"));
		refused(TestXml.text(document), "not of SAML 2.0");
	}

	/** Traps W-07. */
	@Test
	void claimsAreKnownByTheirWholeAddressWithAllTheirValues() throws XmlRefusedException {
		Token token = judge(signed(true,
				(draft) -> draft.claims = draft.claim(TokenDraft.CLAIMS, "role", "a")
						+ draft.claim(TokenDraft.CLAIMS + "/", "role", "b", "DOMAIN\\user")
						+ draft.claim("urn:x", "http://whole.example.fr/claim", "c") + draft.claim("", "short", "d")));
		assertThat(token.claims()).containsOnlyKeys(TokenDraft.CLAIMS + "/role", "http://whole.example.fr/claim",
				"short");
		assertThat(token.claims()).containsEntry(TokenDraft.CLAIMS + "/role", List.of("a", "b", "DOMAIN\\user"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void moreClaimsThanAnyPersonHasAreRefused(boolean old) {
		refused(old, (draft) -> draft.claims = draft.claim("urn:x", "y", "z").repeat(501), "too many claims");
	}

	private static String confirmation(String data) {
		return "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
				+ "<saml:SubjectConfirmationData" + data + "/></saml:SubjectConfirmation>";
	}

	private String moments(int begin, int end) {
		return " NotBefore=\"" + this.clock.instant().plusSeconds(begin) + "\" NotOnOrAfter=\""
				+ this.clock.instant().plusSeconds(end) + "\"";
	}

	private static UnaryOperator<String> attack(UnaryOperator<String> attack) {
		return attack;
	}

	private static String token(String xml) {
		return xml.substring(xml.indexOf("<saml:Assertion"),
				xml.indexOf("</saml:Assertion>") + "</saml:Assertion>".length());
	}

	private static String signature(String xml) {
		return xml.substring(xml.indexOf("<ds:Signature"), xml.indexOf("</ds:Signature>") + "</ds:Signature>".length());
	}

	/** The token with another person and id, without its signature. */
	private static String forged(String xml) {
		return token(xml).replace(signature(xml), "").replace("mdupont", "admin").replace("\"_t1\"", "\"_evil\"");
	}

	private String signed(boolean old, Consumer<TokenDraft> change) {
		return TokenDraft.of(old, this.clock.instant()).with(change).signed();
	}

	private Token judge(String xml) throws XmlRefusedException {
		return this.judge.judge(TokenDraft.bytes(xml),
				new ExpectedToken(
						new TokenService(TokenDraft.ISSUER, URI.create("https://sts.example.fr/"),
								List.of(TestKeys.publicKey()), List.of(), null),
						TokenDraft.BACK, TokenDraft.BACK, this.clock.instant()));
	}

	private void refused(boolean old, Consumer<TokenDraft> change, String sentence) {
		refused(signed(old, change), sentence);
	}

	private void refused(String xml, String sentence) {
		assertThatExceptionOfType(XmlRefusedException.class).isThrownBy(() -> judge(xml))
			.withMessageContaining(sentence)
			.satisfies((refusal) -> assertThat(refusal.getMessage()).doesNotContain("mdupont", "admin", "_t1"));
	}

}
