package fr.passerelle.gateway.console.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.SecretText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forms with files of people between the trial run and the import: one for each
 * administrator, on the disk as it came, for half an hour at most. The next start removes
 * what is left. Its ticket is the form's protection too: the body is too large for the
 * filter that looks for a token in it.
 */
final class PendingImports {

	/** Largest form, in bytes; SIECLE's largest exports have 20 MB. */
	static final long MAX_BYTES = 64L * 1024 * 1024;

	/** Most forms kept, and as many that arrive. */
	static final int MAX_KEPT = 4;

	/** How long a form is kept, and how long its page may stay open. */
	static final Duration LIFETIME = Duration.ofMinutes(30);

	/** Most administrators who have the page open. */
	private static final int MAX_TICKETS = 1000;

	private static final Logger logger = LoggerFactory.getLogger(PendingImports.class);

	private final Path folder;

	private final Clock clock;

	private final Map<String, Pending> byAdministrator = new HashMap<>();

	private final Semaphore arriving = new Semaphore(MAX_KEPT);

	/**
	 * Keeps forms.
	 * @param folder for temporary files, emptied at each start
	 * @param clock ends their time
	 */
	PendingImports(Path folder, Clock clock) {
		this.folder = folder;
		this.clock = clock;
	}

	/** The ticket for the form of an administrator, who has one at a time. */
	synchronized String ticket(String administrator, Uai uai) {
		removeOld();
		Pending pending = this.byAdministrator.get(administrator);
		if (pending != null && pending.file() == null && pending.uai().equals(uai)) {
			return pending.ticket();
		}
		if (pending == null && this.byAdministrator.size() >= MAX_TICKETS) {
			throw new TooManyImportsException();
		}
		Pending next = new Pending(SecretText.random(), uai, this.clock.instant(), null, "");
		replace(administrator, next);
		return next.ticket();
	}

	/**
	 * Keeps the form of a ticket.
	 * @return whether the ticket was good
	 * @throws TooManyImportsException if other administrators' forms take all places
	 * @throws UploadTooLargeException if it has more than {@value #MAX_BYTES} bytes
	 * @throws IOException if it does not come whole, or the disk is full
	 */
	boolean receive(String ticket, String administrator, Uai uai, String contentType, InputStream body)
			throws IOException {
		if (find(ticket, administrator, uai).isEmpty()) {
			return false;
		}
		// Before a byte is written: forms that come at the same time must not fill the
		// disk.
		if (!this.arriving.tryAcquire()) {
			throw new TooManyImportsException();
		}
		try {
			return received(ticket, administrator, uai, contentType, body);
		}
		finally {
			this.arriving.release();
		}
	}

	private boolean received(String ticket, String administrator, Uai uai, String contentType, InputStream body)
			throws IOException {
		Path file = Files.createTempFile(this.folder, "people-", ".form");
		boolean kept = false;
		try {
			copy(body, file);
			kept = keep(ticket, administrator, new Pending(ticket, uai, this.clock.instant(), file, contentType));
			return kept;
		}
		finally {
			if (!kept) {
				Files.deleteIfExists(file);
			}
		}
	}

	private synchronized boolean keep(String ticket, String administrator, Pending received) {
		Pending before = this.byAdministrator.get(administrator);
		if (before == null || !before.ticket().equals(ticket)) {
			return false;
		}
		if (before.file() == null
				&& this.byAdministrator.values().stream().filter((one) -> one.file() != null).count() >= MAX_KEPT) {
			throw new TooManyImportsException();
		}
		replace(administrator, received);
		return true;
	}

	/** What a ticket of this administrator stands for. */
	synchronized Optional<Pending> find(String ticket, String administrator, Uai uai) {
		removeOld();
		return Optional.ofNullable(this.byAdministrator.get(administrator))
			.filter((pending) -> pending.uai().equals(uai) && SecretText.same(pending.ticket(), ticket));
	}

	/** Removes the form of an administrator. */
	synchronized void forget(String administrator) {
		Pending pending = this.byAdministrator.remove(administrator);
		if (pending != null) {
			delete(pending);
		}
	}

	private void replace(String administrator, Pending next) {
		Pending before = this.byAdministrator.put(administrator, next);
		if (before != null) {
			delete(before);
		}
	}

	private void removeOld() {
		Instant limit = this.clock.instant().minus(LIFETIME);
		Iterator<Pending> all = this.byAdministrator.values().iterator();
		while (all.hasNext()) {
			Pending pending = all.next();
			if (pending.at().isBefore(limit)) {
				all.remove();
				delete(pending);
			}
		}
	}

	private static void copy(InputStream body, Path file) throws IOException {
		byte[] buffer = new byte[64 * 1024];
		long total = 0;
		try (OutputStream out = Files.newOutputStream(file)) {
			for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
				total += read;
				if (total > MAX_BYTES) {
					throw new UploadTooLargeException();
				}
				out.write(buffer, 0, read);
			}
		}
	}

	private static void delete(Pending pending) {
		Path file = pending.file();
		try {
			if (file != null) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException ex) {
			logger.warn("Could not remove a form with files of people; the next start does", ex);
		}
	}

	/**
	 * One form.
	 *
	 * @param ticket names it, unguessable
	 * @param uai for this establishment
	 * @param at when its page was opened, or when it came
	 * @param file the body; null until it comes
	 * @param contentType of the body
	 */
	record Pending(String ticket, Uai uai, Instant at, @Nullable Path file, String contentType) {

		@Override
		public String toString() {
			return "Pending[" + this.uai + "]";
		}

	}

	/** No place is left for another form. */
	static final class TooManyImportsException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	/** A form has more bytes than are kept. */
	static final class UploadTooLargeException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
