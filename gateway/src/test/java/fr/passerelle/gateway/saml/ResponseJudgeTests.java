package fr.passerelle.gateway.saml;

import java.net.URI;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.MovableClock;
import org.apache.xml.security.encryption.XMLCipher;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Answers of an identity provider that differ from a good one in one thing, after the
 * list of what went wrong for others.
 */
class ResponseJudgeTests {

	private static final KeyPair IDP_KEY = TestXml.rsa();

	private static final KeyPair OTHER_KEY = TestXml.rsa();

	private static final KeyPair OWN_KEY = TestXml.rsa();

	private final MovableClock clock = new MovableClock();

	private final ResponseJudge judge = new ResponseJudge(new MessageTime(this.clock));

	/** Traps S-05 and S-06. */
	@ParameterizedTest
	@ValueSource(strings = { "Response", "Assertion", "Response+Assertion" })
	void anAnswerThatIsSignedOutsideInsideOrBothCounts(String signed) throws XmlRefusedException {
		Judgement.Proven proven = proven(signed(signed, (draft) -> {
		}));
		assertThat(proven.name().value()).isEqualTo("mdupont");
		assertThat(proven.index()).isEqualTo("i1");
		assertThat(proven.attributes()).containsEntry("ENTPersonProfils", List.of("National_TUT"));
	}

	/** Traps S-07. */
	@Test
	void anUnsignedAnswerIsRefused() {
		refused(draft().xml(), "Neither");
	}

	/** Traps S-07. */
	@ParameterizedTest
	@ValueSource(strings = { "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>",
			"<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo/>"
					+ "<ds:SignatureValue/></ds:Signature>" })
	void anEmptySignatureIsRefused(String signature) {
		refused(draft().with((draft) -> draft.assertionIssuer += signature).xml(), "");
	}

	/** Traps S-07: no key is known. */
	@Test
	void withoutKeysNothingIsAccepted() {
		String xml = signed("Response+Assertion", (draft) -> {
		});
		assertRefused(() -> this.judge.judge(ResponseDraft.bytes(xml), expected(List.of(), false, null)), "none");
	}

	/** Traps S-13 and S-32. */
	@Test
	void anotherKeysSignatureIsRefused() {
		Document document = draft().document();
		TestXml.signing(OTHER_KEY.getPrivate()).sign(TestXml.find(document, "Response"));
		refused(TestXml.text(document), "none of the known keys");
	}

	/** Traps S-39. */
	@Test
	void eitherKeyOfAChangeVerifies() throws XmlRefusedException {
		String xml = signed("Assertion", (draft) -> {
		});
		Judgement judged = this.judge.judge(ResponseDraft.bytes(xml),
				expected(List.of(OTHER_KEY.getPublic(), IDP_KEY.getPublic()), false, null));
		assertThat(judged).isInstanceOf(Judgement.Proven.class);
	}

	/**
	 * Traps S-01 to S-03, S-09, S-15 and S-16: the parts of a good answer in other
	 * places.
	 */
	@ParameterizedTest(name = "{0}")
	@MethodSource
	void aWrappedAnswerIsRefused(String name, UnaryOperator<String> attack) {
		String good = signed("Assertion", (draft) -> {
		});
		String changed = attack.apply(good);
		assertThat(changed).isNotEqualTo(good);
		refused(changed, "");
	}

