package fr.passerelle.gateway.federation;

import java.security.NoSuchProviderException;
import java.security.PublicKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks the signature of an element: a direct child with one reference, to that very
 * element, by few methods. Keys are the caller's alone; what a signature says of its key
 * is not read. Of the digest the Java platform computes, this class looks first at what
 * it does not look at.
 */
public final class SignedElement {

	private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";

	private static final String ENVELOPED = Names.SIGNATURE + "enveloped-signature";

	private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";

	private static final String RSA_PSS = "http://www.w3.org/2007/05/xmldsig-more#";

	/** Signature methods and the kind of key of each. */
	private static final Map<String, String> METHODS = Map.ofEntries(Map.entry(MORE + "rsa-sha256", "RSA"),
			Map.entry(MORE + "rsa-sha384", "RSA"), Map.entry(MORE + "rsa-sha512", "RSA"),
			Map.entry(MORE + "ecdsa-sha256", "EC"), Map.entry(MORE + "ecdsa-sha384", "EC"),
			Map.entry(MORE + "ecdsa-sha512", "EC"), Map.entry(RSA_PSS + "sha256-rsa-MGF1", "RSA"),
			Map.entry(RSA_PSS + "sha384-rsa-MGF1", "RSA"), Map.entry(RSA_PSS + "sha512-rsa-MGF1", "RSA"));

	private static final Set<String> DIGESTS = Set.of(Names.ENCRYPTION + "sha256", MORE + "sha384",
			Names.ENCRYPTION + "sha512");

	private static final Set<String> OLD = Set.of(Names.SIGNATURE + "rsa-sha1", Names.SIGNATURE + "sha1",
			Names.SIGNATURE + "dsa-sha1", MORE + "ecdsa-sha1");

	private SignedElement() {
	}

	/** Whether an element has a signature of its own, good or not. */
	public static boolean isSigned(Element element) {
		return !Elements.children(element, Names.SIGNATURE, "Signature").isEmpty();
	}

	/**
	 * Refuses a document that has a signature elsewhere than directly in one of these
	 * elements: a decoy that other readers could take for the real one.
	 */
	public static void refuseElsewhere(Element root, List<Element> allowed) throws XmlRefusedException {
		Node node = root;
		while (node != null) {
			if (node instanceof Element element && Elements.is(element, Names.SIGNATURE, "Signature")
					&& allowed.stream().noneMatch((one) -> one == element.getParentNode())) {
				throw new XmlRefusedException("There is a signature where none may be.");
			}
			node = following(node, root);
		}
	}

	private static @Nullable Node following(Node node, Element root) {
		if (node.getFirstChild() != null) {
			return node.getFirstChild();
		}
		Node up = node;
		while (up != null && up != root) {
			if (up.getNextSibling() != null) {
				return up.getNextSibling();
			}
			up = up.getParentNode();
		}
		return null;
	}

	/**
	 * Checks the signature of an element.
	 * @param element must have one
	 * @param keys any of which may have made it
	 * @throws XmlRefusedException if none did, or if the signature has another form
	 */
	public static void verify(Element element, Collection<? extends PublicKey> keys) throws XmlRefusedException {
		Element signature = Elements.required(element, Names.SIGNATURE, "Signature");
		String idName = idName(element);
		String id = Elements.attribute(element, idName);
		if (id == null || id.isEmpty()) {
			throw new XmlRefusedException("What is signed has no ID.");
		}
		String kind = checkForm(signature, id);
		element.setIdAttributeNS(null, idName, true);
		boolean known = false;
		for (PublicKey key : keys) {
			if (key.getAlgorithm().equals(kind) && isBy(element, signature, key)) {
				known = true;
			}
		}
		if (!known) {
			throw new XmlRefusedException("The signature is by none of the known keys, or what is signed was changed.");
		}
	}

	/** The one attribute by which a signature may name an element. */
	private static String idName(Element element) {
		return Names.ASSERTION_11.equals(element.getNamespaceURI()) ? Names.ID_11 : Names.ID;
	}

	private static boolean isBy(Element element, Element signature, PublicKey key) {
		DOMValidateContext context = new DOMValidateContext(key, signature);
		context.setProperty("org.jcp.xml.dsig.secureValidation", true);
		context.setIdAttributeNS(element, null, idName(element));
		try {
			XMLSignature read = XMLSignatureFactory.getInstance("DOM", "XMLDSig").unmarshalXMLSignature(context);
			return read.validate(context);
		}
		catch (MarshalException | XMLSignatureException ex) {
			return false;
		}
		catch (NoSuchProviderException ex) {
			throw new IllegalStateException("this Java platform has no XML signatures", ex);
		}
	}

	/** Refuses every form but the one; returns the kind of key. */
	private static String checkForm(Element signature, String id) throws XmlRefusedException {
		for (Element child : Elements.children(signature)) {
			boolean usual = Names.SIGNATURE.equals(child.getNamespaceURI())
					&& Set.of("SignedInfo", "SignatureValue", "KeyInfo").contains(child.getLocalName());
			if (!usual) {
				throw new XmlRefusedException("The signature carries something else than itself.");
			}
		}
		Elements.text(Elements.required(signature, Names.SIGNATURE, "SignatureValue"));
		Elements.child(signature, Names.SIGNATURE, "KeyInfo");
		Element info = Elements.required(signature, Names.SIGNATURE, "SignedInfo");
		if (Elements.children(info).size() != 3) {
			throw new XmlRefusedException("The signature covers not exactly one element.");
		}
		Element canonical = Elements.required(info, Names.SIGNATURE, "CanonicalizationMethod");
		require(EXCLUSIVE.equals(canonical.getAttributeNS(null, "Algorithm")),
				"The signature is not in exclusive form.");
		checkReference(Elements.required(info, Names.SIGNATURE, "Reference"), id);
		String method = algorithm(Elements.required(info, Names.SIGNATURE, "SignatureMethod"));
		String kind = METHODS.get(method);
		if (kind == null) {
			throw new XmlRefusedException(
					"The signature's method is not among SHA-256, SHA-384 and SHA-512 with RSA or " + "EC: "
							+ (OLD.contains(method) ? "SHA-1, to be changed at the ENT." : "another one."));
		}
		return kind;
	}

	private static void checkReference(Element reference, String id) throws XmlRefusedException {
		require(("#" + id).equals(Elements.attribute(reference, "URI")), "The signature covers another element.");
		List<Element> transforms = Elements.children(Elements.required(reference, Names.SIGNATURE, "Transforms"),
				Names.SIGNATURE, "Transform");
		require(transforms.size() == 2 && ENVELOPED.equals(algorithm(transforms.get(0)))
				&& EXCLUSIVE.equals(algorithm(transforms.get(1))), "The signature transforms what it covers.");
		require(Elements.children(transforms.get(0)).isEmpty(), "The signature transforms what it covers.");
		String digest = algorithm(Elements.required(reference, Names.SIGNATURE, "DigestMethod"));
		require(DIGESTS.contains(digest), OLD.contains(digest)
				? "The signature's digest is SHA-1, to be changed at the ENT." : "The signature's digest is unknown.");
		Elements.text(Elements.required(reference, Names.SIGNATURE, "DigestValue"));
		require(Elements.children(reference).size() == 3, "The signature has another form.");
	}

	private static String algorithm(Element element) {
		return element.getAttributeNS(null, "Algorithm");
	}

	private static void require(boolean condition, String otherwise) throws XmlRefusedException {
		if (!condition) {
			throw new XmlRefusedException(otherwise);
		}
	}

}
