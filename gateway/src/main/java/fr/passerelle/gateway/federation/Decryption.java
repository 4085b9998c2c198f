package fr.passerelle.gateway.federation;

import java.security.Key;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.apache.xml.security.Init;
import org.apache.xml.security.encryption.EncryptedKey;
import org.apache.xml.security.encryption.XMLCipher;
import org.apache.xml.security.encryption.XMLEncryptionException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Decrypts an element of SAML's form: one {@code EncryptedData}, its key beside it or in
 * it. Every failure is told in the same words, so that nobody can ask what went wrong
 * inside. Methods that answer such questions all the same (RSA 1.5, CBC) are taken only
 * where a signature has already shown who sends.
 */
public final class Decryption {

	private static final Set<String> SAFE_DATA = Set.of(XMLCipher.AES_128_GCM, XMLCipher.AES_192_GCM,
			XMLCipher.AES_256_GCM);

	private static final Set<String> SIGNED_DATA = Set.of(XMLCipher.AES_128, XMLCipher.AES_192, XMLCipher.AES_256);

	private static final Set<String> SAFE_KEY = Set.of(XMLCipher.RSA_OAEP, XMLCipher.RSA_OAEP_11);

	private static final Set<String> SIGNED_KEY = Set.of(XMLCipher.RSA_v1dot5);

	private static final String SENTENCE = "The encrypted part cannot be decrypted.";

	private Decryption() {
	}

	/** Makes the library ready, which takes its time once. */
	public static void warmUp() {
		Init.init();
	}

	/**
	 * Decrypts an element.
	 * @param encrypted e.g. {@code EncryptedAssertion}
	 * @param keys any of which it may be for
	 * @param signed whether the signature around it was verified
	 * @return what was in it, parsed as strictly as a message
	 * @throws XmlRefusedException always with the same sentence
	 */
	public static Document decrypt(Element encrypted, Collection<? extends PrivateKey> keys, boolean signed)
			throws XmlRefusedException {
		byte[] plain = null;
		try {
			Element data = Elements.required(encrypted, Names.ENCRYPTION, "EncryptedData");
			String method = method(data);
			requireValue(data);
			if (isAllowed(method, SAFE_DATA, SIGNED_DATA, signed)) {
				plain = plain(data, method, keyElements(encrypted, data, signed), keys);
			}
		}
		catch (XmlRefusedException | RuntimeException ex) {
			throw new XmlRefusedException(SENTENCE);
		}
		if (plain == null) {
			throw new XmlRefusedException(SENTENCE);
		}
		return StrictDom.message(plain);
	}

	private static byte @Nullable [] plain(Element data, String method, List<Element> wrapped,
			Collection<? extends PrivateKey> keys) {
		byte[] plain = null;
		for (PrivateKey key : keys) {
			for (Element one : wrapped) {
				byte[] found = attempt(data, method, one, key);
				plain = (found != null) ? found : plain;
			}
		}
		return plain;
	}

	private static byte @Nullable [] attempt(Element data, String method, Element wrapped, PrivateKey key) {
		Init.init();
		try {
			XMLCipher unwrap = XMLCipher.getInstance();
			unwrap.setSecureValidation(true);
			unwrap.init(XMLCipher.UNWRAP_MODE, key);
			EncryptedKey read = unwrap.loadEncryptedKey(data.getOwnerDocument(), wrapped);
			Key secret = unwrap.decryptKey(read, method);
			XMLCipher cipher = XMLCipher.getInstance();
			cipher.setSecureValidation(true);
			cipher.init(XMLCipher.DECRYPT_MODE, secret);
			return cipher.decryptToByteArray(data);
		}
		catch (XMLEncryptionException | RuntimeException ex) {
			return null;
		}
	}

	private static List<Element> keyElements(Element encrypted, Element data, boolean signed)
			throws XmlRefusedException {
		List<Element> keys = new ArrayList<>(Elements.children(encrypted, Names.ENCRYPTION, "EncryptedKey"));
		Element info = Elements.child(data, Names.SIGNATURE, "KeyInfo");
		if (info != null) {
			keys.addAll(Elements.children(info, Names.ENCRYPTION, "EncryptedKey"));
		}
		// An ENT that encrypts for both keys of a change sends two.
		if (keys.isEmpty() || keys.size() > 4) {
			throw new XmlRefusedException(SENTENCE);
		}
		for (Element key : keys) {
			requireValue(key);
			if (!isAllowed(method(key), SAFE_KEY, SIGNED_KEY, signed)) {
				throw new XmlRefusedException(SENTENCE);
			}
		}
		return keys;
	}

	private static boolean isAllowed(String method, Set<String> safe, Set<String> ofSigned, boolean signed) {
		return safe.contains(method) || (signed && ofSigned.contains(method));
	}

	/** A reference to ciphertext elsewhere would be fetched. */
	private static void requireValue(Element encrypted) throws XmlRefusedException {
		Element data = Elements.required(encrypted, Names.ENCRYPTION, "CipherData");
		Elements.text(Elements.required(data, Names.ENCRYPTION, "CipherValue"));
		if (Elements.children(data).size() != 1) {
			throw new XmlRefusedException(SENTENCE);
		}
	}

	private static String method(Element encrypted) throws XmlRefusedException {
		return Elements.required(encrypted, Names.ENCRYPTION, "EncryptionMethod").getAttributeNS(null, "Algorithm");
	}

}