	static Stream<Arguments> aWrappedAnswerIsRefused() {
		return Stream.of(arguments("XSW3: a forged assertion before the signed one", attack((xml) -> {
			String forged = forged(assertion(xml));
			return xml.replace("<saml:Assertion", forged + "<saml:Assertion");
		})), arguments("a forged assertion behind the signed one", attack((xml) -> {
			String forged = forged(assertion(xml));
			return xml.replace("</saml:Assertion>", "</saml:Assertion>" + forged);
		})), arguments("XSW4: a forged assertion around the signed one", attack((xml) -> {
			String signed = assertion(xml);
			return xml.replace(signed, forged(signed).replace("</saml:Assertion>", signed + "</saml:Assertion>"));
		})), arguments("XSW7: the signed assertion in the extensions", attack((xml) -> {
			String signed = assertion(xml);
			return xml.replace(signed, forged(signed))
				.replace("<samlp:Status>", "<samlp:Extensions>" + signed + "</samlp:Extensions><samlp:Status>");
		})), arguments("XSW8: the signed assertion in an object of the signature", attack((xml) -> {
			String signed = assertion(xml);
			String signature = signed.substring(signed.indexOf("<ds:Signature"),
					signed.indexOf("</ds:Signature>") + "</ds:Signature>".length());
			String bare = signed.replace(signature, "");
			String carrying = signature.replace("</ds:Signature>",
					"<ds:Object>" + bare + "</ds:Object></ds:Signature>");
			return xml.replace(signed, forged(signed).replace("</saml:Issuer>", "</saml:Issuer>" + carrying));
		})), arguments("the same id twice", attack((xml) -> {
			String signed = assertion(xml);
			String forged = forged(signed).replace("_evil", "_a1");
			return xml.replace(signed, forged)
				.replace("<samlp:Status>", "<samlp:Extensions>" + signed + "</samlp:Extensions><samlp:Status>");
		})), arguments("a second ID in a namespace",
				attack((xml) -> xml.replace("ID=\"_a1\"", "ID=\"_a1\" saml:ID=\"_b\""))),
				arguments("an xml:id", attack((xml) -> xml.replace("ID=\"_a1\"", "ID=\"_a1\" xml:id=\"_b\""))),
				arguments("an Id of another spelling",
						attack((xml) -> xml.replace("<saml:Subject>", "<saml:Subject Id=\"_a2\">"))),
				arguments("another namespace",
						attack((xml) -> xml.replace("xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"",
								"xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion#\""))),
				arguments("a decoy signature around the assertion", attack((xml) -> {
					String signature = xml.substring(xml.indexOf("<ds:Signature"),
							xml.indexOf("</ds:Signature>") + "</ds:Signature>".length());
					return xml.replace("</samlp:Status>", "</samlp:Status>" + signature);
				})),
				arguments("an object in the signature",
						attack((xml) -> xml.replace("</ds:Signature>", "<ds:Object>x</ds:Object></ds:Signature>"))),
				arguments("an assertion that is no child of the response", attack((xml) -> xml.replace(assertion(xml),
						"<samlp:Extensions>" + assertion(xml) + "</samlp:Extensions>"))));
	}

	/** Traps S-01: XSW1 and XSW2, of a signed response. */
	@Test
	void aForgedResponseAroundTheSignedOneIsRefused() {
		String good = signed("Response", (draft) -> {
		});
		String signature = good.substring(good.indexOf("<ds:Signature"),
				good.indexOf("</ds:Signature>") + "</ds:Signature>".length());
		String bare = good.replace(signature, "");
		String forged = bare.replace("_r1", "_evil").replace("mdupont", "admin").replace("_a1", "_a2");
		String one = forged.replace("</saml:Issuer><samlp:Status>",
				"</saml:Issuer>"
						+ signature.replace("</ds:Signature>", "<ds:Object>" + bare + "</ds:Object></ds:Signature>")
						+ "<samlp:Status>");
		refused(one, "");
		String two = forged.replace("</saml:Issuer><samlp:Status>", "</saml:Issuer>" + signature + "<samlp:Status>")
			.replace("</samlp:Response>", bare + "</samlp:Response>");
		refused(two, "");
	}

	/** Traps S-04: what a comment hides is never cut off. */
	@ParameterizedTest
	@CsvSource({ "mdupont, mdupont<!-- -->.evil", "mdupont, mdup<?x?>ont", "National_TUT, National_<!-- -->TUT" })
	void aCommentOrInstructionInSignedTextIsRefused(String text, String changed) {
		String xml = signed("Response+Assertion", (draft) -> {
		}).replace(text, changed);
		refused(xml, "");
	}

	/** Traps S-04: the signature stays valid, and the whole text is read. */
	@Test
	void aCharacterSectionInSignedTextIsReadAsItsText() throws XmlRefusedException {
		String xml = signed("Response", (draft) -> {
		}).replace(">mdupont<", "><![CDATA[mdu]]>pont<");
		assertThat(proven(xml).name().value()).isEqualTo("mdupont");
	}

	/** Traps S-08. */
	@Test
	void twoReferencesAreRefused() {
		Document document = draft().document();
		TestXml.signing(IDP_KEY.getPrivate()).references(2).sign(TestXml.find(document, "Response"));
		refused(TestXml.text(document), "not exactly one");
	}

