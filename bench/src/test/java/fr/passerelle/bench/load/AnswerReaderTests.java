package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class AnswerReaderTests {

	private static final String PAGE = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\n\r\nhello";

	private static final String CHUNKED = "HTTP/1.1 502 Bad\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;x=y\r\n!\r\n0\r\n\r\n";

	private final AnswerReader reader = new AnswerReader();

	@Test
	void isWholeWhenBytesComeOneByOneThenOnlyAtTheLast() throws IOException {
		for (String answer : new String[] { PAGE, CHUNKED }) {
			for (int i = 0; i < answer.length() - 1; i++) {
				take(answer.substring(i, i + 1));
				assertThat(this.reader.isWhole()).as(answer.substring(0, i + 1)).isFalse();
			}
			take(answer.substring(answer.length() - 1));
			assertThat(this.reader.isWhole()).isTrue();
			assertThat(this.reader.contains("hello".getBytes(StandardCharsets.US_ASCII))).isTrue();
			this.reader.next();
		}
	}

	@Test
	void headersAreFoundInAnyLetterCase() throws IOException {
		take(PAGE);
		assertThat(this.reader.isWhole()).isTrue();
		assertThat(this.reader.status()).isEqualTo(200);
		assertThat(this.reader.headers("Set-Cookie")).containsExactly("a=1", "b=2");
		assertThat(this.reader.header("Location")).isNull();
		assertThat(this.reader.size()).isEqualTo(5);
	}

	@Test
	void nextWhenTwoAnswersCameTogetherThenTheSecondIsThere() throws IOException {
		take(CHUNKED + PAGE);
		assertThat(this.reader.isWhole()).isTrue();
		assertThat(this.reader.status()).isEqualTo(502);
		this.reader.next();
		assertThat(this.reader.isWhole()).isTrue();
		assertThat(this.reader.status()).isEqualTo(200);
		this.reader.next();
		assertThat(this.reader.isWhole()).isFalse();
	}

	@Test
	void isWholeWhenTheFramingIsUnusableThenFails() throws IOException {
		take("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n");
		assertThatIOException().isThrownBy(this.reader::isWhole);
	}

	@Test
	void takeWhenTheAnswerIsTooLargeThenFails() {
		assertThatIOException().isThrownBy(() -> this.reader.take(ByteBuffer.allocate(AnswerReader.MAX + 1)));
	}

	private void take(String text) throws IOException {
		this.reader.take(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
	}

}
