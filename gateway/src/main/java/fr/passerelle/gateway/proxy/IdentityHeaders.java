package fr.passerelle.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.settings.HeapShare;
import org.eclipse.jetty.http.HttpField;

/**
 * The headers that tell an application who comes. A signature costs far more than the
 * rest of a request, so a session's headers are made once and used until its assertion
 * should be renewed.
 */
final class IdentityHeaders {

	/**
	 * An assertion is signed anew after this time: what an application receives is good
	 * for three more minutes at least.
	 */
	static final Duration RENEWED_AFTER = Duration.ofMinutes(2);

	/**
	 * Sessions whose headers are kept; one more costs a signature.
	 */
	private static final int MAX_KEPT = 20_000;

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private final Assertions assertions;

	private final Cache<String, Signed> signed;

	IdentityHeaders(Assertions assertions, Clock clock) {
		this.assertions = assertions;
		this.signed = Caffeine.newBuilder()
			.maximumSize(HeapShare.IDENTITY_HEADERS.entries(MAX_KEPT))
			.expireAfterWrite(RENEWED_AFTER)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.executor(Runnable::run)
			.build();
	}

	/**
	 * The headers of a session.
	 * @param session whose
	 * @param publicUrl the establishment's
	 * @return all of the identity headers, in one order, none left out
	 */
	List<HttpField> of(GatewaySession session, String publicUrl) {
		Signed kept = this.signed.get(session.id(), (id) -> sign(session, publicUrl));
		if (kept.isFor(session, publicUrl)) {
			return kept.headers();
		}
		// The headers of the same session differ now, e.g. a new publicUrl was accepted.
		Signed renewed = sign(session, publicUrl);
		this.signed.put(session.id(), renewed);
		return renewed.headers();
	}

	private Signed sign(GatewaySession session, String publicUrl) {
		String profiles = Assertions.profiles(session).stream().map(Profile::name).collect(Collectors.joining(","));
		return new Signed(session, publicUrl,
				List.of(new HttpField("Passerelle-User", encode(session.visitor().user())),
						new HttpField("Passerelle-Name", encode(session.visitor().name())),
						new HttpField("Passerelle-Profiles", profiles),
						new HttpField("Passerelle-Espace", session.espace().key()),
						new HttpField("Passerelle-Establishment", session.uai().value()),
						new HttpField("Passerelle-Delegation", encode(session.delegation())),
						new HttpField("Passerelle-Assertion", this.assertions.sign(session, publicUrl))));
	}

	/**
	 * Percent-encodes the UTF-8 bytes of characters beyond ASCII, of control characters
	 * (a line break would begin another header) and of the percent sign itself.
	 */
	static String encode(String text) {
		if (text.chars().allMatch(IdentityHeaders::isPlain)) {
			return text;
		}
		StringBuilder encoded = new StringBuilder(text.length() + 16);
		for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
			if (isPlain(b)) {
				encoded.append((char) b);
			}
			else {
				encoded.append('%').append(HEX.toHexDigits(b));
			}
		}
		return encoded.toString();
	}

	private static boolean isPlain(int c) {
		return c >= 0x20 && c < 0x7f && c != '%';
	}

	private record Signed(GatewaySession session, String publicUrl, List<HttpField> headers) {

		boolean isFor(GatewaySession other, String otherUrl) {
			return this.session.equals(other) && this.publicUrl.equals(otherUrl);
		}

		/** Without the assertion, which is as good as the session for its minutes. */
		@Override
		public String toString() {
			return "Signed[" + this.session.espace() + "]";
		}

	}

}
