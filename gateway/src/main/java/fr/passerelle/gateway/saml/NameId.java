package fr.passerelle.gateway.saml;

import java.util.List;

import fr.passerelle.gateway.establishment.NameIdFormat;
import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.XmlRefusedException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * How an identity provider names a person.
 *
 * @param value the name
 * @param format its kind; null: unspecified
 * @param qualifier the provider in whose terms it is a name; null: the one that says it
 * @param spQualifier the service for which it is a name; null: the one that it is said to
 */
record NameId(String value, @Nullable String format, @Nullable String qualifier, @Nullable String spQualifier) {

	static NameId read(Element element) throws XmlRefusedException {
		String value = Elements.text(element);
		if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
			throw new XmlRefusedException("The NameID is empty, or holds control characters.");
		}
		return new NameId(value, Elements.attribute(element, "Format"), Elements.attribute(element, "NameQualifier"),
				Elements.attribute(element, "SPNameQualifier"));
	}

	boolean isTransient() {
		return NameIdFormat.TRANSIENT.urn().equals(this.format);
	}

	/**
	 * The name of the person for us. A persistent name is one in the terms of a provider
	 * and for a service: where they are others than usual, they belong to the name.
	 */
	String user(String idp, String self) {
		boolean usual = (this.qualifier == null || this.qualifier.isEmpty() || this.qualifier.equals(idp))
				&& (this.spQualifier == null || this.spQualifier.isEmpty() || this.spQualifier.equals(self));
		if (usual || !NameIdFormat.PERSISTENT.urn().equals(this.format)) {
			return this.value;
		}
		return String.join("!", List.of(text(this.qualifier, idp), text(this.spQualifier, self), this.value));
	}

	private static String text(@Nullable String given, String usual) {
		return (given == null || given.isEmpty()) ? usual : given;
	}

	@Override
	public String toString() {
		return "NameId[redacted]";
	}

}
