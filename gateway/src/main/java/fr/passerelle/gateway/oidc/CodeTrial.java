package fr.passerelle.gateway.oidc;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.function.BiFunction;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.login.CleanText;
import fr.passerelle.gateway.login.ProviderCall;
import org.jspecify.annotations.Nullable;

/**
 * A question for tokens as a login asks it, with a code that the provider never gave. The
 * answer tells whether the provider knows the client and its secret.
 */
public final class CodeTrial {

	/** No answer of a token address is longer, in bytes. */
	public static final int MAX_ANSWER = 64 * 1024;

	/** Providers' administrators find it in their logs by this. */
	private static final String CODE = "passerelle-probe-";

	private final BiFunction<Uai, Delegation, @Nullable Secret> secrets;

	/** With secrets that are known by establishment and delegation. */
	public CodeTrial(BiFunction<Uai, Delegation, @Nullable Secret> secrets) {
		this.secrets = secrets;
	}

	/**
	 * The call; it is never shown, since it has the secret.
	 * @return null where the client has a secret that is not set
	 */
	public @Nullable ProviderCall call(Establishment establishment, Delegation delegation, Provider provider) {
		AuthorizationCodeGrant grant = new AuthorizationCodeGrant(new AuthorizationCode(CODE + SecretText.random()),
				URI.create(establishment.address(Oidc.RETURN_PATH)), new CodeVerifier());
		try {
			return OidcProtocol.tokenCall(Oidc.of(delegation), provider, grant,
					this.secrets.apply(establishment.uai(), delegation));
		}
		catch (OidcRefusedException ex) {
			return null;
		}
	}

	/** What an answer says. */
	public static Answer read(byte[] body) {
		try {
			Map<String, Object> members = JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
			Object error = members.get("error");
			return (error instanceof String code) ? new Answer(CleanText.code(code), false)
					: new Answer("", members.containsKey("access_token") || members.containsKey("id_token"));
		}
		catch (ParseException | RuntimeException ex) {
			return new Answer("", false);
		}
	}

	/**
	 * An answer to the question.
	 *
	 * @param refusal the code with which it refuses; empty: none
	 * @param hasTokens whether it hands out tokens
	 */
	public record Answer(String refusal, boolean hasTokens) {
	}

}