	/** Traps S-08. */
	@Test
	void aCommentInTheDigestIsRefused() {
		String xml = signed("Response", (draft) -> {
		});
		refused(xml.replace("<ds:DigestValue>", "<ds:DigestValue><!-- x -->"), "");
	}

	/** Traps S-10. */
	@ParameterizedTest
	@ValueSource(strings = { "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
			"http://www.w3.org/2001/10/xml-exc-c14n#WithComments" })
	void otherCanonicalFormsAreRefused(String form) {
		Document document = draft().document();
		TestXml.signing(IDP_KEY.getPrivate())
			.transforms(Names.SIGNATURE + "enveloped-signature", form)
			.sign(TestXml.find(document, "Response"));
		refused(TestXml.text(document), "transforms");
		Document second = draft().document();
		TestXml.signing(IDP_KEY.getPrivate()).canonical(form).sign(TestXml.find(second, "Response"));
		refused(TestXml.text(second), "exclusive");
	}

	/** Traps S-10. */
	@Test
	void otherTransformsAreRefused() {
		String xml = signed("Response", (draft) -> {
		});
		String xpath = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
				+ "<ds:XPath>true()</ds:XPath></ds:Transform>";
		refused(xml.replace("<ds:Transforms>", "<ds:Transforms>" + xpath), "transforms");
	}

	/** Traps S-11 and S-12. */
	@ParameterizedTest
	@CsvSource({ "http://www.w3.org/2000/09/xmldsig#rsa-sha1, SHA-1",
			"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256, another",
			"http://www.w3.org/2001/04/xmldsig-more#rsa-md5, another",
			"http://www.w3.org/2000/09/xmldsig#dsa-sha1, SHA-1" })
	void otherMethodsAreRefusedAndSha1IsNamed(String method, String told) {
		refused(signed("Response", (draft) -> {
		}).replace(TestXml.RSA_SHA256, method), told);
	}

	/** Traps S-12. */
	@Test
	void aSha1DigestIsRefusedAndNamed() {
		Document document = draft().document();
		TestXml.signing(IDP_KEY.getPrivate())
			.digest("http://www.w3.org/2000/09/xmldsig#sha1")
			.sign(TestXml.find(document, "Response"));
		refused(TestXml.text(document), "SHA-1");
	}

	/** Traps S-14. */
	@ParameterizedTest
	@ValueSource(strings = { "", "#xpointer(/)", "#xpointer(id('_r1'))", "file:///etc/passwd", "http://127.0.0.1:1/x",
			"#_a1" })
	void aReferenceToAnythingElseIsRefused(String uri) {
		String xml = signed("Response", (draft) -> {
		});
		refused(xml.replace("URI=\"#_r1\"", "URI=\"" + uri + "\""), "another element");
	}

	/** Traps S-14. */
	@Test
	void aSignatureOfTheWholeDocumentIsRefused() {
		Document document = draft().document();
		TestXml.signing(IDP_KEY.getPrivate()).whole().sign(TestXml.find(document, "Response"));
		refused(TestXml.text(document), "another element");
	}

