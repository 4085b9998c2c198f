package fr.passerelle.gateway.console.people;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SuppressWarnings("NullAway.Init")
class PendingImportsTests {

	private static final Uai HERE = new Uai("0330001A");

	private static final Uai NEXT_DOOR = new Uai("0330002B");

	@TempDir
	private Path folder;

	private final MovableClock clock = new MovableClock();

	private PendingImports pending;

	@BeforeEach
	void begin() {
		this.pending = new PendingImports(this.folder, this.clock);
	}

	@Test
	void aTicketIsOfOneAdministratorAndOneSchool() throws IOException {
		String ticket = this.pending.ticket("zoe", HERE);
		assertThat(this.pending.ticket("zoe", HERE)).isEqualTo(ticket);
		assertThat(receive(ticket, "yann", HERE)).isFalse();
		assertThat(receive(ticket, "zoe", NEXT_DOOR)).isFalse();
		assertThat(receive("guessed", "zoe", HERE)).isFalse();
		assertThat(files()).isZero();
		assertThat(receive(ticket, "zoe", HERE)).isTrue();
		assertThat(this.pending.find(ticket, "yann", HERE)).isEmpty();
		assertThat(this.pending.find(ticket, "zoe", NEXT_DOOR)).isEmpty();
		assertThat(this.pending.find(ticket, "zoe", HERE)).isPresent();
	}

	@Test
	void aFormIsRemovedWhenItsTimeIsOverOrAnotherReplacesIt() throws IOException {
		String first = this.pending.ticket("zoe", HERE);
		receive(first, "zoe", HERE);
		assertThat(files()).isOne();
		String second = this.pending.ticket("zoe", HERE);
		assertThat(second).isNotEqualTo(first);
		assertThat(files()).isZero();
		receive(second, "zoe", HERE);
		this.clock.move(PendingImports.LIFETIME.plus(Duration.ofSeconds(1)));
		assertThat(this.pending.find(second, "zoe", HERE)).isEmpty();
		assertThat(files()).isZero();
		receive(this.pending.ticket("zoe", HERE), "zoe", HERE);
		this.pending.forget("zoe");
		assertThat(files()).isZero();
	}

	@Test
	void noMoreFormsAreKeptThanThereArePlaces() throws IOException {
		for (int i = 0; i < PendingImports.MAX_KEPT; i++) {
			receive(this.pending.ticket("admin" + i, HERE), "admin" + i, HERE);
		}
		String ticket = this.pending.ticket("zoe", HERE);
		assertThatThrownBy(() -> receive(ticket, "zoe", HERE))
			.isInstanceOf(PendingImports.TooManyImportsException.class);
		assertThat(files()).isEqualTo(PendingImports.MAX_KEPT);
		this.pending.forget("admin0");
		assertThat(receive(ticket, "zoe", HERE)).isTrue();
	}

	@Test
	void noMoreFormsArriveAtTheSameTimeThanThereArePlaces() throws IOException {
		String ticket = this.pending.ticket("zoe", HERE);
		assertThatThrownBy(() -> arriveWithin(ticket)).isInstanceOf(PendingImports.TooManyImportsException.class);
		assertThat(files()).isZero();
		assertThat(receive(ticket, "zoe", HERE)).isTrue();
	}

	/** Each form arrives while the one before it does. */
	private void arriveWithin(String ticket) throws IOException {
		this.pending.receive(ticket, "zoe", HERE, "text/plain", new InputStream() {

			@Override
			public int read() {
				return -1;
			}

			@Override
			public int read(byte[] bytes, int offset, int count) throws IOException {
				arriveWithin(ticket);
				return -1;
			}

		});
	}

	@Test
	void aFormThatIsTooLargeOrBreaksOffLeavesNothing() throws IOException {
		String ticket = this.pending.ticket("zoe", HERE);
		assertThatThrownBy(
				() -> this.pending.receive(ticket, "zoe", HERE, "text/plain", zeros(PendingImports.MAX_BYTES + 1)))
			.isInstanceOf(PendingImports.UploadTooLargeException.class);
		assertThatThrownBy(() -> this.pending.receive(ticket, "zoe", HERE, "text/plain", new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("gone");
			}

			@Override
			public int read(byte[] bytes, int offset, int count) throws IOException {
				throw new IOException("gone");
			}

		})).isInstanceOf(IOException.class);
		assertThat(files()).isZero();
		assertThat(receive(ticket, "zoe", HERE)).isTrue();
	}

	private boolean receive(String ticket, String administrator, Uai uai) throws IOException {
		return this.pending.receive(ticket, administrator, uai, "text/plain",
				new ByteArrayInputStream(new byte[] { 1, 2, 3 }));
	}

	private long files() throws IOException {
		try (Stream<Path> all = Files.list(this.folder)) {
			return all.count();
		}
	}

	private static InputStream zeros(long length) {
		return new InputStream() {

			private long left = length;

			@Override
			public int read() {
				return (this.left-- > 0) ? 0 : -1;
			}

			@Override
			public int read(byte[] bytes, int offset, int count) {
				int some = (int) Math.min(count, this.left);
				this.left -= some;
				return (some > 0) ? some : -1;
			}

		};
	}

}
