package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 answers of one connection, one after the other. It keeps the bytes in
 * one array that it uses again, so that a page costs the driver little.
 */
final class AnswerReader {

	/** The longest answer; the pages have 8 KB. */
	static final int MAX = 1024 * 1024;

	private byte[] bytes = new byte[16 * 1024];

	private int filled;

	/** Where the body begins; -1 until the head is there. */
	private int body = -1;

	private int searched;

	/** The body's length; -1 for a body in chunks. */
	private int length;

	/** Where the next chunk begins. */
	private int chunk;

	/** How much of the array belongs to the answer that is whole. */
	private int end;

	/** Takes bytes that arrived. */
	void take(ByteBuffer arrived) throws IOException {
		int more = arrived.remaining();
		if (this.filled + more > MAX) {
			throw new IOException("an answer of more than " + MAX + " bytes");
		}
		if (this.filled + more > this.bytes.length) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.filled + more, this.bytes.length * 2));
		}
		arrived.get(this.bytes, this.filled, more);
		this.filled += more;
	}

	/** Whether a whole answer is there; call {@link #next} when it has been looked at. */
	boolean isWhole() throws IOException {
		if (this.body < 0 && !isHeadThere()) {
			return false;
		}
		return (this.length >= 0) ? isBodyThere() : areChunksThere();
	}

	private boolean isHeadThere() throws IOException {
		int last = this.filled - 3;
		for (int i = Math.max(0, this.searched); i < last; i++) {
			if (this.bytes[i] == '\r' && this.bytes[i + 2] == '\r' && this.bytes[i + 1] == '\n'
					&& this.bytes[i + 3] == '\n') {
				this.body = i + 4;
				this.length = framing();
				this.chunk = this.body;
				return true;
			}
		}
		this.searched = Math.max(0, last);
		return false;
	}

	private int framing() throws IOException {
		String given = header("Content-Length");
		if (given != null) {
			try {
				return Integer.parseInt(given);
			}
			catch (NumberFormatException ex) {
				throw new IOException("a Content-Length that is no number", ex);
			}
		}
		String encoding = header("Transfer-Encoding");
		if (encoding != null && encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
			return -1;
		}
		if (status() == 204 || status() == 304) {
			return 0;
		}
		throw new IOException("an answer without length");
	}

	private boolean isBodyThere() {
		this.end = this.body + this.length;
		return this.filled >= this.end;
	}

	private boolean areChunksThere() throws IOException {
		while (true) {
			int line = this.chunk;
			while (line + 1 < this.filled && this.bytes[line] != '\r') {
				line++;
			}
			if (line + 1 >= this.filled) {
				return false;
			}
			int size = chunkSize(new String(this.bytes, this.chunk, line - this.chunk, StandardCharsets.ISO_8859_1));
			int next = line + 2 + size + 2;
			if (next > this.filled) {
				return false;
			}
			this.chunk = next;
			if (size == 0) {
				this.end = next;
				return true;
			}
		}
	}

	private static int chunkSize(String line) throws IOException {
		try {
			return Integer.parseInt(line.split(";", 2)[0].strip(), 16);
		}
		catch (NumberFormatException ex) {
			throw new IOException("a chunk whose size is no number", ex);
		}
	}

	/** The status of the answer; its head must be there. */
	int status() {
		return 100 * (this.bytes[9] - '0') + 10 * (this.bytes[10] - '0') + (this.bytes[11] - '0');
	}

	/** The first field of a name; null where there is none. */
	@Nullable String header(String name) {
		List<String> all = headers(name);
		return all.isEmpty() ? null : all.get(0);
	}

	/** All fields of a name. */
	List<String> headers(String name) {
		List<String> found = new ArrayList<>(2);
		int line = nextLine(0);
		while (line < this.body - 2) {
			int next = nextLine(line);
			if (isNamed(line, name)) {
				int value = line + name.length() + 1;
				found.add(new String(this.bytes, value, next - 2 - value, StandardCharsets.ISO_8859_1).strip());
			}
			line = next;
		}
		return found;
	}

	private int nextLine(int from) {
		int i = from;
		while (this.bytes[i] != '\n') {
			i++;
		}
		return i + 1;
	}

	private boolean isNamed(int line, String name) {
		if (line + name.length() >= this.body || this.bytes[line + name.length()] != ':') {
			return false;
		}
		for (int i = 0; i < name.length(); i++) {
			if (Character.toLowerCase((char) this.bytes[line + i]) != Character.toLowerCase(name.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	/** How many bytes the body has, the framing of its chunks included. */
	int size() {
		return this.end - this.body;
	}

	/** The body of an answer that is not in chunks. */
	String text() {
		return new String(this.bytes, this.body, this.end - this.body, StandardCharsets.UTF_8);
	}

	/** Whether the body contains a text. */
	boolean contains(byte[] text) {
		for (int i = this.body; i <= this.end - text.length; i++) {
			if (Arrays.equals(this.bytes, i, i + text.length, text, 0, text.length)) {
				return true;
			}
		}
		return false;
	}

	/** Forgets the answer that was whole. */
	void next() {
		System.arraycopy(this.bytes, this.end, this.bytes, 0, this.filled - this.end);
		this.filled -= this.end;
		this.body = -1;
		this.searched = 0;
		this.end = 0;
	}

}
