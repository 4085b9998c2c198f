package fr.passerelle.gateway.federation;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads an identity provider's metadata: one {@code EntityDescriptor}, alone or among
 * those of a federation.
 */
public final class MetadataReader {

	/** No metadata is longer, in bytes; a federation's file of all its members is. */
	public static final int MAX_METADATA = 4 * 1024 * 1024;

	/** No server changes more keys at a time. */
	private static final int MAX_KEYS = 10;

	/** Parameters that a sign-on adds itself. */
	private static final Set<String> OWN_PARAMETERS = Set.of("samlrequest", "samlresponse", "relaystate", "sigalg",
			"signature");

	private MetadataReader() {
	}

	/**
	 * Reads metadata.
	 * @param bytes the document
	 * @param entityId the one that is meant; null: the only one there
	 * @param signers keys of which one must have signed the document; empty: it need not
	 * be signed
	 */
	public static IdpMetadata read(byte[] bytes, @Nullable String entityId, Collection<? extends PublicKey> signers)
			throws XmlRefusedException {
		Element root = root(bytes);
		if (!signers.isEmpty()) {
			if (!SignedElement.isSigned(root)) {
				throw new XmlRefusedException("The metadata is not signed, and a certificate is configured for it.");
			}
			SignedElement.verify(root, signers);
		}
		Element entity = entity(root, entityId,
				(one) -> Elements.child(one, Names.METADATA, "IDPSSODescriptor") != null);
		Element idp = Elements.child(entity, Names.METADATA, "IDPSSODescriptor");
		if (idp == null) {
			throw new XmlRefusedException("The metadata is of no identity provider.");
		}
		Map<String, URI> signOn = addresses(idp, "SingleSignOnService", "Location");
		if (signOn.isEmpty()) {
			throw new XmlRefusedException("The metadata has no login address by redirect or form.");
		}
		List<X509Certificate> certificates = certificates(idp);
		if (certificates.isEmpty()) {
			throw new XmlRefusedException("The metadata has no key for signatures.");
		}
		return new IdpMetadata(name(entity), signOn, addresses(idp, "SingleLogoutService", "Location"),
				addresses(idp, "SingleLogoutService", "ResponseLocation"), certificates,
				earliest(validUntil(root), validUntil(entity), validUntil(idp)));
	}

	/** The root of a document of metadata, whatever protocol it is for. */
	static Element root(byte[] bytes) throws XmlRefusedException {
		if (bytes.length > MAX_METADATA) {
			throw new XmlRefusedException("The metadata is longer than " + MAX_METADATA + " bytes.");
		}
		return StrictDom.metadata(bytes).getDocumentElement();
	}

	/**
	 * The provider that is meant.
	 * @param entityId its name; null: the only one of its kind
	 * @param kind says which providers are of the kind that is looked for
	 */
	static Element entity(Element root, @Nullable String entityId, Kind kind) throws XmlRefusedException {
		List<Element> entities = new ArrayList<>();
		collect(root, entities);
		List<Element> meant = new ArrayList<>();
		for (Element entity : entities) {
			boolean fits = (entityId != null) ? entityId.equals(entity.getAttributeNS(null, "entityID"))
					: kind.isOf(entity);
			if (fits) {
				meant.add(entity);
			}
		}
		if (meant.size() != 1) {
			throw new XmlRefusedException((entityId != null) ? "The metadata does not have that entityID once."
					: "The metadata has not exactly one identity provider: its entityID must be said.");
		}
		return meant.get(0);
	}

	private static void collect(Element root, List<Element> entities) throws XmlRefusedException {
		if (Elements.is(root, Names.METADATA, "EntityDescriptor")) {
			entities.add(root);
		}
		else if (Elements.is(root, Names.METADATA, "EntitiesDescriptor")) {
			for (Element child : Elements.children(root)) {
				if (Names.METADATA.equals(child.getNamespaceURI())
						&& Set.of("EntityDescriptor", "EntitiesDescriptor").contains(child.getLocalName())) {
					collect(child, entities);
				}
			}
		}
		else {
			throw new XmlRefusedException("The document is no SAML 2 metadata.");
		}
	}

