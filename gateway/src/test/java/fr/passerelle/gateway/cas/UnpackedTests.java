package fr.passerelle.gateway.cas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import fr.passerelle.gateway.login.ValidationFailedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnpackedTests {

	private static final byte[] ANSWER = "<cas:serviceResponse/>".repeat(20).getBytes(StandardCharsets.UTF_8);

	private final Unpacked unpacked = new Unpacked(1000);

	@Test
	void ofWhenCompressedThoughNotAskedForThenTheAnswerItself() throws Exception {
		assertThat(this.unpacked.of(List.of("gzip"), gzip(ANSWER))).isEqualTo(ANSWER);
		assertThat(this.unpacked.of(List.of("X-GZIP"), gzip(ANSWER))).isEqualTo(ANSWER);
		assertThat(this.unpacked.of(List.of("deflate"), deflate(ANSWER, false))).isEqualTo(ANSWER);
		assertThat(this.unpacked.of(List.of("deflate"), deflate(ANSWER, true))).isEqualTo(ANSWER);
		assertThat(this.unpacked.of(List.of("identity"), ANSWER)).isEqualTo(ANSWER);
		assertThat(this.unpacked.of(List.of(), ANSWER)).isEqualTo(ANSWER);
	}

	@Test
	void ofWhenMoreComesOutThanTheBoundThenRefusedAndNoMoreIsUnpacked() throws Exception {
		byte[] bomb = gzip(new byte[50_000_000]);
		assertThat(bomb.length).isLessThan(60_000);
		refuses(List.of("gzip"), bomb, "longer than 1000");
	}

	@Test
	void ofWhenTwiceUnknownOrBrokenThenRefusedAndNamed() throws Exception {
		refuses(List.of("gzip", "gzip"), gzip(gzip(ANSWER)), "more than once");
		refuses(List.of("br"), ANSWER, "not asked for");
		refuses(List.of("gzip"), ANSWER, "cannot be unpacked");
		refuses(List.of("gzip"), Arrays.copyOf(gzip(ANSWER), 20), "cannot be unpacked");
	}

	private void refuses(List<String> codings, byte[] body, String words) {
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(() -> this.unpacked.of(codings, body))
			.withMessageContaining(words);
	}

	static byte[] gzip(byte[] plain) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(packed)) {
			out.write(plain);
		}
		return packed.toByteArray();
	}

	private static byte[] deflate(byte[] plain, boolean bare) throws IOException {
		ByteArrayOutputStream packed = new ByteArrayOutputStream();
		try (OutputStream out = new DeflaterOutputStream(packed, new Deflater(Deflater.DEFAULT_COMPRESSION, bare))) {
			out.write(plain);
		}
		return packed.toByteArray();
	}

}
