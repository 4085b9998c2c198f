package fr.passerelle.gateway.saml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.federation.AttributeValues;
import fr.passerelle.gateway.federation.Decryption;
import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.SignedElement;
import fr.passerelle.gateway.federation.StrictDom;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.login.CleanText;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Decides whether an answer to a login request proves who a person is (SAML profiles
 * 4.1.4.2). The order is fixed: form, signature of the response, decryption, signature of
 * the assertion, then what the assertion says. Everything is read from the one element
 * whose signature was checked, or that lies inside it.
 */
final class ResponseJudge {

	private static final String SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

	private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

	/** The children of a response, in the order that the schema gives them. */
	private static final List<String> ORDER = List.of("Issuer", "Signature", "Extensions", "Status", "Assertion");

	private static final Set<String> CONDITIONS = Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");

	/** No provider's index of a session is longer. */
	private static final int MAX_INDEX = 256;

	/** More attributes are no person's. */
	private static final int MAX_ATTRIBUTES = 500;

	private final MessageTime time;

	ResponseJudge(MessageTime time) {
		this.time = time;
	}

	/**
	 * Judges an answer.
	 * @param bytes the message
	 * @return a person, or the provider's refusal
	 * @throws XmlRefusedException if it proves nothing
	 */
	Judgement judge(byte[] bytes, Expected expected) throws XmlRefusedException {
		Element response = StrictDom.message(bytes).getDocumentElement();
		require(Elements.is(response, Names.PROTOCOL, "Response"), "The message is no SAML 2 response.");
		require("2.0".equals(Elements.attribute(response, "Version")), "The message is no SAML 2 response.");
		List<Element> assertions = inOrder(response);
		SignedElement.refuseElsewhere(response, signable(response, assertions));
		boolean signed = SignedElement.isSigned(response);
		if (signed) {
			SignedElement.verify(response, expected.idp().keys());
		}
		checkEnvelope(response, expected, signed);
		String failure = failure(Elements.required(response, Names.PROTOCOL, "Status"));
		if (failure != null) {
			return new Judgement.Refused(failure);
		}
		require(assertions.size() == 1, "The response has not exactly one assertion.");
		Element assertion = assertion(assertions.get(0), expected, signed);
		boolean proven = signed;
		if (SignedElement.isSigned(assertion)) {
			SignedElement.verify(assertion, expected.idp().keys());
			proven = true;
		}
		require(proven, "Neither the response nor the assertion is signed.");
		return read(assertion, expected);
	}

	/** The assertions, encrypted or not, of a response whose children are in order. */
	private static List<Element> inOrder(Element response) throws XmlRefusedException {
		List<Element> assertions = new ArrayList<>();
		int place = 0;
		for (Element child : Elements.children(response)) {
			String name = child.getLocalName();
			boolean isAssertion = Elements.is(child, Names.ASSERTION, "Assertion")
					|| Elements.is(child, Names.ASSERTION, "EncryptedAssertion");
			boolean known = isAssertion || Elements.is(child, Names.ASSERTION, "Issuer")
					|| Elements.is(child, Names.SIGNATURE, "Signature")
					|| Elements.is(child, Names.PROTOCOL, "Extensions") || Elements.is(child, Names.PROTOCOL, "Status");
			int own = ORDER.indexOf(isAssertion ? "Assertion" : name);
			require(known && (own > place || (own == place && (place == 0 || isAssertion))),
					"The response has another form.");
			place = own;
			if (isAssertion) {
				assertions.add(child);
			}
		}
		return assertions;
	}

	private static List<Element> signable(Element response, List<Element> assertions) {
		List<Element> signable = new ArrayList<>(assertions);
		signable.add(response);
		return signable;
	}