	static String name(Element entity) throws XmlRefusedException {
		String name = entity.getAttributeNS(null, "entityID");
		if (name.isBlank() || name.length() > 1024) {
			throw new XmlRefusedException("The metadata has no entityID.");
		}
		return name;
	}

	private static Map<String, URI> addresses(Element idp, String service, String attribute)
			throws XmlRefusedException {
		Map<String, URI> addresses = new LinkedHashMap<>();
		for (Element one : Elements.children(idp, Names.METADATA, service)) {
			String binding = one.getAttributeNS(null, "Binding");
			String text = one.getAttributeNS(null, attribute).strip();
			if ((binding.equals(Names.REDIRECT) || binding.equals(Names.POST)) && !text.isEmpty()) {
				addresses.putIfAbsent(binding, address(text, OWN_PARAMETERS));
			}
		}
		return addresses;
	}

	/**
	 * An address to which browsers are sent.
	 * @param own parameters that a sign-on adds itself, in small letters
	 */
	static URI address(String text, Set<String> own) throws XmlRefusedException {
		try {
			URI address = new URI(text);
			boolean web = "https".equalsIgnoreCase(address.getScheme()) || "http".equalsIgnoreCase(address.getScheme());
			if (web && address.getHost() != null && address.getRawUserInfo() == null && address.getRawFragment() == null
					&& !carries(address.getRawQuery(), own)) {
				return address;
			}
		}
		catch (URISyntaxException ex) {
			// The same answer as for another scheme.
		}
		throw new XmlRefusedException(
				"An address in the metadata cannot be used: no http, or with a parameter that each login adds.");
	}

	/** Whether a query has a parameter that a sign-on by SAML 2 adds itself. */
	public static boolean carriesOwn(@Nullable String query) {
		return carries(query, OWN_PARAMETERS);
	}

	static boolean carries(@Nullable String query, Set<String> own) {
		if (query == null) {
			return false;
		}
		for (String parameter : query.split("&", -1)) {
			if (own.contains(parameter.split("=", 2)[0].toLowerCase(Locale.ROOT))) {
				return true;
			}
		}
		return false;
	}

	/** A key without a use serves for signatures too. */
	static List<X509Certificate> certificates(Element idp) throws XmlRefusedException {
		List<X509Certificate> certificates = new ArrayList<>();
		for (Element key : Elements.children(idp, Names.METADATA, "KeyDescriptor")) {
			String use = Elements.attribute(key, "use");
			if (use != null && !use.equals("signing")) {
				continue;
			}
			Element info = Elements.child(key, Names.SIGNATURE, "KeyInfo");
			if (info == null) {
				continue;
			}
			for (Element data : Elements.children(info, Names.SIGNATURE, "X509Data")) {
				for (Element one : Elements.children(data, Names.SIGNATURE, "X509Certificate")) {
					certificates.add(certificate(one.getTextContent()));
				}
			}
		}
		if (certificates.size() > MAX_KEYS) {
			throw new XmlRefusedException("The metadata has more than " + MAX_KEYS + " keys for signatures.");
		}
		return certificates;
	}

	/** As servers write it: with tabs, line breaks, sometimes with PEM's own lines. */
	private static X509Certificate certificate(String text) throws XmlRefusedException {
		try {
			String plain = text.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "").replaceAll("\\s", "");
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(Base64.getDecoder().decode(plain)));
		}
		catch (CertificateException | IllegalArgumentException ex) {
			throw new XmlRefusedException("A certificate in the metadata cannot be read.");
		}
	}

	static @Nullable Instant validUntil(Element element) throws XmlRefusedException {
		String text = Elements.attribute(element, "validUntil");
		try {
			return (text != null) ? OffsetDateTime.parse(text.strip()).toInstant() : null;
		}
		catch (DateTimeException ex) {
			throw new XmlRefusedException("The metadata's validUntil is no date.");
		}
	}

	static @Nullable Instant earliest(@Nullable Instant... moments) {
		Instant earliest = null;
		for (Instant moment : moments) {
			if (moment != null && (earliest == null || moment.isBefore(earliest))) {
				earliest = moment;
			}
		}
		return earliest;
	}

	/** A kind of provider. */
	@FunctionalInterface
	interface Kind {

		boolean isOf(Element entity) throws XmlRefusedException;

	}

}
