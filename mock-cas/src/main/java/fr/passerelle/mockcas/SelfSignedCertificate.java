package fr.passerelle.mockcas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate made at start, for the names that a test asks for, valid or expired. The
 * jar has no private key that people could come to trust. The JDK reads certificates but
 * does not write them; {@link Der} does.
 */
final class SelfSignedCertificate {

	private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));

	private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

	private final KeyPair keys;

	private final X509Certificate certificate;

	private SelfSignedCertificate(KeyPair keys, X509Certificate certificate) {
		this.keys = keys;
		this.certificate = certificate;
	}

	static SelfSignedCertificate forNames(List<String> names, Instant from, Duration life) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(new ECGenParameterSpec("secp256r1"));
			KeyPair keys = generator.generateKeyPair();
			byte[] signed = toBeSigned(names, keys, from, from.plus(life));
			Signature signature = Signature.getInstance("SHA256withECDSA");
			signature.initSign(keys.getPrivate());
			signature.update(signed);
			byte[] whole = Der.sequence(signed, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
			Certificate made = CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(whole));
			made.verify(keys.getPublic());
			return new SelfSignedCertificate(keys, (X509Certificate) made);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	X509Certificate certificate() {
		return this.certificate;
	}

	/** A context that trusts this certificate and no other. */
	SSLContext trustingContext() {
		try {
			KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
			store.load(null, null);
			store.setCertificateEntry("mock-cas", this.certificate);
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(store);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String pem() {
		try {
			return "-----BEGIN CERTIFICATE-----\n"
					+ Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(this.certificate.getEncoded())
					+ "\n-----END CERTIFICATE-----\n";
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Writes the key to a file for the web server. The caller deletes the file. */
	Path writeKeyStore(String password) throws IOException {
		Path file = Files.createTempFile("mock-cas", ".p12");
		try (OutputStream out = Files.newOutputStream(file)) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(null, null);
			store.setKeyEntry("mock-cas", this.keys.getPrivate(), password.toCharArray(),
					new Certificate[] { this.certificate });
			store.store(out, password.toCharArray());
			return file;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] toBeSigned(List<String> names, KeyPair keys, Instant from, Instant until) {
		byte[] subject = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.text("mock-cas " + names.get(0)))));
		byte[] extensions = Der.tagged(0xA3,
				Der.sequence(Der.sequence(Der.oid(2, 5, 29, 15), Der.bool(true), Der.octets(Der.bits(7, (byte) 0x80))),
						Der.sequence(Der.oid(2, 5, 29, 37),
								Der.octets(Der.sequence(Der.oid(1, 3, 6, 1, 5, 5, 7, 3, 1)))),
						Der.sequence(Der.oid(2, 5, 29, 17), Der.octets(alternativeNames(names)))));
		return Der.sequence(Der.tagged(0xA0, Der.integer(BigInteger.TWO)),
				Der.integer(new BigInteger(64, new SecureRandom()).add(BigInteger.ONE)), ECDSA_WITH_SHA256, subject,
				Der.sequence(Der.time(from), Der.time(until)), subject, keys.getPublic().getEncoded(), extensions);
	}

	private static byte[] alternativeNames(List<String> names) {
		List<byte[]> all = new ArrayList<>();
		for (String name : names) {
			if (ADDRESS.matcher(name).matches()) {
				all.add(Der.tagged(0x87, bytes(name)));
			}
			else {
				all.add(Der.tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)));
			}
		}
		return Der.sequence(all.toArray(new byte[0][]));
	}

	private static byte[] bytes(String address) {
		try {
			return InetAddress.getByName(address).getAddress();
		}
		catch (UnknownHostException ex) {
			throw new IllegalArgumentException("'%s' is no IP address".formatted(address), ex);
		}
	}

}
