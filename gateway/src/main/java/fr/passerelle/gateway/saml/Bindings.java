package fr.passerelle.gateway.saml;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import fr.passerelle.gateway.federation.Elements;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.StrictDom;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.http.Query;
import fr.passerelle.gateway.login.Departure;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * How messages travel in a browser: in the address of a redirect, signed over exactly the
 * bytes of the query, or in a posted form, signed as XML.
 */
final class Bindings {

	static final String REQUEST = "SAMLRequest";

	static final String RESPONSE = "SAMLResponse";

	static final String RELAY_STATE = "RelayState";

	/** No message in an address is longer when it is unpacked, in bytes. */
	static final int MAX_INFLATED = 64 * 1024;

	/** What we echo is what we could have sent ourselves. */
	static final int MAX_RELAY_STATE = 1024;

	private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

	/** Methods of signed addresses, as the Java platform calls them. */
	private static final Map<String, String> METHODS = Map.of(RSA_SHA256, "SHA256withRSA",
			"http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "SHA384withRSA",
			"http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "SHA512withRSA",
			"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "SHA256withECDSAinP1363Format",
			"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "SHA384withECDSAinP1363Format",
			"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "SHA512withECDSAinP1363Format");

	private Bindings() {
	}

	/**
	 * Sends a message by the binding that an address has, by redirect where both have
	 * one.
	 * @param addresses by binding; not empty
	 * @param message to sign and send
	 */
	static Departure send(Map<String, URI> addresses, Outgoing message) {
		URI redirect = addresses.get(Names.REDIRECT);
		if (redirect != null) {
			return redirect(redirect, message);
		}
		URI post = addresses.get(Names.POST);
		if (post == null) {
			throw new IllegalArgumentException("no address");
		}
		Map<String, String> fields = new LinkedHashMap<>();
		fields.put(message.parameter(),
				Base64.getEncoder().encodeToString(text(message).getBytes(StandardCharsets.UTF_8)));
		if (message.relayState() != null) {
			fields.put(RELAY_STATE, message.relayState());
		}
		return new Departure.Post(post, fields);
	}

	/** An address's own query stays as it is; ours follows. */
	private static Departure redirect(URI address, Outgoing message) {
		StringBuilder query = new StringBuilder(message.parameter()).append('=')
			.append(encoded(Base64.getEncoder().encodeToString(deflated(message.xml()))));
		if (message.relayState() != null) {
			query.append('&').append(RELAY_STATE).append('=').append(encoded(message.relayState()));
		}
		if (message.key() == null) {
			return new Departure.Redirect(extended(address, query));
		}
		query.append("&SigAlg=").append(encoded(RSA_SHA256));
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(message.key().key());
			signature.update(query.toString().getBytes(StandardCharsets.US_ASCII));
			query.append("&Signature=").append(encoded(Base64.getEncoder().encodeToString(signature.sign())));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("a key that cannot sign", ex);
		}
		return new Departure.Redirect(extended(address, query));
	}

