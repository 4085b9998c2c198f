package fr.passerelle.gateway.oidc;

import java.security.Key;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.AccessTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.InvalidHashException;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import fr.passerelle.gateway.establishment.Oidc;
import org.jspecify.annotations.Nullable;

/**
 * What an ID token and a logout token must be: signed by a key of the provider with the
 * one algorithm of the delegation, for this client, for this login, and now. The rules
 * are the SDK's. The sentences are ours, since the SDK's quote tokens.
 */
final class TokenJudge {

	/** Between two clocks. */
	static final Duration SKEW = Duration.ofSeconds(90);

	private static final DefaultJWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

	private final Oidc oidc;

	private final Provider provider;

	TokenJudge(Oidc oidc, Provider provider) {
		this.oidc = oidc;
		this.provider = provider;
	}

	/** Whether a token names a key, or is by a key, that is not known: it may be new. */
	boolean mayBeByANewKey(JWT token) {
		if (!(token instanceof SignedJWT signed) || !algorithm().equals(signed.getHeader().getAlgorithm())) {
			return false;
		}
		String kid = signed.getHeader().getKeyID();
		return (kid != null) ? this.provider.keys().getKeyByKeyId(kid) == null : !isByAKnownKey(signed);
	}

	/**
	 * Judges an ID token.
	 * @param nonce of the login
	 * @param since when the person must have signed in; null: before is as good
	 * @param access the token that came with it
	 */
	IDTokenClaimsSet idToken(JWT token, Nonce nonce, @Nullable Instant since, AccessToken access)
			throws OidcRefusedException {
		checkSignature(token, "ID token");
		IDTokenValidator validator = new IDTokenValidator(new Issuer(this.provider.issuer()),
				new ClientID(this.oidc.clientId()), selector(), null);
		validator.setMaxClockSkew((int) SKEW.toSeconds());
		try {
			IDTokenClaimsSet claims = validator.validate(token, nonce);
			AuthorizedParty party = claims.getAuthorizedParty();
			if ((party != null) ? !party.getValue().equals(this.oidc.clientId()) : claims.getAudience().size() > 1) {
				// The SDK leaves this to its caller.
				throw new OidcRefusedException(why(token, nonce));
			}
			if (claims.getAccessTokenHash() != null) {
				AccessTokenValidator.validate(access, algorithm(), claims.getAccessTokenHash());
			}
			if (since != null && (claims.getAuthenticationTime() == null
					|| claims.getAuthenticationTime().toInstant().isBefore(since.minus(SKEW)))) {
				throw new OidcRefusedException("The person did not sign in anew, which this delegation asks for.");
			}
			return claims;
		}
		catch (InvalidHashException ex) {
			throw new OidcRefusedException("The ID token is for another access token than the one beside it.");
		}
		catch (BadJOSEException | JOSEException ex) {
			throw new OidcRefusedException(why(token, nonce));
		}
	}

	/** Judges a logout token; a replayed one is the caller's to find. */
	LogoutTokenClaimsSet logoutToken(JWT token) throws OidcRefusedException {
		checkSignature(token, "logout token");
		try {
			// Providers of before 2022 write no type, or another.
			return new LogoutTokenValidator(new Issuer(this.provider.issuer()), new ClientID(this.oidc.clientId()),
					false, selector(), null)
				.validate(token);
		}
		catch (BadJOSEException | JOSEException ex) {
			throw new OidcRefusedException("The logout token breaks a rule of OpenID Connect Back-Channel Logout 2.6.");
		}
	}

	private void checkSignature(JWT token, String what) throws OidcRefusedException {
		if (!(token instanceof SignedJWT signed)) {
			throw new OidcRefusedException("The " + what + " is not signed.");
		}
		if (!algorithm().equals(signed.getHeader().getAlgorithm())) {
			throw new OidcRefusedException("The " + what + " is signed with another algorithm than "
					+ this.oidc.idTokenAlgorithm() + ", which the delegation says.");
		}
		if (!isByAKnownKey(signed)) {
			throw new OidcRefusedException("The " + what + " is not signed by a key of the provider.");
		}
	}

	private boolean isByAKnownKey(SignedJWT token) {
		try {
			JWSHeader header = token.getHeader();
			for (Key key : selector().selectJWSKeys(header, null)) {
				if (token.verify(VERIFIERS.createJWSVerifier(header, key))) {
					return true;
				}
			}
			return false;
		}
		catch (JOSEException ex) {
			return false;
		}
	}

	/** Names the rule that a token breaks whose signature is good. */
	private String why(JWT token, Nonce nonce) {
		try {
			JWTClaimsSet claims = token.getJWTClaimsSet();
			List<String> audience = claims.getAudience();
			if (!this.provider.issuer().equals(claims.getIssuer())) {
				return "The ID token is of another issuer.";
			}
			if (!audience.contains(this.oidc.clientId())) {
				return "The ID token is for another client (aud).";
			}
			String party = claims.getStringClaim("azp");
			if ((party != null) ? !party.equals(this.oidc.clientId()) : audience.size() > 1) {
				return "The ID token was made for another party (azp).";
			}
			if (!nonce.getValue().equals(claims.getStringClaim("nonce"))) {
				return "The ID token is of another login (nonce).";
			}
			return "The ID token has expired or is of the future, or lacks sub, exp or iat; look at both clocks.";
		}
		catch (ParseException ex) {
			return "The ID token's claims cannot be read.";
		}
	}

	private JWSAlgorithm algorithm() {
		return JWSAlgorithm.parse(this.oidc.idTokenAlgorithm().name());
	}

	private JWSVerificationKeySelector<SecurityContext> selector() {
		return new JWSVerificationKeySelector<>(algorithm(), new ImmutableJWKSet<>(this.provider.keys()));
	}

}
