package fr.passerelle.mockeduconnect;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A service that may ask, as its metadata describes it.
 *
 * @param entityId its name
 * @param returns the addresses to which answers may be posted
 * @param logout where answers to its logout go; null where it has no such address
 * @param signing keys of its requests
 * @param encryption the key for assertions; null where it has none
 */
record Service(String entityId, List<String> returns, @Nullable String logout, List<PublicKey> signing,
		@Nullable PublicKey encryption) {

	Service {
		returns = List.copyOf(returns);
		signing = List.copyOf(signing);
	}

	static Service of(String metadata) throws RefusedException {
		Document document = Markup.parse(metadata);
		Element root = document.getDocumentElement();
		List<String> returns = new ArrayList<>();
		NodeList consumers = document.getElementsByTagNameNS(Markup.METADATA, "AssertionConsumerService");
		for (int i = 0; i < consumers.getLength(); i++) {
			returns.add(((Element) consumers.item(i)).getAttribute("Location"));
		}
		String logout = null;
		NodeList logouts = document.getElementsByTagNameNS(Markup.METADATA, "SingleLogoutService");
		for (int i = 0; i < logouts.getLength(); i++) {
			Element one = (Element) logouts.item(i);
			if (Markup.REDIRECT.equals(one.getAttribute("Binding"))) {
				logout = one.getAttribute("Location");
			}
		}
		List<PublicKey> encryption = keys(document, "encryption");
		return new Service(root.getAttribute("entityID"), returns, logout, keys(document, "signing"),
				encryption.isEmpty() ? null : encryption.get(0));
	}

	/** Checks the signature of a redirect's query, over exactly the bytes that came. */
	void verify(String signed, String method, String signature) throws RefusedException {
		if (!method.equals("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")) {
			throw new RefusedException("La demande n’est pas signée en RSA-SHA256.");
		}
		try {
			byte[] bytes = Base64.getMimeDecoder().decode(signature);
			for (PublicKey key : this.signing) {
				Signature verifier = Signature.getInstance("SHA256withRSA");
				verifier.initVerify(key);
				verifier.update(signed.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
				if (verifier.verify(bytes)) {
					return;
				}
			}
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			// The sentence below says the same.
		}
		throw new RefusedException("La signature de la demande n’est pas celle du service.");
	}

	private static List<PublicKey> keys(Document document, String use) throws RefusedException {
		List<PublicKey> keys = new ArrayList<>();
		NodeList descriptors = document.getElementsByTagNameNS(Markup.METADATA, "KeyDescriptor");
		for (int i = 0; i < descriptors.getLength(); i++) {
			Element descriptor = (Element) descriptors.item(i);
			String said = descriptor.getAttribute("use");
			NodeList certificates = descriptor.getElementsByTagNameNS(Markup.SIGNATURE, "X509Certificate");
			if ((said.isEmpty() || said.equals(use)) && certificates.getLength() > 0) {
				keys.add(key(certificates.item(0).getTextContent()));
			}
		}
		return keys;
	}

	private static PublicKey key(String certificate) throws RefusedException {
		try {
			return CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(Base64.getMimeDecoder().decode(certificate)))
				.getPublicKey();
		}
		catch (GeneralSecurityException | IllegalArgumentException ex) {
			throw new RefusedException("Un certificat du service ne se lit pas.");
		}
	}

}
