package fr.passerelle.gateway.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.testkit.FakeProvider;
import org.jspecify.annotations.Nullable;

/** A school with an OpenID Connect provider whose keys the test has. */
final class OidcFixture {

	static final String ISSUER = "https://op.example.fr/ecole";

	static final RSAKey KEY = FakeProvider.key("k1");

	/** Another provider's. */
	static final RSAKey OTHER = FakeProvider.key("other");

	private OidcFixture() {
	}

	static FieldValues values() {
		return FieldValues.NONE.with(OidcFields.ISSUER, URI.create(ISSUER))
			.with(OidcFields.CLIENT_ID, FakeProvider.CLIENT);
	}

	static Delegation delegation(FieldValues values) {
		return delegation("op", values);
	}

	static Delegation delegation(String id, FieldValues values) {
		AttributeNames names = new AttributeNames(List.of(), List.of("ENTPersonProfils"), List.of(), List.of(),
				List.of("family_name"), List.of("given_name"), List.of());
		return new Delegation(id, "OP", true, null, new Oidc(values), names, List.of(Recognition.PROFILE), false);
	}

	static Establishment school(Delegation... delegations) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			boolean delegated = key == EspaceKey.PARENT;
			espaces.put(key, TestEstablishments.espace(key, true, delegated ? List.of(delegations) : List.of(), false));
		}
		Establishment made = TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces);
		return new Establishment(made.uai(), made.name(), made.publicUrl(), 1, true, null, null, made.basePath(),
				List.of(delegations), espaces, made.paths(), made.upstream());
	}

	/** What a provider tells at its well-known address, with more members or none. */
	static String discovery(String more) {
		return """
				{"issuer":"%1$s","authorization_endpoint":"%1$s/authorize?x=1","token_endpoint":"%1$s/token",
				"userinfo_endpoint":"%1$s/userinfo","end_session_endpoint":"%1$s/logout","jwks_uri":"%1$s/jwks"%2$s}
				""".formatted(ISSUER, more);
	}

	static byte[] keys(JWK... keys) {
		return new JWKSet(List.of(keys)).toString().getBytes(StandardCharsets.UTF_8);
	}

	static Provider provider(String more, JWK... keys) {
		try {
			return Provider.discovered(discovery(more).getBytes(StandardCharsets.UTF_8), ISSUER).withKeys(keys(keys));
		}
		catch (OidcRefusedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The claims of a good ID token. */
	static JWTClaimsSet.Builder claims(@Nullable String nonce) {
		return new JWTClaimsSet.Builder().issuer(ISSUER)
			.audience(FakeProvider.CLIENT)
			.subject(FakeProvider.PERSON)
			.claim("iat", Instant.now().getEpochSecond())
			.claim("exp", Instant.now().plusSeconds(60).getEpochSecond())
			.claim("nonce", nonce);
	}

	/** A good logout token, but for a change. */
	static JWTClaimsSet logout(String id, Consumer<JWTClaimsSet.Builder> change) {
		JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder().issuer(ISSUER)
			.audience(FakeProvider.CLIENT)
			.claim("iat", Instant.now().getEpochSecond())
			.claim("exp", Instant.now().plusSeconds(120).getEpochSecond())
			.jwtID(id)
			.claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
		change.accept(builder);
		return builder.build();
	}

	static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWK key) {
		return signed(claims, algorithm, key, key.getKeyID());
	}

	static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWK key, @Nullable String kid) {
		try {
			JWSSigner signer = (key instanceof RSAKey rsa) ? new RSASSASigner(rsa)
					: (key instanceof ECKey ec) ? new ECDSASigner(ec) : new MACSigner(key.toOctetSequenceKey());
			SignedJWT token = new SignedJWT(
					new JWSHeader.Builder(algorithm).keyID(kid).type(JOSEObjectType.JWT).build(), claims);
			token.sign(signer);
			return token.serialize();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
