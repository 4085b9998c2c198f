package fr.passerelle.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.GatewaySession;

/**
 * Signs who a session is (JWT, ES256) so that an application can check that a request
 * really came through the gateway. Writes the text itself, byte for byte as Nimbus does:
 * the library's builders cost as much as a fast signature.
 */
final class Assertions {

	/** How long an application may accept an assertion. */
	static final Duration LIFETIME = Duration.ofMinutes(5);

	private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

	private static final Base64.Decoder FROM_BASE64 = Base64.getUrlDecoder();

	private static final List<Profile> PROFILES = List.of(Profile.values());

	private final AssertionSigner signer;

	/** The same in every assertion. */
	private final String header;

	private final Clock clock;

	Assertions(SigningKeys keys, Clock clock) {
		this.signer = keys.signer();
		this.header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT)
			.keyID(keys.signingKey().getKeyID())
			.build()
			.toBase64URL()
			.toString();
		this.clock = clock;
	}

	/**
	 * Signs a session's identity, good from now on for {@link #LIFETIME}.
	 * @param session who, where, and through which delegation
	 * @param publicUrl the establishment's, which is issuer and audience in one: an
	 * assertion made for one establishment says nothing to another's application
	 * @return what {@link #text} writes
	 */
	Signed sign(GatewaySession session, String publicUrl) {
		Signed unsigned = new Signed(session, publicUrl, this.clock.instant().getEpochSecond(),
				FROM_BASE64.decode(SecretText.random()));
		byte[] signature = this.signer.sign(message(unsigned).getBytes(StandardCharsets.US_ASCII));
		return unsigned.with(signature);
	}

	/** Writes an assertion in its compact form, the same text each time. */
	String text(Signed signed) {
		return message(signed) + "." + BASE64.encodeToString(signed.signature());
	}

	private String message(Signed signed) {
		return this.header + "." + BASE64.encodeToString(claims(signed).getBytes(StandardCharsets.UTF_8));
	}

	private static String claims(Signed signed) {
		GatewaySession session = signed.session();
		StringBuilder json = new StringBuilder(512);
		json.append('{');
		text(json, "aud", signed.publicUrl()).append(',');
		text(json, "sub", session.visitor().user()).append(',');
		text(json, "espace", session.espace().key()).append(',');
		text(json, "iss", signed.publicUrl()).append(',');
		text(json, "name", session.visitor().name()).append(",\"profiles\":[");
		String comma = "";
		for (Profile profile : profiles(session)) {
			json.append(comma).append('"').append(profile.name()).append('"');
			comma = ",";
		}
		json.append("],\"exp\":").append(signed.issuedAt() + LIFETIME.toSeconds()).append(',');
		text(json, "uai", session.uai().value()).append(',');
		text(json, "delegation", session.delegation());
		json.append(",\"iat\":").append(signed.issuedAt()).append(',');
		return text(json, "jti", signed.id()).append('}').toString();
	}

	private static StringBuilder text(StringBuilder json, String name, String value) {
		json.append('"').append(name).append("\":\"");
		if (isPlain(value)) {
			json.append(value);
		}
		else {
			value.chars().forEach((c) -> escape(json, (char) c));
		}
		return json.append('"');
	}

	private static boolean isPlain(String value) {
		for (int i = 0; i < value.length(); i++) {
			if (isEscaped(value.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isEscaped(char c) {
		return c < ' ' || c == '"' || c == '\\' || c == '\u2028' || c == '\u2029';
	}

	private static void escape(StringBuilder json, char c) {
		switch (c) {
			case '"', '\\' -> json.append('\\').append(c);
			case '\t' -> json.append("\\t");
			case '\b' -> json.append("\\b");
			case '\n' -> json.append("\\n");
			case '\r' -> json.append("\\r");
			case '\f' -> json.append("\\f");
			default -> {
				if (isEscaped(c)) {
					json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
				}
				else {
					json.append(c);
				}
			}
		}
	}

	/** A session's profiles in the order of the enum, for header and assertion alike. */
	static List<Profile> profiles(GatewaySession session) {
		Set<Profile> profiles = session.visitor().profiles();
		List<Profile> ordered = new ArrayList<>(profiles.size());
		for (Profile profile : PROFILES) {
			if (profiles.contains(profile)) {
				ordered.add(profile);
			}
		}
		return ordered;
	}

	/**
	 * An assertion without the text that can be written again: kept for many sessions, it
	 * takes a tenth of the whole.
	 *
	 * @param session who
	 * @param publicUrl issuer and audience
	 * @param issuedAt in seconds
	 * @param bytes the assertion's id, then the signature
	 */
	@SuppressWarnings("ArrayRecordComponent") // assertions are never compared
	record Signed(GatewaySession session, String publicUrl, long issuedAt, byte[] bytes) {

		private static final int ID = 24;

		/** Whether it says the same of a session. */
		boolean isFor(GatewaySession other, String otherUrl) {
			return this.session.equals(other) && this.publicUrl.equals(otherUrl);
		}

		private Signed with(byte[] signature) {
			byte[] both = Arrays.copyOf(this.bytes, ID + signature.length);
			System.arraycopy(signature, 0, both, ID, signature.length);
			return new Signed(this.session, this.publicUrl, this.issuedAt, both);
		}

		private String id() {
			return BASE64.encodeToString(Arrays.copyOf(this.bytes, ID));
		}

		private byte[] signature() {
			return Arrays.copyOfRange(this.bytes, ID, this.bytes.length);
		}

		/** Without the signature, which is as good as the session for its minutes. */
		@Override
		public String toString() {
			return "Signed[" + this.session.espace() + "]";
		}

	}

}
