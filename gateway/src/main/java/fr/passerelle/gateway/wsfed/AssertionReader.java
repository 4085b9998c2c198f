package fr.passerelle.gateway.wsfed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import fr.passerelle.gateway.federation.AttributeValues;
import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.login.CleanText;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads an assertion whose signature was checked: what both versions of SAML say in the
 * same way, in different names.
 */
abstract class AssertionReader {

	/** More claims are no person's. */
	private static final int MAX_CLAIMS = 500;

	/** Of a realm that came, so many characters are told. */
	private static final int MAX_TOLD = 200;

	private final MessageTime time;

	private final String namespace;

	private final String audiences;

	private final Set<String> conditions;

	/**
	 * Of one version of SAML.
	 * @param time judges moments
	 * @param namespace of the version's assertions
	 * @param audiences the condition that names who may read it
	 * @param conditions all that are known
	 */
	AssertionReader(MessageTime time, String namespace, String audiences, Set<String> conditions) {
		this.time = time;
		this.namespace = namespace;
		this.audiences = audiences;
		this.conditions = conditions;
	}

	/** What the assertion says, if it is for us and now. */
	abstract Token read(Element assertion, ExpectedToken expected) throws XmlRefusedException;

	MessageTime time() {
		return this.time;
	}

	/**
	 * The moments and the audience. Nothing but the conditions says how long a token
	 * counts; and it was made for the login that is under way, so that one that was
	 * caught opens no later login.
	 */
	void check(Element assertion, ExpectedToken expected) throws XmlRefusedException {
		String made = Elements.attribute(assertion, "IssueInstant");
		this.time.notEarlier(made, expected.askedAt(), "The token's IssueInstant");
		this.time.notBefore(made, "The token's IssueInstant");
		Element said = Elements.required(assertion, this.namespace, "Conditions");
		String end = Elements.attribute(said, "NotOnOrAfter");
		require(end != null, "The token has no end.");
		this.time.notBefore(Elements.attribute(said, "NotBefore"), "The begin of the token");
		this.time.notAfter(end, "The end of the token");
		boolean forUs = false;
		for (Element condition : Elements.children(said)) {
			require(this.namespace.equals(condition.getNamespaceURI())
					&& this.conditions.contains(condition.getLocalName()), "The token has an unknown condition.");
			if (condition.getLocalName().equals(this.audiences)) {
				requireAudience(condition, expected.realm());
				forUs = true;
			}
		}
		require(forUs, "The token does not say for which realm it is.");
	}

	/**
	 * The realm is compared byte for byte. The one that came is told, since the service
	 * has signed it and an administrator must compare it.
	 */
	private void requireAudience(Element restriction, String realm) throws XmlRefusedException {
		List<String> came = new ArrayList<>();
		for (Element audience : Elements.children(restriction, this.namespace, "Audience")) {
			came.add(Elements.text(audience));
		}
		if (!came.contains(realm)) {
			String told = CleanText.withoutControls(String.join(" ", came));
			throw new XmlRefusedException("The token is for another realm: "
					+ told.substring(0, Math.min(told.length(), MAX_TOLD)) + " (ours is " + realm + ").");
		}
	}

	/** The person's name in an element; null where there is none. */
	@Nullable String name(Element subject, String element) throws XmlRefusedException {
		Element name = Elements.child(subject, this.namespace, element);
		if (name == null) {
			return null;
		}
		String value = Elements.text(name);
		require(!value.isEmpty() && value.chars().noneMatch(Character::isISOControl),
				"The person's name in the token is empty, or holds control characters.");
		return value;
	}

	/** Values by the whole address of each claim, which may come more than once. */
	Map<String, List<String>> claims(Element assertion) throws XmlRefusedException {
		Map<String, List<String>> claims = new LinkedHashMap<>();
		int count = 0;
		for (Element statement : Elements.children(assertion, this.namespace, "AttributeStatement")) {
			for (Element attribute : Elements.children(statement, this.namespace, "Attribute")) {
				require(++count <= MAX_CLAIMS, "The token has too many claims.");
				claims.computeIfAbsent(address(attribute), (name) -> new ArrayList<>())
					.addAll(AttributeValues.of(attribute));
			}
		}
		return claims;
	}

	/** The whole address of a claim. */
	abstract String address(Element attribute);

	static void require(boolean condition, String otherwise) throws XmlRefusedException {
		if (!condition) {
			throw new XmlRefusedException(otherwise);
		}
	}

}
