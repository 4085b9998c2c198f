package fr.passerelle.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import fr.passerelle.gateway.session.GatewaySession;
import fr.passerelle.gateway.settings.HeapShare;
import org.eclipse.jetty.http.HttpField;

/**
 * The headers that tell an application who comes. A signature costs as much as a third of
 * a page, so a session's signature is made once and used until its assertion should be
 * renewed. The headers around it are written anew for each page, since they take ten
 * times the memory.
 */
final class IdentityHeaders {

	/**
	 * An assertion is signed anew after this time: what an application receives is good
	 * for three more minutes at least.
	 */
	static final Duration RENEWED_AFTER = Duration.ofMinutes(2);

	/**
	 * Sessions whose signature is kept where the heap has room; a page of one more costs
	 * a signature.
	 */
	private static final int MAX_KEPT = 500_000;

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	private final Assertions assertions;

	private final Cache<String, Assertions.Signed> signed;

	IdentityHeaders(Assertions assertions, Clock clock) {
		this.assertions = assertions;
		this.signed = Caffeine.newBuilder()
			.maximumSize(HeapShare.IDENTITY_HEADERS.entries(MAX_KEPT))
			.expireAfterWrite(RENEWED_AFTER)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.executor(Runnable::run)
			// Sessions that rest hold no signature.
			.scheduler(Scheduler.systemScheduler())
			.build();
	}

	/**
	 * The headers of a session.
	 * @param session whose
	 * @param publicUrl the establishment's
	 * @return all of the identity headers, in one order, none left out
	 */
	List<HttpField> of(GatewaySession session, String publicUrl) {
		Assertions.Signed kept = this.signed.get(session.id(), (id) -> this.assertions.sign(session, publicUrl));
		if (!kept.isFor(session, publicUrl)) {
			// The session says something else now, e.g. a new publicUrl was accepted.
			kept = this.assertions.sign(session, publicUrl);
			this.signed.put(session.id(), kept);
		}
		StringJoiner profiles = new StringJoiner(",");
		Assertions.profiles(session).forEach((profile) -> profiles.add(profile.name()));
		return List.of(new HttpField("Passerelle-User", encode(session.visitor().user())),
				new HttpField("Passerelle-Name", encode(session.visitor().name())),
				new HttpField("Passerelle-Profiles", profiles.toString()),
				new HttpField("Passerelle-Espace", session.espace().key()),
				new HttpField("Passerelle-Establishment", session.uai().value()),
				new HttpField("Passerelle-Delegation", encode(session.delegation())),
				new HttpField("Passerelle-Assertion", this.assertions.text(kept)));
	}

	/** How many signatures are kept, about. */
	long count() {
		return this.signed.estimatedSize();
	}

	/**
	 * Percent-encodes the UTF-8 bytes of characters beyond ASCII, of control characters
	 * (a line break would begin another header) and of the percent sign itself.
	 */
	static String encode(String text) {
		if (isPlain(text)) {
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

	private static boolean isPlain(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (!isPlain(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isPlain(int c) {
		return c >= 0x20 && c < 0x7f && c != '%';
	}

}
