package fr.passerelle.gateway.federation;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.xml.XMLConstants;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads the metadata of a WS-Federation token service, which servers publish as
 * {@code FederationMetadata.xml}.
 */
public final class StsMetadataReader {

	/** Parameters that a sign-on adds itself; {@code whr} may be the school's own. */
	private static final Set<String> OWN_PARAMETERS = Set.of("wa", "wtrealm", "wctx", "wct", "wreply", "wresult",
			"wresultptr");

	private StsMetadataReader() {
	}

	/**
	 * Reads metadata.
	 * @param bytes the document
	 * @param issuer the service that is meant; null: the only one there
	 */
	public static StsMetadata read(byte[] bytes, @Nullable String issuer) throws XmlRefusedException {
		Element root = MetadataReader.root(bytes);
		Element entity = MetadataReader.entity(root, issuer, (one) -> !services(one).isEmpty());
		List<Element> services = services(entity);
		if (services.size() != 1) {
			throw new XmlRefusedException("The metadata is of no token service, or of several.");
		}
		Element service = services.get(0);
		List<X509Certificate> certificates = MetadataReader.certificates(service);
		if (certificates.isEmpty()) {
			throw new XmlRefusedException("The metadata has no key for signatures.");
		}
		return new StsMetadata(MetadataReader.name(entity), passive(service), certificates,
				MetadataReader.earliest(MetadataReader.validUntil(root), MetadataReader.validUntil(entity),
						MetadataReader.validUntil(service)));
	}

	/** Whether a query has a parameter that a sign-on adds itself. */
	public static boolean carriesOwn(@Nullable String query) {
		return MetadataReader.carries(query, OWN_PARAMETERS);
	}

	private static List<Element> services(Element entity) {
		List<Element> services = new ArrayList<>();
		for (Element role : Elements.children(entity, Names.METADATA, "RoleDescriptor")) {
			String type = role.getAttributeNS(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI, "type").strip();
			int colon = type.indexOf(':');
			String prefix = (colon > 0) ? type.substring(0, colon) : null;
			if (type.substring(colon + 1).equals("SecurityTokenServiceType")
					&& Names.FEDERATION.equals(role.lookupNamespaceURI(prefix))) {
				services.add(role);
			}
		}
		return services;
	}

	/** The first address at which browsers sign in. */
	private static URI passive(Element service) throws XmlRefusedException {
		for (Element endpoint : Elements.children(service, Names.FEDERATION, "PassiveRequestorEndpoint")) {
			for (Element reference : Elements.children(endpoint, Names.ADDRESSING, "EndpointReference")) {
				String text = Elements.text(Elements.required(reference, Names.ADDRESSING, "Address"));
				return MetadataReader.address(text, OWN_PARAMETERS);
			}
		}
		throw new XmlRefusedException("The metadata has no login address for browsers.");
	}

}
