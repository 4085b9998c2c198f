package fr.passerelle.gateway.proxy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.GatewaySession;

/**
 * Signs who a session is (JWT, ES256) so that an application can check that a request
 * really came through the gateway.
 */
final class Assertions {

	/** How long an application may accept an assertion. */
	static final Duration LIFETIME = Duration.ofMinutes(5);

	private final ECDSASigner signer;

	private final JWSHeader header;

	private final Clock clock;

	Assertions(SigningKeys keys, Clock clock) {
		try {
			this.signer = new ECDSASigner(keys.signingKey());
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("the assertion key cannot sign", ex);
		}
		this.header = new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT)
			.keyID(keys.signingKey().getKeyID())
			.build();
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
		Instant now = this.clock.instant();
		JWTClaimsSet claims = new JWTClaimsSet.Builder().issuer(publicUrl)
			.audience(publicUrl)
			.subject(session.visitor().user())
			.jwtID(SecretText.random())
			.claim("iat", now.getEpochSecond())
			.claim("exp", now.plus(LIFETIME).getEpochSecond())
			.claim("name", session.visitor().name())
			.claim("profiles", profiles(session).stream().map(Profile::name).toList())
			.claim("espace", session.espace().key())
			.claim("uai", session.uai().value())
			.claim("delegation", session.delegation())
			.build();
		SignedJWT assertion = new SignedJWT(this.header, claims);
		try {
			assertion.sign(this.signer);
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("an assertion could not be signed", ex);
		}
		return assertion.serialize();
	}

	/** A session's profiles in the order of the enum, for header and assertion alike. */
	static List<Profile> profiles(GatewaySession session) {
		return session.visitor().profiles().stream().sorted().toList();
	}

}