	/** Traps S-17. */
	@ParameterizedTest
	@ValueSource(strings = { "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
			"<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
			"<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">" })
	void aDoctypeIsRefused(String doctype) {
		refused(doctype + signed("Response", (draft) -> {
		}), "DOCTYPE");
	}

	@Test
	void anAnswerThatNestsWithoutEndIsRefused() {
		refused("<a>".repeat(100_000) + "</a>".repeat(100_000), "");
	}

	/** Traps S-20. */
	@Test
	void encryptionProvesNothing() {
		refusedEncrypted("", XMLCipher.AES_256_GCM, XMLCipher.RSA_OAEP, "Neither");
	}

	@ParameterizedTest
	@CsvSource({ "Assertion", "Response" })
	void anEncryptedAssertionOfAKnownSenderCounts(String signed) throws XmlRefusedException {
		String xml = encrypted(signed, XMLCipher.AES_256_GCM, XMLCipher.RSA_OAEP);
		assertThat(xml).doesNotContain("mdupont");
		assertThat(proven(xml).name().value()).isEqualTo("mdupont");
	}

	/** Traps S-21. */
	@Test
	void weakMethodsCountOnlyInsideASignedResponse() throws XmlRefusedException {
		refusedEncrypted("Assertion", XMLCipher.AES_128, XMLCipher.RSA_OAEP, "cannot be decrypted");
		refusedEncrypted("Assertion", XMLCipher.AES_256_GCM, XMLCipher.RSA_v1dot5, "cannot be decrypted");
		assertThat(proven(encrypted("Response", XMLCipher.AES_128, XMLCipher.RSA_v1dot5)).name().value())
			.isEqualTo("mdupont");
	}

	/** Traps S-21: one answer for every failure. */
	@Test
	void everyFailureOfDecryptionIsToldInTheSameWords() {
		String good = encrypted("Assertion", XMLCipher.AES_256_GCM, XMLCipher.RSA_OAEP);
		int value = good.lastIndexOf("<xenc:CipherValue>") + "<xenc:CipherValue>".length();
		String changed = good.substring(0, value + 30) + "AAAA" + good.substring(value + 34);
		refused(changed, "The encrypted part cannot be decrypted.");
		refused(good.replaceAll("(?s)<xenc:EncryptedKey[^>]*>.*</xenc:EncryptedKey>", ""),
				"The encrypted part cannot be decrypted.");
		assertRefused(
				() -> this.judge.judge(ResponseDraft.bytes(good),
						expected(List.of(IDP_KEY.getPublic()), List.of(OTHER_KEY.getPrivate()), false, null)),
				"The encrypted part cannot be decrypted.");
	}

	/** Traps S-22. */
	@Test
	void aReferenceToACiphertextElsewhereIsRefused() {
		String xml = encrypted("Assertion", XMLCipher.AES_256_GCM, XMLCipher.RSA_OAEP);
		refused(xml.replaceAll("(?s)<xenc:CipherValue>.*?</xenc:CipherValue>",
				"<xenc:CipherReference URI=\"http://127.0.0.1:1/x\"/>"), "cannot be decrypted");
	}

	/** Traps S-23. */
	@Test
	void anEncryptedNameOrAttributeIsRefusedInSoManyWords() {
		refusedSigned((draft) -> draft.nameId = "<saml:EncryptedID/>", "not supported");
		refusedSigned((draft) -> draft.attributes = "<saml:AttributeStatement><saml:EncryptedAttribute/>"
				+ "</saml:AttributeStatement>", "not supported");
	}

	@Test
	void anAssertionInClearIsRefusedWhereEncryptionIsRequired() {
		String xml = signed("Response", (draft) -> {
		});
		assertRefused(
				() -> this.judge.judge(ResponseDraft.bytes(xml), expected(List.of(IDP_KEY.getPublic()), true, null)),
				"not encrypted");
	}

	/** Traps S-24 and S-25. */
	@ParameterizedTest
	@ValueSource(strings = { "", " InResponseTo=\"_other\"" })
	void anAnswerToNoRequestOrAnotherIsRefused(String attribute) {
		refusedSigned((draft) -> draft.responseAttributes = " Destination=\"" + ResponseDraft.ACS + "\"" + attribute,
				"another request");
		refusedSigned(
				(draft) -> draft.confirmation = draft.confirmation.replace(" InResponseTo=\"_request1\"", attribute),
				"another request");
	}

	/** Traps S-27. */
	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example.fr/.passerelle/saml2/acs",
			"https://0330002b.example.fr/.passerelle/saml2/acs", "https://0330001a.example.fr/.passerelle/saml2/acs/",
			"http://0330001a.example.fr/.passerelle/saml2/acs", "" })
	void anAnswerForAnotherAddressIsRefused(String address) {
		refusedSigned((draft) -> draft.confirmation = draft.confirmation.replace(ResponseDraft.ACS, address),
				"another address");
		refusedSigned(
				(draft) -> draft.responseAttributes = draft.responseAttributes.replace(ResponseDraft.ACS, address),
				"another address");
	}

	/** Traps S-28. */
	@Test
	void theAudienceMustNameUs() throws XmlRefusedException {
		String ours = "<saml:Audience>" + ResponseDraft.SP + "</saml:Audience>";
		String other = "<saml:Audience>https://other.example.fr</saml:Audience>";
		refusedSigned((draft) -> draft.audience = "", "does not say for which service");
		refusedSigned((draft) -> draft.audience = restriction(other), "another service");
		refusedSigned((draft) -> draft.audience = restriction(ours) + restriction(other), "another service");
		refusedSigned((draft) -> draft.audience = restriction(ours.replace("0330001a", "0330001A")), "another service");
		assertThat(proven(signed("Response", (draft) -> draft.audience = restriction(other + ours)))).isNotNull();
	}

