package fr.passerelle.gateway.settings;

import java.io.PrintStream;
import java.util.Objects;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Prints a refused start as its line, and any other failure of the start as one line.
 * Spring Boot's own report is a page with a banner, and without one, a stack trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartRefusalReporter implements SpringBootExceptionReporter {

	/** Causes are looked at this deep; Spring wraps once for each bean on the way. */
	private static final int MAX_CAUSES = 50;

	/** A message may quote an address with a password in it. */
	private static final Pattern SECRET = Pattern.compile("(?i)([a-z]*(?:password|secret|token))=[^\\s&;,]+");

	/** What an address says before its host. */
	private static final Pattern CREDENTIALS = Pattern.compile("//[^\\s/@]+@");

	private static final Logger logger = LoggerFactory.getLogger(StartRefusalReporter.class);

	private final PrintStream out;

	StartRefusalReporter() {
		this(System.err);
	}

	StartRefusalReporter(PrintStream out) {
		this.out = out;
	}

	@Override
	public boolean reportException(Throwable failure) {
		logger.debug("The start failed", failure);
		StartRefusedException refusal = refusal(failure);
		this.out.println((refusal != null) ? refusal.getMessage() : unforeseen(failure));
		return true;
	}

	/** One line too: a page of stack traces hides the one sentence in it that helps. */
	private static String unforeseen(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; i < MAX_CAUSES && cause.getCause() != null; i++) {
			cause = cause.getCause();
		}
		String text = Objects.requireNonNullElse(cause.getMessage(), "").lines().findFirst().orElse("");
		String said = CREDENTIALS.matcher(SECRET.matcher(text).replaceAll("$1=...")).replaceAll("//...@");
		return "The start failed: " + cause.getClass().getSimpleName() + (said.isEmpty() ? "" : ": " + said)
				+ " (--logging.level.fr.passerelle.gateway.settings=debug tells all)";
	}

	private static @Nullable StartRefusedException refusal(Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
			if (cause instanceof StartRefusedException refusal) {
				return refusal;
			}
			cause = cause.getCause();
		}
		return null;
	}

}