	private static void checkEnvelope(Element response, Expected expected, boolean signed) throws XmlRefusedException {
		Element issuer = Elements.child(response, Names.ASSERTION, "Issuer");
		if (issuer != null) {
			require(Elements.text(issuer).equals(expected.idp().entityId()),
					"The response is by another identity provider.");
		}
		String destination = Elements.attribute(response, "Destination");
		require((destination != null) ? destination.equals(expected.back()) : !signed,
				"The response is for another address.");
		String request = Elements.attribute(response, "InResponseTo");
		require(expected.requestId().equals(request), "The response is to another request.");
	}

	/** The status in a word; null for success. The message in it is never shown. */
	private static @Nullable String failure(Element status) throws XmlRefusedException {
		Element code = Elements.required(status, Names.PROTOCOL, "StatusCode");
		String value = code.getAttributeNS(null, "Value");
		if (value.equals(SUCCESS)) {
			return null;
		}
		Element second = Elements.child(code, Names.PROTOCOL, "StatusCode");
		String told = (second != null) ? second.getAttributeNS(null, "Value") : value;
		return CleanText.code(told.substring(told.lastIndexOf(':') + 1));
	}

	private static Element assertion(Element sent, Expected expected, boolean signed) throws XmlRefusedException {
		if (sent.getLocalName().equals("Assertion")) {
			require(!expected.encrypted(), "The assertion is not encrypted, and the delegation requires it.");
			return sent;
		}
		Element assertion = Decryption.decrypt(sent, expected.decryption(), signed).getDocumentElement();
		require(Elements.is(assertion, Names.ASSERTION, "Assertion"), "What was encrypted is no assertion.");
		SignedElement.refuseElsewhere(assertion, List.of(assertion));
		return assertion;
	}

	private Judgement read(Element assertion, Expected expected) throws XmlRefusedException {
		require("2.0".equals(Elements.attribute(assertion, "Version")), "The assertion is not of SAML 2.");
		String issuer = Elements.text(Elements.required(assertion, Names.ASSERTION, "Issuer"));
		require(issuer.equals(expected.idp().entityId()), "The assertion is by another identity provider.");
		this.time.notBefore(Elements.attribute(assertion, "IssueInstant"), "The assertion's IssueInstant");
		NameId name = subject(Elements.required(assertion, Names.ASSERTION, "Subject"), expected);
		checkConditions(Elements.required(assertion, Names.ASSERTION, "Conditions"), expected);
		String index = authentication(assertion, expected);
		return new Judgement.Proven(name, index, attributes(assertion));
	}

	private NameId subject(Element subject, Expected expected) throws XmlRefusedException {
		require(Elements.child(subject, Names.ASSERTION, "EncryptedID") == null,
				"The NameID is encrypted by itself, which is not supported: the whole assertion can be.");
		NameId name = NameId.read(Elements.required(subject, Names.ASSERTION, "NameID"));
		XmlRefusedException reason = new XmlRefusedException("The assertion has no bearer confirmation.");
		for (Element confirmation : Elements.children(subject, Names.ASSERTION, "SubjectConfirmation")) {
			if (BEARER.equals(Elements.attribute(confirmation, "Method"))) {
				try {
					checkConfirmation(confirmation, expected);
					return name;
				}
				catch (XmlRefusedException ex) {
					reason = ex;
				}
			}
		}
		throw reason;
	}

	private void checkConfirmation(Element confirmation, Expected expected) throws XmlRefusedException {
		Element data = Elements.required(confirmation, Names.ASSERTION, "SubjectConfirmationData");
		require(expected.back().equals(Elements.attribute(data, "Recipient")), "The assertion is for another address.");
		require(expected.requestId().equals(Elements.attribute(data, "InResponseTo")),
				"The assertion is for another request.");
		require(Elements.attribute(data, "NotOnOrAfter") != null, "The assertion's confirmation has no end.");
		this.time.notAfter(Elements.attribute(data, "NotOnOrAfter"), "The end of the assertion's confirmation");
		this.time.notBefore(Elements.attribute(data, "NotBefore"), "The begin of the assertion's confirmation");
	}