	/** Traps S-29. */
	@ParameterizedTest
	@CsvSource({ "-30, true", "-100, false", "60, true", "140, true", "150, false", "600, false" })
	void clocksMayDifferByTheSkewAndNoMore(long moved, boolean accepted) throws XmlRefusedException {
		String xml = signed("Response", (draft) -> {
		});
		this.clock.move(Duration.ofSeconds(moved));
		if (accepted) {
			assertThat(proven(xml)).isNotNull();
		}
		else {
			refused(xml, " s a");
		}
	}

	/** Traps S-31. */
	@Test
	void unknownConditionsAreRefusedAndKnownOnesAreNot() throws XmlRefusedException {
		refusedSigned((draft) -> draft.audience += "<saml:Condition/>", "unknown condition");
		refusedSigned((draft) -> draft.audience += "<x:OneTimeUse xmlns:x=\"urn:x\"/>", "unknown condition");
		assertThat(proven(signed("Response",
				(draft) -> draft.audience += "<saml:OneTimeUse/><saml:ProxyRestriction Count=\"0\"/>")))
			.isNotNull();
	}

	/** Traps S-32. */
	@Test
	void anotherIssuerIsRefused() {
		String other = "<saml:Issuer>https://other.example.fr/idp</saml:Issuer>";
		refusedSigned((draft) -> draft.assertionIssuer = other, "another identity provider");
		refusedSigned((draft) -> draft.responseIssuer = other, "another identity provider");
	}

	/** Traps S-33 and S-09. */
	@ParameterizedTest
	@CsvSource({ "urn:oasis:names:tc:SAML:2.0:status:NoPassive, NoPassive",
			"urn:oasis:names:tc:SAML:2.0:status:AuthnFailed, AuthnFailed",
			"urn:oasis:names:tc:SAML:2.0:status:RequestDenied, RequestDenied", "<script>, OTHER" })
	void aFailureIsToldByItsCode(String second, String code) throws XmlRefusedException {
		String status = "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Responder\">"
				+ "<samlp:StatusCode Value=\"" + second.replace("<", "&lt;") + "\"/></samlp:StatusCode>"
				+ "<samlp:StatusMessage>&lt;script&gt;</samlp:StatusMessage></samlp:Status>";
		String xml = draft().with((draft) -> {
			draft.status = status;
			draft.withAssertion = false;
		}).xml();
		assertThat(judged(xml)).isEqualTo(new Judgement.Refused(code));
		assertThat(judged(signed("Response", (draft) -> draft.status = status))).isEqualTo(new Judgement.Refused(code));
	}

	/** Traps S-45. */
	@Test
	void attributesAreReadByNameThenByFriendlyName() throws XmlRefusedException {
		String id = "urn:oid:1.3.6.1.4.1.20326.10.999.1.57";
		Judgement.Proven proven = proven(signed("Response", (draft) -> draft.attributes = "<saml:AttributeStatement>"
				+ attribute(id, "FrEduCtId", "<saml:AttributeValue>x1</saml:AttributeValue>")
				+ attribute("sn", "surname", "<saml:AttributeValue>Dupont</saml:AttributeValue>")
				+ attribute("surname", "other", "<saml:AttributeValue>Durand</saml:AttributeValue>")
				+ attribute("nil", "n",
						"<saml:AttributeValue xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
								+ " xsi:nil=\"true\"/>")
				+ attribute("targeted", "t", "<saml:AttributeValue><saml:NameID>t1</saml:NameID></saml:AttributeValue>")
				+ attribute("nested", "e", "<saml:AttributeValue><x xmlns=\"\">t1</x></saml:AttributeValue>")
				+ attribute("several", "s",
						"<saml:AttributeValue>1</saml:AttributeValue><saml:AttributeValue>2</saml:AttributeValue>")
				+ "</saml:AttributeStatement>"));
		assertThat(proven.attributes()).containsEntry(id, List.of("x1"))
			.containsEntry("FrEduCtId", List.of("x1"))
			.containsEntry("surname", List.of("Durand"))
			.containsEntry("nil", List.of())
			.containsEntry("targeted", List.of("t1"))
			.containsEntry("nested", List.of())
			.containsEntry("several", List.of("1", "2"));
		assertThat(proven(signed("Response", (draft) -> draft.attributes = "<saml:AttributeStatement/>")).attributes())
			.isEmpty();
	}

