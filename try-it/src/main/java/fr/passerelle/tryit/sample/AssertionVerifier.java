package fr.passerelle.tryit.sample;

import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Verifies {@code Passerelle-Assertion}, a JWT (RFC 7519), with Nimbus JOSE + JWT. The
 * assertion must be signed by the gateway, be meant for one of our establishments, be
 * valid now, and say what the headers say.
 */
final class AssertionVerifier {

	/** How far the gateway's clock and ours may be apart. */
	private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

	/** The gateway's assertions have about 1 KiB. */
	private static final int MAX_SIZE = 8 * 1024;

	/** What the gateway puts into every assertion. */
	private static final Set<String> REQUIRED = Set.of("iss", "aud", "iat", "exp", "jti", "sub", "name", "profiles",
			"espace", "uai", "delegation");

	private static final String UNFIT = "L’assertion est incomplète, expirée ou destinée à une autre adresse.";

	private static final int CONNECT_MS = 2_000;

	private static final int READ_MS = 2_000;

	private static final int MAX_KEYS_SIZE = 64 * 1024;

	private static final Duration CACHE = Duration.ofMinutes(5);

	/** Longer than both time-outs, for the requests that wait while one fetches. */
	private static final Duration CACHE_WAIT = Duration.ofSeconds(5);

	private static final Duration FETCH_INTERVAL = Duration.ofSeconds(10);

	private static final Duration OUTAGE = Duration.ofHours(1);

	private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

	private final Clock clock;

	/**
	 * Makes a verifier for the establishments that this application serves.
	 * @param publicUrls their public addresses, from the application's own settings: with
	 * those of the request, an assertion for another school would pass
	 * @param keys the gateway's published keys
	 * @param clock the time
	 */
	AssertionVerifier(Set<String> publicUrls, JWKSource<SecurityContext> keys, Clock clock) {
		this.clock = clock;
		// The application chooses the algorithm. A token that names another is refused.
		this.processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
		// Nimbus asks the set for null. A HashSet allows that, Set.of does not.
		DefaultJWTClaimsVerifier<SecurityContext> claims = new DefaultJWTClaimsVerifier<>(new HashSet<>(publicUrls),
				null, REQUIRED, null) {
			@Override
			protected java.util.Date currentTime() {
				return java.util.Date.from(clock.instant());
			}
		};
		claims.setMaxClockSkew(Math.toIntExact(CLOCK_SKEW.toSeconds()));
		this.processor.setJWTClaimsSetVerifier(claims);
	}

	/**
	 * Fetches and caches the keys at {@code <publicUrl>/.passerelle/jwks.json}.
	 * @param address where the gateway publishes them
	 */
	static JWKSource<SecurityContext> publishedKeys(URI address) {
		try {
			// Without time-outs and size limit, one bad answer would hold all requests.
			return JWKSourceBuilder
				.create(address.toURL(), new DefaultResourceRetriever(CONNECT_MS, READ_MS, MAX_KEYS_SIZE))
				.cache(CACHE.toMillis(), CACHE_WAIT.toMillis())
				// Refreshing ahead would need a thread that has to be closed.
				.refreshAheadCache(false)
				// An unknown key id fetches again, as the gateway may have a new key.
				// Made-up key ids must not become as many requests to the gateway.
				.rateLimited(FETCH_INTERVAL.toMillis())
				// While the address does not answer, the last keys remain good.
				.outageTolerant(OUTAGE.toMillis())
				.build();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException("the address of the keys is not a URL: " + address, ex);
		}
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
		catch (ParseException ex) {
			return Verdict.bad("L’assertion n’est pas un jeton lisible.");
		}
		catch (KeySourceException ex) {
			return Verdict.bad("Les clés de la passerelle ne peuvent pas être lues.");
		}
		catch (BadJWTException ex) {
			return Verdict.bad(UNFIT);
		}
		catch (BadJOSEException | JOSEException ex) {
			return Verdict.bad("L’assertion n’est pas signée avec ES256 par une clé que la passerelle publie.");
		}
	}

	private Verdict verify(String assertion, Caller caller) throws ParseException, BadJOSEException, JOSEException {
		if (assertion.length() > MAX_SIZE) {
			return Verdict.bad("L’assertion n’est pas un jeton lisible.");
		}
		SignedJWT token = SignedJWT.parse(assertion);
		String keyId = token.getHeader().getKeyID();
		// The gateway names its key. Without a name, Nimbus would try all keys.
		if (keyId == null) {
			return Verdict.bad("L’assertion ne nomme pas sa clé.");
		}
		String objection = objection(this.processor.process(token, null), caller);
		return (objection != null) ? Verdict.bad(objection) : Verdict
			.good("Elle vient de la passerelle (clé %s) et dit la même chose que les en-têtes.".formatted(keyId));
	}

	/**
	 * Checks what Nimbus leaves to the application. This one shows the
	 * {@code Passerelle-*} headers, and compares them with the claims. An application
	 * that reads the claims alone compares {@code espace} and {@code uai} with those of
	 * the page.
	 */
	private @Nullable String objection(JWTClaimsSet claims, Caller caller) {
		// To Nimbus, a claim that is null is present, and "exp": null never expires.
		if (claims.getClaims().containsValue(null)) {
			return UNFIT;
		}
		if (claims.getIssueTime().toInstant().isAfter(this.clock.instant().plus(CLOCK_SKEW))) {
			return "L’assertion n’est pas valable en ce moment.";
		}
		// The audience is one of our schools. It must be the one that is visited.
		if (!caller.origin().equals(claims.getIssuer()) || !List.of(caller.origin()).equals(claims.getAudience())) {
			return "L’assertion est destinée à une autre adresse.";
		}
		boolean same = caller.user() != null && claims.getClaims()
			.entrySet()
			.containsAll(Map
				.of("sub", caller.user(), "name", caller.name(), "profiles", caller.profiles(), "espace",
						caller.espace(), "uai", caller.establishment(), "delegation", caller.delegation())
				.entrySet());
		return same ? null : "L’assertion ne dit pas la même chose que les en-têtes.";
	}

}
