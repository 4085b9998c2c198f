package fr.passerelle.tryit.sample;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The keys at {@code /.passerelle/jwks.json} (RFC 7517), kept. An id that is not among
 * them asks again, since the gateway may have a new key, but not for every request: else
 * made-up assertions would become as many questions.
 */
final class PublishedKeys implements KeySource {

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	private static final Duration ASK_AGAIN = Duration.ofSeconds(10);

	private static final int OK = 200;

	private static final int MAX_SIZE = 64 * 1024;

	private static final int POSITIVE = 1;

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

	private final URI address;

	private final Clock clock;

	private Map<String, ECPublicKey> keys = Map.of();

	private Instant asked = Instant.MIN;

	PublishedKeys(URI address, Clock clock) {
		this.address = address;
		this.clock = clock;
	}

	@Override
	public synchronized @Nullable ECPublicKey find(String id) {
		if (!this.keys.containsKey(id) && this.asked.isBefore(this.clock.instant().minus(ASK_AGAIN))) {
			this.keys = read(ask());
			this.asked = this.clock.instant();
		}
		return this.keys.get(id);
	}

	private String ask() {
		HttpRequest request = HttpRequest.newBuilder(this.address).timeout(TIMEOUT).build();
		try {
			HttpResponse<String> answer = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (answer.statusCode() != OK || answer.body().length() > MAX_SIZE) {
				throw new KeysUnreachableException(
						"%s répond par le statut %d".formatted(this.address, answer.statusCode()));
			}
			return answer.body();
		}
		catch (IOException ex) {
			throw new KeysUnreachableException("%s ne répond pas".formatted(this.address));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new KeysUnreachableException("l’application s’arrête");
		}
	}

	/** The P-256 keys of a key set; those of other kinds are not for us. */
	static Map<String, ECPublicKey> read(String keySet) {
		Map<String, ECPublicKey> keys = new HashMap<>();
		try {
			for (Json key : Json.parse(keySet).member("keys").elements()) {
				if (key.text("kty").equals("EC") && key.text("crv").equals("P-256")) {
					keys.put(key.text("kid"), key(number(key.text("x")), number(key.text("y"))));
				}
			}
		}
		catch (IllegalArgumentException | GeneralSecurityException ex) {
			throw new KeysUnreachableException("les clés publiées ne sont pas lisibles");
		}
		return keys;
	}

	private static ECPublicKey key(BigInteger x, BigInteger y) throws GeneralSecurityException {
		AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
		curve.init(new ECGenParameterSpec("secp256r1"));
		return (ECPublicKey) KeyFactory.getInstance("EC")
			.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve.getParameterSpec(ECParameterSpec.class)));
	}

	private static BigInteger number(String base64) {
		return new BigInteger(POSITIVE, Base64.getUrlDecoder().decode(base64));
	}

}