	@Test
	void theWayOfSigningInMustBeTheOneAskedFor() throws XmlRefusedException {
		String xml = signed("Response", (draft) -> {
		});
		assertThat(this.judge.judge(ResponseDraft.bytes(xml),
				expected(List.of(IDP_KEY.getPublic()), false, "urn:c:password")))
			.isInstanceOf(Judgement.Proven.class);
		assertRefused(() -> this.judge.judge(ResponseDraft.bytes(xml),
				expected(List.of(IDP_KEY.getPublic()), false, "urn:c:token")), "another way");
	}

	@Test
	void whereASignInAnewIsAskedForAnEarlierOneIsRefused() throws XmlRefusedException {
		Instant begun = this.clock.instant();
		assertThat(judgedSince(begun, "AuthnInstant=\"" + begun.minusSeconds(60) + "\""))
			.isInstanceOf(Judgement.Proven.class);
		assertRefused(() -> judgedSince(begun, "AuthnInstant=\"" + begun.minusSeconds(120) + "\""),
				"before this login began");
		assertRefused(() -> judgedSince(begun, ""), "before this login began");
	}

	private Judgement judgedSince(Instant begun, String signedIn) throws XmlRefusedException {
		Expected any = expected(List.of(IDP_KEY.getPublic()), false, null);
		String xml = signed("Response", (draft) -> draft.authentication = draft.authentication
			.replace("AuthnInstant=\"2020-01-01T00:00:00Z\"", signedIn));
		return this.judge.judge(ResponseDraft.bytes(xml), new Expected(any.idp(), any.entityId(), any.back(),
				any.requestId(), any.decryption(), false, null, begun));
	}

	@Test
	void anIndexLongerThanAnyIsRefused() {
		refusedSigned(
				(draft) -> draft.authentication = draft.authentication.replace("\"i1\"", "\"" + "i".repeat(257) + "\""),
				"index of the session");
	}

	@Test
	void aMessageOfMoreElementsThanAnyPersonHasIsNotParsed() {
		String more = "<x/>".repeat(2 * 4001);
		refused(signed("Response", (draft) -> {
		}).replace("<saml:AttributeStatement>", "<saml:AttributeStatement>" + more), "too many elements");
		refused(signed("Response", (draft) -> {
		}).replace("<saml:AttributeStatement>", "<saml:AttributeStatement>" + "<x/>".repeat(4000)),
				"too many elements");
	}

	@ParameterizedTest
	@ValueSource(strings = { "<?xml version=\"1.1\"?>", "<?xml version=\"1.0\" encoding=\"IBM037\"?>" })
	void aMessageOfAnotherVersionOrEncodingIsRefusedOrReadAsUtf8(String declaration) {
		String xml = declaration + signed("Response", (draft) -> {
		});
		if (declaration.contains("1.1")) {
			refused(xml, "not of XML 1.0");
		}
		else {
			assertRefused(() -> this.judge.judge(xml.getBytes(java.nio.charset.Charset.forName("IBM037")),
					expected(List.of(IDP_KEY.getPublic()), false, null)), "no well-formed XML");
		}
	}

	@Test
	void onlyABearerConfirmationCounts() throws XmlRefusedException {
		String bearer = draft().confirmation;
		String holder = bearer.replace(":bearer", ":holder-of-key");
		refusedSigned((draft) -> draft.confirmation = holder, "no bearer");
		refusedSigned((draft) -> draft.confirmation = bearer.replaceAll(" NotOnOrAfter=\"[^\"]*\"", ""), "no end");
		assertThat(proven(signed("Response", (draft) -> draft.confirmation = holder + bearer))).isNotNull();
	}

	@Test
	void anAnswerWithoutASignInIsRefused() {
		refusedSigned((draft) -> draft.authentication = "", "does not say that the person");
	}

