package fr.passerelle.gateway.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/**
 * Makes a key and a certificate of it. SAML trusts the key and not the certificate, which
 * is there since metadata has no other common form for a key; its life is long, since
 * some providers refuse a metadata whose certificate has expired.
 */
final class SelfSigned {

	/** Of a key that has to last for years. */
	static final int BITS = 3072;

	private static final int YEARS = 20;

	private SelfSigned() {
	}

	/**
	 * Makes one.
	 * @param name shown in the certificate
	 * @param now begins its life
	 * @param bits of the key
	 */
	static SamlKey make(SamlKey.Use use, String name, Instant now, int bits) {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
			generator.initialize(bits);
			KeyPair pair = generator.generateKeyPair();
			return new SamlKey(use, now.truncatedTo(ChronoUnit.SECONDS), pair.getPrivate(),
					certificate(pair, name, now));
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException("this Java platform makes no RSA keys", ex);
		}
	}

	private static X509Certificate certificate(KeyPair pair, String name, Instant now)
			throws GeneralSecurityException, IOException {
		X500Name subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, name).build();
		AlgorithmIdentifier algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption,
				DERNull.INSTANCE);
		V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
		generator.setSerialNumber(new ASN1Integer(new BigInteger(120, new SecureRandom()).add(BigInteger.ONE)));
		generator.setIssuer(subject);
		generator.setSubject(subject);
		generator.setStartDate(time(now.minus(1, ChronoUnit.DAYS)));
		generator.setEndDate(time(now.plus(YEARS * 365L, ChronoUnit.DAYS)));
		generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
		generator.setSignature(algorithm);
		TBSCertificate toSign = generator.generateTBSCertificate();
		Signature signature = Signature.getInstance("SHA256withRSA");
		signature.initSign(pair.getPrivate());
		signature.update(toSign.getEncoded(ASN1Encoding.DER));
		ASN1EncodableVector parts = new ASN1EncodableVector();
		parts.add(toSign);
		parts.add(algorithm);
		parts.add(new DERBitString(signature.sign()));
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(new DERSequence(parts).getEncoded(ASN1Encoding.DER)));
	}

	/** Two digits of the year until 2049, then four (RFC 5280, 4.1.2.5). */
	private static Time time(Instant moment) {
		ZonedDateTime date = moment.atZone(ZoneOffset.UTC);
		boolean four = date.getYear() >= 2050;
		String text = DateTimeFormatter.ofPattern((four ? "yyyy" : "yy") + "MMddHHmmss'Z'", Locale.ROOT).format(date);
		return new Time(four ? new DERGeneralizedTime(text) : new DERUTCTime(text));
	}

}
