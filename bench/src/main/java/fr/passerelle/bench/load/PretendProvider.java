package fr.passerelle.bench.load;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenID Connect provider that signs each person in without a question. It keeps
 * nothing: the nonce of the ID token travels in the code.
 */
final class PretendProvider implements EventServer.Role {

	static final String CLIENT = "bench";

	private final SigningKey key;

	private final AtomicLong people = new AtomicLong();

	PretendProvider(SigningKey key) {
		this.key = key;
	}

	@Override
	public byte[] answer(String target, String head, String body) {
		int host = head.indexOf("Host: ") + "Host: ".length();
		String issuer = "http://" + head.substring(host, head.indexOf('\r', host));
		return switch (target.split("\\?", 2)[0]) {
			case "/.well-known/openid-configuration" -> json("""
					{"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",\
					"jwks_uri":"%1$s/jwks"}""".formatted(issuer));
			case "/jwks" -> json(keys());
			case "/authorize" -> EventServer.Role.http("302 Found",
					"Location: "
							+ URLDecoder.decode(PretendServers.parameter(target, "redirect_uri"),
									StandardCharsets.UTF_8)
							+ "?state=" + PretendServers.parameter(target, "state") + "&code="
							+ PretendServers.parameter(target, "nonce") + "\r\n",
					"");
			default -> json("""
					{"access_token":"a","token_type":"Bearer","id_token":"%s"}"""
				.formatted(token(issuer, PretendServers.parameter(body, "code"))));
		};
	}

	private static byte[] json(String text) {
		return EventServer.Role.http("200 OK", "Content-Type: application/json\r\n", text);
	}

	private String keys() {
		RSAPublicKey known = (RSAPublicKey) this.key.certified();
		return """
				{"keys":[{"kty":"RSA","kid":"bench","use":"sig","alg":"RS256","n":"%s","e":"%s"}]}""".formatted(
				base64(unsigned(known.getModulus().toByteArray())), base64(known.getPublicExponent().toByteArray()));
	}

	private static byte[] unsigned(byte[] number) {
		return (number[0] == 0) ? Arrays.copyOfRange(number, 1, number.length) : number;
	}

	private String token(String issuer, String nonce) {
		long now = Instant.now().getEpochSecond();
		String claims = """
				{"iss":"%s","aud":"%s","sub":"o%d","iat":%d,"exp":%d,"nonce":"%s","family_name":"Martin",\
				"given_name":"Camille","ENTPersonProfils":"National_TUT","ENTPersonStructRattachRNE":"%s"}"""
			.formatted(issuer, CLIENT, this.people.incrementAndGet(), now, now + 300, nonce, Schools.OIDC_UAI);
		String signed = base64("{\"alg\":\"RS256\",\"kid\":\"bench\"}".getBytes(StandardCharsets.US_ASCII)) + "."
				+ base64(claims.getBytes(StandardCharsets.UTF_8));
		return signed + "." + base64(this.key.sign(signed.getBytes(StandardCharsets.US_ASCII)));
	}

	private static String base64(byte[] bytes) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

}