	@Test
	void aChangedWordMakesEverySignatureFalse() {
		String xml = signed("Response+Assertion", (draft) -> {
		});
		refused(xml.replace("National_TUT", "National_DIR"), "none of the known keys");
	}

	private static UnaryOperator<String> attack(UnaryOperator<String> attack) {
		return attack;
	}

	private static String assertion(String xml) {
		return xml.substring(xml.indexOf("<saml:Assertion"),
				xml.lastIndexOf("</saml:Assertion>") + "</saml:Assertion>".length());
	}

	/** The assertion for another person, unsigned and with another id. */
	private static String forged(String assertion) {
		return assertion.replaceAll("(?s)<ds:Signature.*</ds:Signature>", "")
			.replace("_a1", "_evil")
			.replace("mdupont", "admin");
	}

	private static String attribute(String name, String friendly, String values) {
		return "<saml:Attribute Name=\"" + name + "\" FriendlyName=\"" + friendly + "\">" + values
				+ "</saml:Attribute>";
	}

	private static String restriction(String audiences) {
		return "<saml:AudienceRestriction>" + audiences + "</saml:AudienceRestriction>";
	}

	private ResponseDraft draft() {
		return new ResponseDraft(this.clock.instant());
	}

	private String signed(String which, Consumer<ResponseDraft> change) {
		Document document = draft().with(change).document();
		if (which.contains("Assertion")) {
			TestXml.signing(IDP_KEY.getPrivate()).sign(TestXml.find(document, "Assertion"));
		}
		if (which.contains("Response")) {
			TestXml.signing(IDP_KEY.getPrivate()).sign(TestXml.find(document, "Response"));
		}
		return TestXml.text(document);
	}

	private String encrypted(String signed, String data, String transport) {
		Document document = draft().document();
		if (signed.equals("Assertion")) {
			Element assertion = TestXml.find(document, "Assertion");
			// Servers that encrypt declare the namespaces on the assertion itself.
			assertion.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:saml", Names.ASSERTION);
			TestXml.signing(IDP_KEY.getPrivate()).sign(assertion);
		}
		else {
			TestXml.find(document, "Assertion")
				.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:saml", Names.ASSERTION);
		}
		TestXml.encrypt(document, "Assertion", OWN_KEY.getPublic(), data, transport);
		if (signed.equals("Response")) {
			TestXml.signing(IDP_KEY.getPrivate()).sign(TestXml.find(document, "Response"));
		}
		return TestXml.text(document);
	}

	private void refusedEncrypted(String signed, String data, String transport, String told) {
		refused(encrypted(signed, data, transport), told);
	}

	private void refusedSigned(Consumer<ResponseDraft> change, String told) {
		refused(signed("Response", change), told);
	}

	private void refused(String xml, String told) {
		assertRefused(() -> judged(xml), told);
	}

	private static void assertRefused(ThrowingCallable judging, String told) {
		assertThatExceptionOfType(XmlRefusedException.class).isThrownBy(judging)
			.satisfies((refusal) -> assertThat(refusal.sentence()).contains(told)
				.doesNotContain("mdupont")
				.doesNotContain("admin"));
	}

	private Judgement.Proven proven(String xml) throws XmlRefusedException {
		Judgement judged = judged(xml);
		assertThat(judged).isInstanceOf(Judgement.Proven.class);
		return (Judgement.Proven) judged;
	}

	private Judgement judged(String xml) throws XmlRefusedException {
		return this.judge.judge(ResponseDraft.bytes(xml), expected(List.of(IDP_KEY.getPublic()), false, null));
	}

	private static Expected expected(List<java.security.PublicKey> keys, boolean encrypted,
			@org.jspecify.annotations.Nullable String context) {
		return expected(keys, List.of(OTHER_KEY.getPrivate(), OWN_KEY.getPrivate()), encrypted, context);
	}

	private static Expected expected(List<java.security.PublicKey> keys, List<PrivateKey> own, boolean encrypted,
			@org.jspecify.annotations.Nullable String context) {
		Idp idp = new Idp(ResponseDraft.IDP, Map.of(Names.REDIRECT, URI.create(ResponseDraft.IDP + "/sso")), Map.of(),
				Map.of(), keys, List.of(), null);
		return new Expected(idp, ResponseDraft.SP, ResponseDraft.ACS, ResponseDraft.REQUEST, own, encrypted, context,
				null);
	}

}
