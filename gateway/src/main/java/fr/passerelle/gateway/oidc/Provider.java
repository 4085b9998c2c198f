package fr.passerelle.gateway.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import org.jspecify.annotations.Nullable;

/**
 * A provider as its discovery document and its key set tell it.
 *
 * @param issuer its name, byte for byte
 * @param authorization where people sign in
 * @param token where a code is exchanged
 * @param userinfo where it says more of a person; null where it does not
 * @param endSession where people leave; null where they cannot
 * @param keysAt where its keys are
 * @param saysIssuer whether every return carries its name (RFC 9207)
 * @param keys that it signs with
 */
public record Provider(String issuer, URI authorization, URI token, @Nullable URI userinfo, @Nullable URI endSession,
		URI keysAt, boolean saysIssuer, JWKSet keys) {

	/** No discovery document is longer, in bytes. */
	public static final int MAX_DISCOVERY = 64 * 1024;

	/** No key set is longer, in bytes. */
	public static final int MAX_KEYS = 128 * 1024;

	/** More keys than this are not looked at. */
	private static final int MAX_NUMBER_OF_KEYS = 50;

	private static final int MIN_RSA = 2048;

	/** A longer key makes each check of a signature slow. */
	private static final int MAX_RSA = 8192;

	private static final int MAX_ADDRESS = 1000;

	/**
	 * Reads a discovery document; the keys come later.
	 * @param issuer the name that it must say
	 */
	public static Provider discovered(byte[] document, String issuer) throws OidcRefusedException {
		Map<String, Object> members = json(document, MAX_DISCOVERY, "The discovery document");
		if (!issuer.equals(members.get("issuer"))) {
			throw new OidcRefusedException("The discovery document is of another issuer than the delegation.");
		}
		boolean secure = issuer.startsWith("https:");
		return new Provider(issuer, required(members, "authorization_endpoint", secure),
				required(members, "token_endpoint", secure), address(members, "userinfo_endpoint", secure),
				address(members, "end_session_endpoint", secure), required(members, "jwks_uri", secure),
				Boolean.TRUE.equals(members.get("authorization_response_iss_parameter_supported")), new JWKSet());
	}

	/** The same provider with the keys of a key set. */
	public Provider withKeys(byte[] document) throws OidcRefusedException {
		String refusal = "The key set cannot be read.";
		if (document.length > MAX_KEYS) {
			throw new OidcRefusedException(refusal);
		}
		try {
			List<JWK> usable = new ArrayList<>();
			for (JWK key : JWKSet.parse(new String(document, StandardCharsets.UTF_8)).getKeys()) {
				if (isUsable(key) && usable.size() < MAX_NUMBER_OF_KEYS) {
					usable.add(key.toPublicJWK());
				}
			}
			if (usable.isEmpty()) {
				throw new OidcRefusedException("The key set holds no key that signs tokens (RSA of 2048 to 8192 bits, "
						+ "or an elliptic curve).");
			}
			return new Provider(this.issuer, this.authorization, this.token, this.userinfo, this.endSession,
					this.keysAt, this.saysIssuer, new JWKSet(usable));
		}
		catch (ParseException | RuntimeException ex) {
			throw new OidcRefusedException(refusal);
		}
	}

	private static boolean isUsable(JWK key) {
		return key instanceof ECKey || (key instanceof RSAKey && key.size() >= MIN_RSA && key.size() <= MAX_RSA);
	}

	private static Map<String, Object> json(byte[] document, int max, String what) throws OidcRefusedException {
		try {
			if (document.length <= max) {
				return JSONObjectUtils.parse(new String(document, StandardCharsets.UTF_8));
			}
		}
		catch (ParseException | RuntimeException ex) {
			// Its words quote the document.
		}
		throw new OidcRefusedException(what + " cannot be read.");
	}

	private static URI required(Map<String, Object> members, String name, boolean secure) throws OidcRefusedException {
		URI address = address(members, name, secure);
		if (address == null) {
			throw new OidcRefusedException("The discovery document says no " + name + ".");
		}
		return address;
	}

	private static @Nullable URI address(Map<String, Object> members, String name, boolean secure)
			throws OidcRefusedException {
		Object value = members.get(name);
		if (value == null) {
			return null;
		}
		try {
			URI address = new URI(value.toString());
			boolean http = "http".equalsIgnoreCase(address.getScheme()) && !secure;
			if (value instanceof String text && text.length() <= MAX_ADDRESS && address.getHost() != null
					&& address.getRawFragment() == null && address.getRawUserInfo() == null
					&& (http || "https".equalsIgnoreCase(address.getScheme()))) {
				return address;
			}
		}
		catch (URISyntaxException ex) {
			// Told below.
		}
		throw new OidcRefusedException("The discovery document's " + name + " is no address that can be used.");
	}

}