	private void checkConditions(Element conditions, Expected expected) throws XmlRefusedException {
		this.time.notBefore(Elements.attribute(conditions, "NotBefore"), "The begin of the assertion");
		this.time.notAfter(Elements.attribute(conditions, "NotOnOrAfter"), "The end of the assertion");
		boolean forUs = false;
		for (Element condition : Elements.children(conditions)) {
			require(Names.ASSERTION.equals(condition.getNamespaceURI())
					&& CONDITIONS.contains(condition.getLocalName()), "The assertion has an unknown condition.");
			if (condition.getLocalName().equals("AudienceRestriction")) {
				require(isAudience(condition, expected.entityId()), "The assertion is for another service.");
				forUs = true;
			}
		}
		require(forUs, "The assertion does not say for which service it is.");
	}

	private static boolean isAudience(Element restriction, String entityId) throws XmlRefusedException {
		boolean named = false;
		for (Element audience : Elements.children(restriction, Names.ASSERTION, "Audience")) {
			named |= Elements.text(audience).equals(entityId);
		}
		return named;
	}

	/** The index of the session; null where the provider gives none. */
	private @Nullable String authentication(Element assertion, Expected expected) throws XmlRefusedException {
		List<Element> statements = Elements.children(assertion, Names.ASSERTION, "AuthnStatement");
		require(!statements.isEmpty(), "The assertion does not say that the person signed in.");
		Element statement = statements.get(0);
		this.time.notAfter(Elements.attribute(statement, "SessionNotOnOrAfter"), "The end of the session there");
		if (expected.signedInSince() != null) {
			this.time.notEarlier(Elements.attribute(statement, "AuthnInstant"), expected.signedInSince(),
					"The sign-in there");
		}
		if (expected.authnContext() != null) {
			Element context = Elements.required(statement, Names.ASSERTION, "AuthnContext");
			Element reference = Elements.child(context, Names.ASSERTION, "AuthnContextClassRef");
			require(reference != null && Elements.text(reference).equals(expected.authnContext()),
					"The person signed in by another way than asked for.");
		}
		String index = Elements.attribute(statement, "SessionIndex");
		require(index == null || index.length() <= MAX_INDEX,
				"The index of the session is longer than " + MAX_INDEX + ".");
		return (index != null && !index.isBlank() && index.chars().noneMatch(Character::isISOControl)) ? index : null;
	}

	/** Values by name, and by friendly name where no attribute has that very name. */
	private static Map<String, List<String>> attributes(Element assertion) throws XmlRefusedException {
		Map<String, List<String>> byName = new LinkedHashMap<>();
		Map<String, List<String>> byFriendlyName = new LinkedHashMap<>();
		int count = 0;
		for (Element statement : Elements.children(assertion, Names.ASSERTION, "AttributeStatement")) {
			require(Elements.child(statement, Names.ASSERTION, "EncryptedAttribute") == null,
					"An attribute is encrypted by itself, which is not supported: the whole assertion can be.");
			for (Element attribute : Elements.children(statement, Names.ASSERTION, "Attribute")) {
				require(++count <= MAX_ATTRIBUTES, "The assertion has too many attributes.");
				List<String> values = AttributeValues.of(attribute);
				byName.computeIfAbsent(attribute.getAttributeNS(null, "Name"), (name) -> new ArrayList<>())
					.addAll(values);
				String friendly = Elements.attribute(attribute, "FriendlyName");
				if (friendly != null) {
					byFriendlyName.computeIfAbsent(friendly, (name) -> new ArrayList<>()).addAll(values);
				}
			}
		}
		byFriendlyName.forEach(byName::putIfAbsent);
		return byName;
	}

	private static void require(boolean condition, String otherwise) throws XmlRefusedException {
		if (!condition) {
			throw new XmlRefusedException(otherwise);
		}
	}

}
