package fr.passerelle.tryit.sample;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Verifies {@code Passerelle-Assertion}: a JWT (RFC 7519) signed with ES256 (RFC 7518
 * §3.4). The algorithm is ours to name, never the token's; what it says must be what the
 * headers say, for this establishment's address, now.
 */
final class AssertionVerifier {

	/** How far the two clocks may be apart. */
	private static final Duration LEEWAY = Duration.ofSeconds(30);

	private static final int MAX_SIZE = 8 * 1024;

	private static final int PARTS = 3;

	private final KeySource keys;

	private final Clock clock;

	AssertionVerifier(KeySource keys, Clock clock) {
		this.keys = keys;
		this.clock = clock;
	}

	Verdict verify(Caller caller) {
		String assertion = caller.assertion();
		if (assertion == null) {
			return (caller.user() == null)
					? new Verdict(Verdict.Kind.ABSENT,
							"Cette page est publique : la passerelle n’y dit pas qui vous êtes.")
					: Verdict.bad("Un nom sans signature ne vaut rien : n’importe qui aurait pu l’écrire.");
		}
		try {
			return verify(assertion, caller);
		}
		catch (KeysUnreachableException ex) {
			return Verdict.bad("Les clés de la passerelle ne peuvent pas être lues : " + ex.getMessage() + ".");
		}
		catch (IllegalArgumentException | GeneralSecurityException ex) {
			return Verdict.bad("L’assertion n’est pas un jeton lisible.");
		}
	}

	private Verdict verify(String assertion, Caller caller) throws GeneralSecurityException {
		String[] parts = assertion.split("\\.", -1);
		if (parts.length != PARTS || assertion.length() > MAX_SIZE) {
			return Verdict.bad("L’assertion n’est pas un jeton lisible.");
		}
		Json header = Json.parse(decoded(parts[0]));
		if (!header.text("alg").equals("ES256")) {
			return Verdict.bad("L’algorithme n’est pas ES256.");
		}
		ECPublicKey key = this.keys.find(header.text("kid"));
		if (key == null) {
			return Verdict.bad("La passerelle ne publie pas la clé de cette signature.");
		}
		Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
		signature.initVerify(key);
		signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
		if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
			return Verdict.bad("La signature n’est pas celle de la passerelle.");
		}
		String objection = objection(Json.parse(decoded(parts[1])), caller);
		return (objection != null) ? Verdict.bad(objection)
				: Verdict.good("Elle vient de la passerelle (clé %s) et dit la même chose que les en-têtes."
					.formatted(header.text("kid")));
	}

	private @Nullable String objection(Json claims, Caller caller) {
		Instant now = this.clock.instant();
		if (now.isAfter(Instant.ofEpochSecond(claims.number("exp")).plus(LEEWAY))
				|| now.isBefore(Instant.ofEpochSecond(claims.number("iat")).minus(LEEWAY))) {
			return "L’assertion n’est pas valable en ce moment.";
		}
		if (!claims.text("iss").equals(caller.origin()) || !audience(claims).contains(caller.origin())) {
			return "L’assertion est destinée à une autre adresse.";
		}
		boolean same = claims.text("sub").equals(caller.user()) && claims.text("name").equals(caller.name())
				&& claims.member("profiles").texts().equals(caller.profiles())
				&& claims.text("espace").equals(caller.espace()) && claims.text("uai").equals(caller.establishment())
				&& claims.text("delegation").equals(caller.delegation());
		return same ? null : "L’assertion ne dit pas la même chose que les en-têtes.";
	}

	/** One audience may stand alone or in a list (RFC 7519 §4.1.3). */
	private static List<String> audience(Json claims) {
		return claims.member("aud").texts();
	}

	private static String decoded(String part) {
		return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
	}

}
