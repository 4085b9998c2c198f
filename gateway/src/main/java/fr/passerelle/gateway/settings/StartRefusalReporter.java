package fr.passerelle.gateway.settings;

import java.io.PrintStream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Prints a refused start as the line it is. Spring Boot's own report is a page with a
 * banner, and without one, a stack trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartRefusalReporter implements SpringBootExceptionReporter {

	/** Causes are looked at this deep; Spring wraps once for each bean on the way. */
	private static final int MAX_CAUSES = 50;

	private final PrintStream out;

	StartRefusalReporter() {
		this(System.err);
	}

	StartRefusalReporter(PrintStream out) {
		this.out = out;
	}

	@Override
	public boolean reportException(Throwable failure) {
		StartRefusedException refusal = refusal(failure);
		if (refusal != null) {
			this.out.println(refusal.getMessage());
		}
		return refusal != null;
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
