package fr.passerelle.gateway.backup;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.DataDirectory;
import fr.passerelle.gateway.suspension.RulesInEffect;
import fr.passerelle.gateway.version.StoreReplacement;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

	private static final Duration EVERY = Duration.ofMinutes(1);

	@Bean
	Backups backups(DataSource source, TransactionOperations transactions, DataDirectory directory,
			StoreReplacement replacement, RulesInEffect rules, AuditTrail audit, PasserelleSettings settings,
			Clock clock) {
		BackupFolder folder = new BackupFolder(directory.folder("backups"));
		TemporaryStores temporary = new TemporaryStores(directory.folder("tmp"), clock);
		String version = Objects.requireNonNullElse(Backups.class.getPackage().getImplementationVersion(), "unknown");
		BackupMaker maker = new BackupMaker(source, folder, temporary, version, Step.Witness.NONE);
		Restore restore = new Restore(new JdbcTemplate(source), transactions, replacement, rules::refresh);
		return new Backups(folder, temporary, maker, restore, audit, settings, clock);
	}

	/**
	 * A backup that takes too long when the program ends is interrupted, which does no
	 * harm.
	 */
	@Bean
	FixedDelayTask backupSchedule(Backups backups, Clock clock) {
		return new FixedDelayTask(new BackupSchedule(backups, clock)::tick, EVERY, EVERY);
	}

	@Bean
	MeterBinder backupMeters(Backups backups, Clock clock) {
		return (registry) -> Gauge.builder("passerelle.backup.age", backups, (source) -> age(source, clock))
			.baseUnit("seconds")
			.description("Time since the last good backup; nothing while there is none")
			.register(registry);
	}

	private static double age(Backups backups, Clock clock) {
		Backup last = backups.status().last();
		return (last != null) ? Duration.between(last.at(), clock.instant()).toMillis() / 1000.0 : Double.NaN;
	}

}
