package fr.passerelle.gateway.wsfed;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Reads assertions of SAML 1.1, the usual tokens of WS-Federation. */
final class OldAssertionReader extends AssertionReader {

	private static final String BEARER = "urn:oasis:names:tc:SAML:1.0:cm:bearer";

	private static final List<String> STATEMENTS = List.of("AuthenticationStatement", "AttributeStatement");

	OldAssertionReader(MessageTime time) {
		super(time, Names.ASSERTION_11, "AudienceRestrictionCondition",
				Set.of("AudienceRestrictionCondition", "DoNotCacheCondition"));
	}

	@Override
	Token read(Element assertion, ExpectedToken expected) throws XmlRefusedException {
		require("1".equals(Elements.attribute(assertion, "MajorVersion"))
				&& "1".equals(Elements.attribute(assertion, "MinorVersion")), "The token is not of SAML 1.1.");
		require(expected.service().issuer().equals(Elements.attribute(assertion, "Issuer")),
				"The token is by another service.");
		check(assertion, expected);
		return new Token(Objects.requireNonNull(Elements.attribute(assertion, Names.ID_11)), name(assertion), false,
				claims(assertion));
	}

	/** Each statement has a subject: all of them name the bearer, and the same person. */
	private @Nullable String name(Element assertion) throws XmlRefusedException {
		List<Element> statements = new ArrayList<>();
		for (String kind : STATEMENTS) {
			statements.addAll(Elements.children(assertion, Names.ASSERTION_11, kind));
		}
		require(!statements.isEmpty(), "The token says nothing of a person.");
		String person = null;
		for (Element statement : statements) {
			Element subject = Elements.required(statement, Names.ASSERTION_11, "Subject");
			requireBearer(Elements.required(subject, Names.ASSERTION_11, "SubjectConfirmation"));
			String name = name(subject, "NameIdentifier");
			require(statement == statements.get(0) || Objects.equals(person, name),
					"The token's statements are of different people.");
			person = name;
		}
		return person;
	}

	private static void requireBearer(Element confirmation) throws XmlRefusedException {
		Element method = Elements.required(confirmation, Names.ASSERTION_11, "ConfirmationMethod");
		require(BEARER.equals(Elements.text(method)), "The token has no bearer confirmation.");
	}

	/** Servers write the address in two parts; some write it whole into the name. */
	@Override
	String address(Element attribute) {
		String name = attribute.getAttributeNS(null, "AttributeName").strip();
		String namespace = attribute.getAttributeNS(null, "AttributeNamespace").strip();
		if (namespace.isEmpty() || name.contains("://")) {
			return name;
		}
		return namespace.endsWith("/") ? namespace + name : namespace + "/" + name;
	}

}
