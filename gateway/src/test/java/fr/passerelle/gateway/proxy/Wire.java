package fr.passerelle.gateway.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** HTTP/1.1 as bytes, for tests that look at every one of them. */
final class Wire {

	private Wire() {
	}

	static void send(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	/** Reads a message's head; fails where the connection ends before it does. */
	static Head head(InputStream in) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		int tail = 0;
		while (tail != 0x0d0a0d0a) {
			int b = in.read();
			if (b < 0) {
				throw new EOFException("no whole head: " + bytes);
			}
			bytes.write(b);
			tail = (tail << 8) | b;
		}
		List<String> lines = bytes.toString(StandardCharsets.ISO_8859_1).lines().toList();
		return new Head(lines.get(0), lines.subList(1, lines.size() - 1));
	}

	static String read(InputStream in, int length) throws IOException {
		byte[] bytes = in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("only " + bytes.length + " bytes of " + length);
		}
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	/** Reads a body, however its length is told. */
	static String body(Head head, InputStream in) throws IOException {
		List<String> length = head.values("Content-Length");
		return length.isEmpty() ? chunked(in) : read(in, Integer.parseInt(length.get(0)));
	}

	/** Reads all chunks of a body; fails where the last one is missing. */
	static String chunked(InputStream in) throws IOException {
		StringBuilder body = new StringBuilder();
		while (true) {
			int size = Integer.parseInt(line(in), 16);
			body.append(read(in, size));
			line(in);
			if (size == 0) {
				return body.toString();
			}
		}
	}

	static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int b = in.read(); b != '\n'; b = in.read()) {
			if (b < 0) {
				throw new EOFException("no whole line");
			}
			if (b != '\r') {
				line.append((char) b);
			}
		}
		return line.toString();
	}

	/**
	 * A message's head.
	 *
	 * @param start the request line or status line
	 * @param fields the header lines
	 */
	record Head(String start, List<String> fields) {

		int status() {
			return Integer.parseInt(this.start.substring(9, 12));
		}

		List<String> values(String name) {
			String begin = name + ":";
			return this.fields.stream()
				.filter((line) -> line.regionMatches(true, 0, begin, 0, begin.length()))
				.map((line) -> line.substring(begin.length()).strip())
				.toList();
		}

	}

}
