package fr.passerelle.gateway.federation;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;

import fr.passerelle.gateway.saml.TestXml;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Makes forgeries of a signed message: a copy of the signed element that names another
 * person, beside, around or inside the original, which itself may be moved, and some more
 * changes of the tree. The original keeps its bytes in most of them, so that its
 * signature stays valid.
 */
public final class Wrapping {

	/** The person whom the original names. */
	public static final String GENUINE = "mdupont";

	/** The person whom forgeries name. */
	public static final String FORGED = "admin";

	private static final List<String> IDS = List.of("ID", "Id", "AssertionID", "id");

	private final Random random;

	private final Document document;

	private Wrapping(String message, long seed) {
		this.document = TestXml.parse(message);
		this.random = new Random(seed);
	}

	/**
	 * A forgery.
	 * @param message a valid one, with a signature
	 * @param seed chooses the changes; the same one makes the same forgery
	 */
	public static String of(String message, long seed) {
		Wrapping wrapping = new Wrapping(message, seed);
		wrapping.forge();
		return TestXml.text(wrapping.document);
	}

	/**
	 * Whether a careless reader would let the forged person in: it checks the first
	 * signature there is, and then reads the first name there is.
	 */
	public static boolean foolsACarelessReader(String forgery, PublicKey key) {
		Document document = TestXml.parse(forgery);
		Element signature = TestXml.find(document, "Signature");
		Element name = TestXml.find(document, "NameID");
		Element old = TestXml.find(document, "NameIdentifier");
		Element read = (name != null) ? name : old;
		if (signature == null || read == null || !read.getTextContent().equals(FORGED)) {
			return false;
		}
		try {
			for (Element element : elements(document)) {
				for (String id : IDS) {
					if (element.hasAttributeNS(null, id)) {
						element.setIdAttributeNS(null, id, true);
					}
				}
			}
			DOMValidateContext context = new DOMValidateContext(key, signature);
			context.setProperty("org.jcp.xml.dsig.secureValidation", false);
			return XMLSignatureFactory.getInstance("DOM", "XMLDSig").unmarshalXMLSignature(context).validate(context);
		}
		catch (Exception ex) {
			return false;
		}
	}

	private void forge() {
		Element original = (Element) TestXml.find(this.document, "Signature").getParentNode();
		Element forged = (Element) original.cloneNode(true);
		rename(forged);
		if (this.random.nextBoolean()) {
			unsigned(forged);
		}
		if (this.random.nextInt(4) != 0) {
			for (String id : IDS) {
				if (forged.hasAttributeNS(null, id)) {
					forged.setAttributeNS(null, id, "_f" + this.random.nextInt(3));
				}
			}
		}
		if (original == this.document.getDocumentElement()) {
			this.document.replaceChild(forged, original);
			insert(original, any(forged));
		}
		else {
			place(original, forged);
		}
		int more = this.random.nextInt(3);
		for (int i = 0; i < more; i++) {
			change();
		}
	}

	/** Puts the forgery in the original's place, or beside it. */
	private void place(Element original, Element forged) {
		Node parent = original.getParentNode();
		switch (this.random.nextInt(5)) {
			case 0 -> parent.insertBefore(forged, original);
			case 1 -> parent.insertBefore(forged, original.getNextSibling());
			case 2 -> {
				parent.replaceChild(forged, original);
				insert(original, any(this.document.getDocumentElement()));
			}
			case 3 -> {
				parent.replaceChild(forged, original);
				insert(original, any(forged));
			}
			default -> insert(forged, any(this.document.getDocumentElement()));
		}
	}

	/** One more change somewhere. */
	private void change() {
		Element root = this.document.getDocumentElement();
		Element one = any(root);
		Element other = any(root);
		switch (this.random.nextInt(6)) {
			case 0 -> insert((Element) one.cloneNode(true), other);
			case 1 -> {
				if (one != root && !isInside(other, one)) {
					insert(one, other);
				}
			}
			case 2 -> {
				if (one != root) {
					one.getParentNode().removeChild(one);
				}
			}
			case 3 -> one.setAttributeNS(null, IDS.get(this.random.nextInt(IDS.size())), id(other));
			case 4 -> {
				Element object = this.document.createElementNS(Names.SIGNATURE, "ds:Object");
				insert(object, other);
				object.appendChild(one.cloneNode(true));
			}
			default -> {
				for (Element reference : elements(this.document)) {
					if (reference.getLocalName().equals("Reference")) {
						reference.setAttributeNS(null, "URI", "#" + id(other));
					}
				}
			}
		}
	}

	private static String id(Element element) {
		NamedNodeMap attributes = element.getAttributes();
		for (int i = 0; i < attributes.getLength(); i++) {
			Attr attribute = (Attr) attributes.item(i);
			if (IDS.contains(attribute.getLocalName())) {
				return attribute.getValue();
			}
		}
		return "_n";
	}

	private static boolean isInside(Node node, Element outer) {
		for (Node up = node; up != null; up = up.getParentNode()) {
			if (up == outer) {
				return true;
			}
		}
		return false;
	}

	/** Puts an element at a random place among the children of another. */
	private void insert(Element element, Element parent) {
		List<Node> before = new ArrayList<>();
		for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
			before.add(node);
		}
		int place = this.random.nextInt(before.size() + 1);
		parent.insertBefore(element, (place < before.size()) ? before.get(place) : null);
	}

	private Element any(Element root) {
		List<Element> all = new ArrayList<>();
		collect(root, all);
		return all.get(this.random.nextInt(all.size()));
	}

	private static List<Element> elements(Document document) {
		List<Element> all = new ArrayList<>();
		collect(document.getDocumentElement(), all);
		return all;
	}

	private static void collect(Element element, List<Element> all) {
		all.add(element);
		Elements.children(element).forEach((child) -> collect(child, all));
	}

	private static void unsigned(Element element) {
		Elements.children(element, Names.SIGNATURE, "Signature").forEach(element::removeChild);
	}

	private static void rename(Node node) {
		for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
			if (child.getNodeType() == Node.TEXT_NODE) {
				child.setNodeValue(
						child.getNodeValue().replace(GENUINE, FORGED).replace("National_TUT", "National_DIR"));
			}
			rename(child);
		}
	}

}
