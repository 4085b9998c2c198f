package fr.passerelle.mockeduconnect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Makes the provider's key and its self-signed certificate, which metadata carries. */
final class Certificates {

	private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Duration LIFE = Duration.ofDays(3650);

	/** SHA-256 with RSA, 1.2.840.113549.1.1.11. */
	private static final byte[] ALGORITHM = der(0x30, new byte[] { 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86,
			(byte) 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0 });

	/** Common name, 2.5.4.3. */
	private static final byte[] COMMON_NAME = { 0x06, 0x03, 0x55, 0x04, 0x03 };

	private Certificates() {
	}

	static KeyPair rsa() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(2048);
			return generator.generateKeyPair();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static X509Certificate of(KeyPair pair, String name, Instant now) {
		try {
			byte[] subject = der(0x30,
					der(0x31, der(0x30, COMMON_NAME, der(0x0c, name.getBytes(StandardCharsets.UTF_8)))));
			byte[] signed = der(0x30, der(0xa0, der(0x02, new byte[] { 2 })),
					der(0x02, new BigInteger(64, new SecureRandom()).add(BigInteger.ONE).toByteArray()), ALGORITHM,
					subject, der(0x30, time(now.minus(Duration.ofDays(1))), time(now.plus(LIFE))), subject,
					pair.getPublic().getEncoded());
			Signature signature = Signature.getInstance("SHA256withRSA");
			signature.initSign(pair.getPrivate());
			signature.update(signed);
			byte[] whole = der(0x30, signed, ALGORITHM, der(0x03, new byte[] { 0 }, signature.sign()));
			return (X509Certificate) CertificateFactory.getInstance("X.509")
				.generateCertificate(new ByteArrayInputStream(whole));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static byte[] time(Instant moment) {
		return der(0x17, UTC_TIME.format(moment).getBytes(StandardCharsets.US_ASCII));
	}

	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		byte[] length = (content.size() < 0x80) ? new byte[] { (byte) content.size() } : longLength(content.size());
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		whole.write(tag);
		whole.writeBytes(length);
		whole.writeBytes(content.toByteArray());
		return whole.toByteArray();
	}

	private static byte[] longLength(int size) {
		return (size < 0x100) ? new byte[] { (byte) 0x81, (byte) size }
				: new byte[] { (byte) 0x82, (byte) (size >> 8), (byte) size };
	}

}
