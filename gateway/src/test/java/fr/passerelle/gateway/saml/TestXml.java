package fr.passerelle.gateway.saml;

import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

import javax.crypto.KeyGenerator;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import fr.passerelle.gateway.federation.Decryption;
import org.apache.xml.security.encryption.EncryptedData;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.keys.KeyInfo;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Signs and encrypts for tests, by the libraries' usual ways and not by the gateway's.
 */
public final class TestXml {

	static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

	private TestXml() {
	}

	static KeyPair rsa() {
		return keys("RSA", 2048);
	}

	static KeyPair keys(String algorithm, int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
			generator.initialize(bits);
			return generator.generateKeyPair();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Parses without any of the gateway's rules. */
	public static Document parse(String xml) {
		try {
			DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
			return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The document as text. */
	public static String text(Document document) {
		try {
			Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
			transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
			StringWriter text = new StringWriter();
			transformer.transform(new DOMSource(document), new StreamResult(text));
			return text.toString();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The first element of a local name; of a test's own document. */
	public static Element find(Document document, String name) {
		return (Element) document.getElementsByTagNameNS("*", name).item(0);
	}

	/** Signs with a key. */
	public static Signing signing(Key key) {
		return new Signing(key);
	}

	/** Replaces an element by its encryption, inside another one. */
	static void encrypt(Document document, String name, PublicKey recipient, String data, String transport) {
		try {
			Decryption.warmUp();
			Element element = find(document, name);
			Element wrapper = document.createElementNS("urn:oasis:names:tc:SAML:2.0:assertion",
					"saml:Encrypted" + name);
			Node parent = element.getParentNode();
			parent.replaceChild(wrapper, element);
			wrapper.appendChild(element);
			KeyGenerator generator = KeyGenerator.getInstance("AES");
			generator.init(data.contains("256") ? 256 : 128);
			Key secret = generator.generateKey();
			XMLCipher wrap = XMLCipher.getInstance(transport);
			wrap.init(XMLCipher.WRAP_MODE, recipient);
			EncryptedKey key = wrap.encryptKey(document, secret);
			XMLCipher cipher = XMLCipher.getInstance(data);
			cipher.init(XMLCipher.ENCRYPT_MODE, secret);
			EncryptedData encrypted = cipher.getEncryptedData();
			KeyInfo info = new KeyInfo(document);
			info.add(key);
			encrypted.setKeyInfo(info);
			cipher.doFinal(document, element, false);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** How to sign; the beginning is how real servers do. */
	public static final class Signing {

		private final Key key;

		private String method = RSA_SHA256;

		private String digest = DigestMethod.SHA256;

		private String canonical = CanonicalizationMethod.EXCLUSIVE;

		private List<String> transforms = List.of(Transform.ENVELOPED, CanonicalizationMethod.EXCLUSIVE);

		private int references = 1;

		private boolean whole;

		private Signing(Key key) {
			this.key = key;
		}

		/** By another method. */
		public Signing method(String uri) {
			this.method = uri;
			return this;
		}

		Signing digest(String uri) {
			this.digest = uri;
			return this;
		}

		Signing canonical(String uri) {
			this.canonical = uri;
			return this;
		}

		Signing transforms(String... uris) {
			this.transforms = List.of(uris);
			return this;
		}

		Signing references(int count) {
			this.references = count;
			return this;
		}

		/** With the empty reference, which means the whole document. */
		Signing whole() {
			this.whole = true;
			return this;
		}

		/** Signs an element, with the signature behind the issuer. */
		public void sign(Element element) {
			try {
				String id = element.hasAttributeNS(null, "AssertionID") ? "AssertionID" : "ID";
				XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM", "XMLDSig");
				List<Transform> steps = new ArrayList<>();
				for (String uri : this.transforms) {
					steps.add(factory.newTransform(uri, (TransformParameterSpec) null));
				}
				List<Reference> all = new ArrayList<>();
				for (int i = 0; i < this.references; i++) {
					all.add(factory.newReference(this.whole ? "" : "#" + element.getAttributeNS(null, id),
							factory.newDigestMethod(this.digest, null), steps, null, null));
				}
				element.setIdAttributeNS(null, id, true);
				Node behind = element.getFirstChild();
				while (behind != null && !"Issuer".equals(behind.getLocalName())) {
					behind = behind.getNextSibling();
				}
				Node next = (behind != null) ? behind.getNextSibling() : element.getFirstChild();
				DOMSignContext context = (next != null) ? new DOMSignContext(this.key, element, next)
						: new DOMSignContext(this.key, element);
				context.setProperty("org.jcp.xml.dsig.secureValidation", false);
				context.setDefaultNamespacePrefix("ds");
				factory.newXMLSignature(factory.newSignedInfo(
						factory.newCanonicalizationMethod(this.canonical, (C14NMethodParameterSpec) null),
						factory.newSignatureMethod(this.method, null), all), null)
					.sign(context);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
