package fr.passerelle.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/**
 * The key of the pretend providers, made for each run by the JDK's {@code keytool}.
 *
 * @param key signs
 * @param certified its public half
 * @param certificate of that, in Base64 without line ends
 */
record SigningKey(PrivateKey key, PublicKey certified, String certificate) {

	private static final String PASSWORD = "of-one-run";

	static SigningKey make() throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory("bench-key");
		try {
			Path store = folder.resolve("store.p12");
			Process tool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "idp", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=bench",
					"-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (tool.waitFor() != 0) {
				throw new IOException("keytool made no key");
			}
			try (InputStream stored = Files.newInputStream(store)) {
				KeyStore keys = KeyStore.getInstance("PKCS12");
				keys.load(stored, PASSWORD.toCharArray());
				return new SigningKey((PrivateKey) keys.getKey("idp", PASSWORD.toCharArray()),
						keys.getCertificate("idp").getPublicKey(),
						Base64.getEncoder().encodeToString(keys.getCertificate("idp").getEncoded()));
			}
		}
		catch (GeneralSecurityException ex) {
			throw new IOException("keytool's key cannot be read", ex);
		}
		finally {
			Folders.delete(folder);
		}
	}

	/** An RSA signature with SHA-256. */
	byte[] sign(byte[] content) {
		try {
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(this.key);
			signature.update(content);
			return signature.sign();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The enveloped XML signature of an element.
	 * @param element in exclusive canonical form, without its signature
	 * @param id of the element
	 */
	String xmlSignature(String element, String id) {
		String about = "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:CanonicalizationMethod>"
				+ "<ds:SignatureMethod Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256\"></ds:SignatureMethod>"
				+ "<ds:Reference URI=\"#" + id + "\"><ds:Transforms>"
				+ "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"></ds:Transform>"
				+ "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform></ds:Transforms>"
				+ "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></ds:DigestMethod><ds:DigestValue>"
				+ base64(digest(element)) + "</ds:DigestValue></ds:Reference></ds:SignedInfo>";
		String namespace = " xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"";
		byte[] signed = sign(("<ds:SignedInfo" + namespace + ">" + about).getBytes(StandardCharsets.UTF_8));
		return "<ds:Signature" + namespace + "><ds:SignedInfo>" + about + "<ds:SignatureValue>" + base64(signed)
				+ "</ds:SignatureValue></ds:Signature>";
	}

	private static byte[] digest(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String base64(byte[] bytes) {
		return Base64.getEncoder().encodeToString(bytes);
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "SigningKey";
	}

}