	private static URI extended(URI address, StringBuilder query) {
		String text = address.toASCIIString();
		String joint = (text.endsWith("?") || text.endsWith("&")) ? "" : "&";
		return URI.create(text + ((address.getRawQuery() == null) ? "?" : joint) + query);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	private static byte[] deflated(String xml) {
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
		try {
			deflater.setInput(xml.getBytes(StandardCharsets.UTF_8));
			deflater.finish();
			ByteArrayOutputStream packed = new ByteArrayOutputStream(1024);
			byte[] buffer = new byte[1024];
			while (!deflater.finished()) {
				packed.write(buffer, 0, deflater.deflate(buffer));
			}
			return packed.toByteArray();
		}
		finally {
			deflater.end();
		}
	}

	private static String text(Outgoing message) {
		return (message.key() != null) ? signed(message.xml(), message.key()) : message.xml();
	}

	/** The message with its signature after the issuer, where the schema has it. */
	static String signed(String message, SamlKey key) {
		try {
			Element root = StrictDom.message(message.getBytes(StandardCharsets.UTF_8)).getDocumentElement();
			sign(root, Elements.required(root, Names.ASSERTION, "Issuer").getNextSibling(), key);
			Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
			transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
			StringWriter text = new StringWriter();
			transformer.transform(new DOMSource(root), new StreamResult(text));
			return text.toString();
		}
		catch (XmlRefusedException | TransformerException | GeneralSecurityException | MarshalException
				| XMLSignatureException ex) {
			throw new IllegalStateException("a message of our own cannot be signed", ex);
		}
	}

	private static void sign(Element root, @Nullable Node before, SamlKey key)
			throws GeneralSecurityException, MarshalException, XMLSignatureException {
		XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM", "XMLDSig");
		Reference reference = factory.newReference("#" + root.getAttributeNS(null, Names.ID),
				factory.newDigestMethod(DigestMethod.SHA256, null),
				List.of(factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
						factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
				null, null);
		SignedInfo info = factory.newSignedInfo(
				factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
				factory.newSignatureMethod(RSA_SHA256, null), List.of(reference));
		KeyInfoFactory keys = factory.getKeyInfoFactory();
		KeyInfo named = keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
		root.setIdAttributeNS(null, Names.ID, true);
		DOMSignContext context = (before != null) ? new DOMSignContext(key.key(), root, before)
				: new DOMSignContext(key.key(), root);
		context.setDefaultNamespacePrefix("ds");
		factory.newXMLSignature(info, named).sign(context);
	}

	/** The bytes of a message in a form: base64, perhaps in lines. */
	static byte[] posted(String value) throws XmlRefusedException {
		try {
			return Base64.getDecoder().decode(value.replaceAll("[\r\n]", ""));
		}
		catch (IllegalArgumentException ex) {
			throw new XmlRefusedException("The message is not in base64.");
		}
	}

	/** The bytes of a message in an address, never more than a bound. */
	static byte[] inflated(String value) throws XmlRefusedException {
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(Base64.getDecoder().decode(value.replaceAll("[\r\n]", "")));
			byte[] plain = new byte[MAX_INFLATED + 1];
			int length = 0;
			while (!inflater.finished() && length < plain.length) {
				int more = inflater.inflate(plain, length, plain.length - length);
				if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
					break;
				}
				length += more;
			}
			if (!inflater.finished() || length > MAX_INFLATED) {
				throw new XmlRefusedException("The message in the address is cut off, or too long.");
			}
			return Arrays.copyOf(plain, length);
		}
		catch (DataFormatException | IllegalArgumentException ex) {
			throw new XmlRefusedException("The message in the address cannot be unpacked.");
		}
		finally {
			inflater.end();
		}
	}

	/**
	 * Checks the signature of a query, over exactly the bytes that came.
	 * @param parameter of the message
	 */
	static void verify(@Nullable String query, String parameter, Collection<? extends PublicKey> keys)
			throws XmlRefusedException {
		String method = Query.decode(raw(query, "SigAlg").replace("+", "%20"));
		String name = METHODS.get(String.valueOf(method));
		byte[] signature = posted(String.valueOf(Query.decode(raw(query, "Signature"))));
		if (name == null) {
			throw new XmlRefusedException("The signature's method is not among SHA-256, SHA-384 and SHA-512.");
		}
		String relay = Query.values(query, RELAY_STATE).isEmpty() ? ""
				: "&" + RELAY_STATE + "=" + raw(query, RELAY_STATE);
		byte[] signed = (parameter + "=" + raw(query, parameter) + relay + "&SigAlg=" + raw(query, "SigAlg"))
			.getBytes(StandardCharsets.US_ASCII);
		boolean known = false;
		for (PublicKey key : keys) {
			known |= name.contains(key.getAlgorithm()) && isBy(key, name, signed, signature);
		}
		if (!known) {
			throw new XmlRefusedException("The signature is by none of the known keys, or what is signed was changed.");
		}
	}

	private static boolean isBy(PublicKey key, String name, byte[] signed, byte[] signature) {
		try {
			Signature verifier = Signature.getInstance(name);
			verifier.initVerify(key);
			verifier.update(signed);
			return verifier.verify(signature);
		}
		catch (GeneralSecurityException ex) {
			return false;
		}
	}

	/** The only value of a parameter as it came. */
	private static String raw(@Nullable String query, String name) throws XmlRefusedException {
		List<String> values = Query.values(query, name);
		if (values.size() != 1) {
			throw new XmlRefusedException("The address has no " + name + ", or two.");
		}
		return values.get(0);
	}

	/**
	 * A message to send.
	 *
	 * @param parameter in which it travels
	 * @param xml the message
	 * @param relayState what the other side gives back; null: nothing
	 * @param key signs it; null: it goes unsigned
	 */
	record Outgoing(String parameter, String xml, @Nullable String relayState, @Nullable SamlKey key) {

		@Override
		public String toString() {
			return "Outgoing[" + this.parameter + "]";
		}

	}

}
