package fr.passerelle.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

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
	 * @return the compact form
	 */
	String sign(GatewaySession session, String publicUrl) {
		String signed = this.header + "."
				+ BASE64.encodeToString(claims(session, publicUrl).getBytes(StandardCharsets.UTF_8));
		byte[] signature = this.signer.sign(signed.getBytes(StandardCharsets.US_ASCII));
		return signed + "." + BASE64.encodeToString(signature);
	}

	private String claims(GatewaySession session, String publicUrl) {
		Instant now = this.clock.instant();
		StringBuilder json = new StringBuilder(512);
		json.append('{');
		text(json, "aud", publicUrl).append(',');
		text(json, "sub", session.visitor().user()).append(',');
		text(json, "espace", session.espace().key()).append(',');
		text(json, "iss", publicUrl).append(',');
		text(json, "name", session.visitor().name()).append(",\"profiles\":[");
		String comma = "";
		for (Profile profile : profiles(session)) {
			json.append(comma).append('"').append(profile.name()).append('"');
			comma = ",";
		}
		json.append("],\"exp\":").append(now.plus(LIFETIME).getEpochSecond()).append(',');
		text(json, "uai", session.uai().value()).append(',');
		text(json, "delegation", session.delegation());
		json.append(",\"iat\":").append(now.getEpochSecond()).append(',');
		return text(json, "jti", SecretText.random()).append('}').toString();
	}

	private static StringBuilder text(StringBuilder json, String name, String value) {
		json.append('"').append(name).append("\":\"");
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '"', '\\' -> json.append('\\').append(c);
				case '\t' -> json.append("\\t");
				case '\b' -> json.append("\\b");
				case '\n' -> json.append("\\n");
				case '\r' -> json.append("\\r");
				case '\f' -> json.append("\\f");
				default -> {
					if (c < ' ' || c == '\u2028' || c == '\u2029') {
						json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
					}
					else {
						json.append(c);
					}
				}
			}
		}
		return json.append('"');
	}

	/** A session's profiles in the order of the enum, for header and assertion alike. */
	static List<Profile> profiles(GatewaySession session) {
		return session.visitor().profiles().stream().sorted().toList();
	}

}
