package fr.passerelle.gateway.halt;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process after an {@link OutOfMemoryError}, as
 * {@code -XX:+ExitOnOutOfMemoryError} does, for those who start without it. A program
 * that goes on has lost a thread and does not know which: once it was the journal's
 * writer. After the restart everything is in the store.
 */
public final class OutOfMemory {

	/** The same as the Java machine's own. */
	static final int EXIT_CODE = 3;

	private static final Logger logger = LoggerFactory.getLogger(OutOfMemory.class);

	/** Made beforehand, since there will be no room for it. */
	private static final byte[] LINE = ("Passerelle ends: its memory ran out (OutOfMemoryError). "
			+ "Give it more by -Xmx; docs/bounds.md says what takes how much.\n")
		.getBytes(StandardCharsets.US_ASCII);

	private static final FileOutputStream ERRORS = new FileOutputStream(FileDescriptor.err);

	private static final AtomicBoolean ENDING = new AtomicBoolean();

	private static final int MAX_CAUSES = 20;

	private OutOfMemory() {
	}

	/** From now on looks at the failure that ended a thread, and watches the memory. */
	public static void endsTheProgram() {
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
			endIf(failure);
			logger.error("Thread {} ended", thread.getName(), failure);
		});
		MemoryWatch.begin();
	}

	/**
	 * Ends the program if a failure is an {@link OutOfMemoryError} or was caused by one.
	 * For code that catches every failure.
	 */
	public static void endIf(@Nullable Throwable failure) {
		Throwable cause = failure;
		for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
			if (cause instanceof OutOfMemoryError) {
				end();
			}
			cause = cause.getCause();
		}
	}

	/** Without shutdown hooks: they would need memory. */
	static void end() {
		if (!ENDING.compareAndSet(false, true)) {
			return;
		}
		try {
			ERRORS.write(LINE);
		}
		catch (IOException ex) {
			// The line cannot be written; the program ends all the same.
		}
		finally {
			Runtime.getRuntime().halt(EXIT_CODE);
		}
	}

}
