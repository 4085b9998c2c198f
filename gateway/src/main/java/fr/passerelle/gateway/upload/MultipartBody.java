package fr.passerelle.gateway.upload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads a {@code multipart/form-data} body part by part, as it comes. The server's own
 * reader keeps a whole body in memory or on disk; files of people are larger than the one
 * may hold, and have no place on the other.
 */
public final class MultipartBody {

	/** Most parts of one body. */
	static final int MAX_PARTS = 64;

	/** Longest headers of one part, in bytes. */
	static final int MAX_HEADERS = 8 * 1024;

	private static final int MAX_BOUNDARY = 70;

	private final byte[] delimiter;

	private final InputStream in;

	private final byte[] buffer = new byte[64 * 1024];

	private int position;

	private int limit;

	private MultipartBody(String boundary, InputStream in) {
		this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
		// The first boundary has no line before it.
		this.in = new SequenceInputStream(new ByteArrayInputStream(new byte[] { '\r', '\n' }), in);
	}

	/**
	 * Reads a body to its end.
	 * @param contentType with the boundary
	 * @param in the body
	 * @param each gets each part; what it leaves is passed over
	 */
	public static void read(String contentType, InputStream in, Reader each) throws IOException {
		MultipartBody body = new MultipartBody(boundary(contentType), in);
		body.new Part().transferTo(OutputStream.nullOutputStream());
		for (int parts = 0; body.hasNext(); parts++) {
			if (parts >= MAX_PARTS) {
				throw garbled("has more than " + MAX_PARTS + " parts");
			}
			ContentDisposition disposition = body.disposition();
			InputStream part = body.new Part();
			each.part(disposition.getName(), disposition.getFilename(), part);
			part.transferTo(OutputStream.nullOutputStream());
		}
	}

	private static String boundary(String contentType) {
		try {
			String boundary = MediaType.parseMediaType(contentType).getParameter("boundary");
			String plain = (boundary != null) ? boundary.replace("\"", "") : "";
			if (!plain.isEmpty() && plain.length() <= MAX_BOUNDARY) {
				return plain;
			}
		}
		catch (InvalidMediaTypeException ex) {
			// told below
		}
		throw garbled("has no boundary");
	}

	private static ResponseStatusException garbled(String what) {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST,
				"Nothing was changed: the multipart body " + what + ".");
	}

	/** Two hyphens behind a boundary end the body. */
	private boolean hasNext() throws IOException {
		int first = next();
		int second = next();
		if (first == '-' && second == '-') {
			return false;
		}
		if (first != '\r' || second != '\n') {
			throw garbled("has something behind a boundary");
		}
		return true;
	}

	private ContentDisposition disposition() throws IOException {
		ContentDisposition disposition = ContentDisposition.empty();
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int count = 0; count < MAX_HEADERS; count++) {
			int next = next();
			if (next != '\n') {
				line.write(next);
				continue;
			}
			String text = line.toString(StandardCharsets.UTF_8).strip();
			if (text.isEmpty()) {
				return disposition;
			}
			if (text.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
				disposition = parsed(text.substring(text.indexOf(':') + 1).strip());
			}
			line.reset();
		}
		throw garbled("has a part with headers of more than " + MAX_HEADERS + " bytes");
	}

	private static ContentDisposition parsed(String value) {
		try {
			return ContentDisposition.parse(value);
		}
		catch (IllegalArgumentException ex) {
			throw garbled("has a part whose Content-Disposition cannot be read");
		}
	}

	private int next() throws IOException {
		if (this.position == this.limit && !fill()) {
			throw garbled("ends in the middle");
		}
		return this.buffer[this.position++] & 0xff;
	}

	/** Moves what is left to the front and reads more behind it. */
	private boolean fill() throws IOException {
		int rest = this.limit - this.position;
		System.arraycopy(this.buffer, this.position, this.buffer, 0, rest);
		this.position = 0;
		this.limit = rest;
		int some = this.in.read(this.buffer, rest, this.buffer.length - rest);
		this.limit += Math.max(some, 0);
		return some > 0;
	}

	/**
	 * Where the next boundary begins in the buffer, or the end of what is none surely.
	 */
	private int safe() {
		int last = this.limit - this.delimiter.length;
		for (int i = this.position; i <= last; i++) {
			if (isDelimiter(i)) {
				return i;
			}
		}
		return Math.max(this.position, last + 1);
	}

	private boolean isDelimiter(int at) {
		for (int i = 0; i < this.delimiter.length; i++) {
			if (this.buffer[at + i] != this.delimiter[i]) {
				return false;
			}
		}
		return true;
	}

	/** Gets the parts. */
	@FunctionalInterface
	public interface Reader {

		/**
		 * One part.
		 * @param name of the form's field
		 * @param file the file's name; null for a field
		 * @param content its bytes
		 */
		void part(@Nullable String name, @Nullable String file, InputStream content) throws IOException;

	}

	/** The bytes up to the next boundary, which is passed over with them. */
	private final class Part extends InputStream {

		private boolean ended;

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			if (this.ended || length == 0) {
				return this.ended ? -1 : 0;
			}
			MultipartBody body = MultipartBody.this;
			int end = body.safe();
			while (end == body.position) {
				if (body.limit - end >= body.delimiter.length) {
					body.position += body.delimiter.length;
					this.ended = true;
					return -1;
				}
				if (!body.fill()) {
					throw garbled("ends in the middle");
				}
				end = body.safe();
			}
			int some = Math.min(length, end - body.position);
			System.arraycopy(body.buffer, body.position, bytes, offset, some);
			body.position += some;
			return some;
		}

	}

}
