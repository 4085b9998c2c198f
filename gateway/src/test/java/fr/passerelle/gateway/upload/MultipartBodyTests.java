package fr.passerelle.gateway.upload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MultipartBodyTests {

	private static final String TYPE = "multipart/form-data; boundary=\"--a b\"";

	@Test
	void partsComeOutAsTheyWentInHoweverTheyAreCut() throws IOException {
		Random random = new Random(7);
		for (int round = 0; round < 60; round++) {
			Map<String, byte[]> parts = new LinkedHashMap<>();
			for (int i = 0; i <= random.nextInt(4); i++) {
				parts.put("file-" + i + ".xml", content(random));
			}
			Map<String, byte[]> read = new LinkedHashMap<>();
			MultipartBody.read(TYPE, new Slow(body(parts), random), (name, file, in) -> {
				assertThat(name).isEqualTo("files");
				read.put(String.valueOf(file), in.readAllBytes());
			});
			assertThat(read).containsExactlyEntriesOf(parts);
		}
	}

	/** Much of it looks like the beginning of a boundary. */
	private static byte[] content(Random random) {
		String alphabet = "\r\n-a b";
		StringBuilder text = new StringBuilder();
		int length = random.nextBoolean() ? random.nextInt(200) : 60_000 + random.nextInt(20_000);
		while (text.length() < length) {
			text.append(alphabet.charAt(random.nextInt(alphabet.length())));
		}
		return text.toString().replace("\r\n----a b", "").getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] body(Map<String, byte[]> parts) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		parts.forEach((file, content) -> {
			body.writeBytes(("----a b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + file
					+ "\"\r\nContent-Type: text/xml\r\n\r\n")
				.getBytes(StandardCharsets.UTF_8));
			body.writeBytes(content);
			body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
		});
		body.writeBytes("----a b--\r\n".getBytes(StandardCharsets.UTF_8));
		return body.toByteArray();
	}

	@Test
	void whatIsLeftUnreadOfAPartIsPassedOver() throws IOException {
		Map<String, byte[]> parts = new LinkedHashMap<>();
		parts.put("a", new byte[100_000]);
		parts.put("b", "x".getBytes(StandardCharsets.UTF_8));
		List<String> seen = new ArrayList<>();
		MultipartBody.read(TYPE, new ByteArrayInputStream(body(parts)), (name, file, in) -> seen.add(file));
		assertThat(seen).containsExactly("a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "----a b", "----a b\r\n", "----a b\r\nContent-Disposition: form-data\r\n\r\nxyz",
			"----a bx", "----a b\r\nContent-Disposition: ;;;\"\r\n\r\n\r\n----a b--" })
	void aBodyThatIsCutOrGarbledIsRefused(String body) {
		assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(() -> MultipartBody.read(TYPE,
				new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), (name, file, in) -> {
				}))
			.satisfies((ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(400));
	}

	@Test
	void partsAndHeadersAreBounded() {
		StringBuilder many = new StringBuilder();
		for (int i = 0; i < 70; i++) {
			many.append("----a b\r\n\r\n\r\n");
		}
		assertRefused(many.append("----a b--").toString(), "64 parts");
		assertRefused("----a b\r\nX: " + "y".repeat(9000) + "\r\n\r\n\r\n----a b--", "8192 bytes");
	}

	private static void assertRefused(String body, String why) {
		assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(() -> MultipartBody.read(TYPE,
				new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), (name, file, in) -> {
				}))
			.withMessageContaining(why);
	}

	/** Gives a few bytes at a time, as a network does. */
	private static final class Slow extends InputStream {

		private final InputStream in;

		private final Random random;

		Slow(byte[] bytes, Random random) {
			this.in = new ByteArrayInputStream(bytes);
			this.random = random;
		}

		@Override
		public int read() throws IOException {
			return this.in.read();
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return this.in.read(bytes, offset, Math.min(length, 1 + this.random.nextInt(5000)));
		}

	}

}
