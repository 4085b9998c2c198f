package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static fr.passerelle.gateway.backup.Installation.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The clock stands at 7:58 in Paris at the beginning; 3 by the clock, 2 days and 4 on
 * demand are kept.
 */
class BackupScheduleTests {

	@SuppressWarnings("NullAway.Init")
	private Installation here;

	@SuppressWarnings("NullAway.Init")
	private BackupSchedule schedule;

	@BeforeEach
	void open(@TempDir Path data) {
		this.here = Installation.embedded(data);
		this.schedule = new BackupSchedule(this.here.backups, this.here.clock);
	}

	@AfterEach
	void close() {
		this.here.close();
	}

	@Test
	void theFirstIsMadeAtOnceAndTheNextAfterTwoHours() {
		this.schedule.tick();
		this.schedule.tick();
		assertThat(kinds()).containsExactly(BackupKind.DAILY);
		later(Duration.ofMinutes(119));
		assertThat(kinds()).hasSize(1);
		later(Duration.ofMinutes(1));
		assertThat(kinds()).containsExactly(BackupKind.SCHEDULED, BackupKind.DAILY);
	}

	@Test
	void aRestartNeitherSkipsOneNorMakesOneMore() {
		this.schedule.tick();
		this.schedule = new BackupSchedule(this.here.backups, this.here.clock);
		later(Duration.ofMinutes(90));
		assertThat(kinds()).hasSize(1);
		later(Duration.ofMinutes(30));
		assertThat(kinds()).hasSize(2);
	}

	@Test
	void theFirstOfADayInParisIsTheDaysOwn() {
		for (int i = 0; i < 9; i++) {
			later(Duration.ofHours(2));
		}
		// 9:58 to 23:58, and the ninth at 1:58 of the next day.
		assertThat(kinds()).containsExactly(BackupKind.DAILY, BackupKind.SCHEDULED, BackupKind.SCHEDULED,
				BackupKind.SCHEDULED, BackupKind.DAILY);
	}

	@Test
	void eachKindIsPrunedToItsOwnNumber() {
		for (int i = 0; i < 6; i++) {
			this.here.backups.make(ADMIN);
		}
		for (int i = 0; i < 60; i++) {
			later(Duration.ofHours(2));
		}
		assertThat(kinds().stream().filter((kind) -> kind == BackupKind.MANUAL)).hasSize(4);
		assertThat(kinds().stream().filter((kind) -> kind == BackupKind.SCHEDULED)).hasSize(3);
		assertThat(kinds().stream().filter((kind) -> kind == BackupKind.DAILY)).hasSize(2);
	}

	@Test
	void whenOneFailsThenNothingIsPrunedAndItIsTriedAgainAQuarterOfAnHourLater() {
		for (int i = 0; i < 5; i++) {
			later(Duration.ofHours(2));
		}
		List<String> before = this.here.files();
		this.here.witness = (step) -> {
			throw new IOException("No space left on device");
		};
		later(Duration.ofHours(2));
		assertThat(this.here.files()).isEqualTo(before);
		this.here.witness = Step.Witness.NONE;
		later(Duration.ofMinutes(14));
		assertThat(this.here.files()).isEqualTo(before);
		later(Duration.ofMinutes(1));
		assertThat(this.here.backups.status().failed()).isNull();
		assertThat(this.here.files()).isNotEqualTo(before);
	}

	@Test
	void aBackupFromATimeToComeStopsNothing() {
		this.schedule.tick();
		this.here.clock.move(Duration.ofDays(-400));
		this.schedule.tick();
		assertThat(kinds()).hasSize(2);
		later(Duration.ofHours(2));
		assertThat(kinds()).hasSize(3);
	}

	@Test
	void whatCannotBeReadPushesNoGoodOneOut() throws IOException {
		for (int i = 0; i < 4; i++) {
			later(Duration.ofHours(2));
		}
		for (int i = 0; i < 3; i++) {
			this.here.clock.move(Duration.ofMinutes(1));
			Files.writeString(
					this.here.folder.resolve(new BackupName(this.here.clock.instant(), BackupKind.SCHEDULED).file()),
					"no ZIP");
		}
		later(Duration.ofHours(2));
		assertThat(this.here.backups.list()).filteredOn((backup) -> backup.kind() == BackupKind.SCHEDULED)
			.filteredOn(Backup::readable)
			.hasSize(3);
	}

	private void later(Duration time) {
		this.here.clock.move(time);
		this.schedule.tick();
	}

	private List<BackupKind> kinds() {
		return this.here.backups.list().stream().map(Backup::kind).toList();
	}

}
