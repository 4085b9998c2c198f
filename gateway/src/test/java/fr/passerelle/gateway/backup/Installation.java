package fr.passerelle.gateway.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditQuery;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.Database;
import fr.passerelle.gateway.store.TestDatabase;
import fr.passerelle.gateway.store.TestPostgres;
import fr.passerelle.gateway.version.EstablishmentChanged;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.TestControlPlane;
import fr.passerelle.gateway.version.Version;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An installation without its web server: store, control plane, trail and backups.
 */
final class Installation implements AutoCloseable {

	static final Change ADMIN = new Change(new Actor("admin", "198.51.100.9", true), "before the summer");

	static final Uai COLLEGE = new Uai("0330001A");

	static final Uai LYCEE = new Uai("0750002B");

	private static final AtomicInteger DATABASES = new AtomicInteger();

	final MovableClock clock = new MovableClock();

	final List<EstablishmentChanged> events = new ArrayList<>();

	final Path folder;

	final TestDatabase database;

	final Establishments establishments;

	final History history;

	final Backups backups;

	/** What happens at each step of a backup. */
	Step.Witness witness = Step.Witness.NONE;

	private final AuditTrail trail;

	private Installation(Path data, TestDatabase database) {
		this.folder = create(data.resolve("backups"));
		this.database = database;
		TestControlPlane plane = TestControlPlane.on(database, this.clock, this.events::add);
		this.establishments = plane.establishments();
		this.history = plane.history();
		JdbcTemplate jdbc = new JdbcTemplate(database.dataSource());
		this.trail = AuditTrail.open(jdbc, this.clock, Duration.ofDays(365));
		BackupFolder listing = new BackupFolder(this.folder);
		TemporaryStores temporary = new TemporaryStores(create(data.resolve("tmp")), this.clock);
		BackupMaker maker = new BackupMaker(database.dataSource(), listing, temporary, "1.0",
				(step) -> this.witness.done(step));
		this.backups = new Backups(listing, temporary, maker,
				new Restore(jdbc, database.transactions(), plane.replacement(), () -> {
				}), this.trail, settings(), this.clock);
	}

	static Installation on(Database database, Path data) {
		return (database == Database.EMBEDDED) ? embedded(data) : postgres(data);
	}

	static Installation embedded(Path data) {
		return new Installation(data, TestDatabase.embedded(data));
	}

	static Installation postgres(Path data) {
		return new Installation(data, TestPostgres.database("backup_" + DATABASES.incrementAndGet()));
	}

	private static PasserelleSettings settings() {
		return new Binder(new MapConfigurationPropertySource(Map.of("passerelle.backups.keep", "3",
				"passerelle.backups.keep-daily", "2", "passerelle.backups.keep-manual", "4")))
			.bindOrCreate("passerelle", PasserelleSettings.class);
	}

	private static Path create(Path folder) {
		try {
			return Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static ConfigurationDocument document(Uai uai, String name, String host) {
		return ConfigurationDocument.parse("""
				{"uai": "%s", "name": "%s", "publicUrl": "https://%s", "upstream": "http://127.0.0.1:9",
				"espaces": {"parent": {"published": true}}}""".formatted(uai, name, host)
			.getBytes(StandardCharsets.UTF_8), ConfigurationDocument.Format.JSON);
	}

	Version create(Uai uai, String name, String host) {
		return this.establishments.create(document(uai, name, host), ADMIN);
	}

	Version change(Uai uai, String name, String host) {
		return this.establishments.replace(uai, document(uai, name, host), ExpectedVersion.ANY, false, ADMIN);
	}

	void delete(Uai uai) {
		this.establishments.delete(uai, ExpectedVersion.ANY, ADMIN);
	}

	String name(Uai uai) {
		return this.establishments.find(uai).map(Establishment::name).orElse("none");
	}

	void addPerson(Uai uai, String login) {
		this.database.jdbc()
			.sql("INSERT INTO people (uai, login_key, identifiant, family_name, given_name, espaces, search_text) "
					+ "VALUES (?, ?, ?, 'Élan', 'Zoé', 'parent', ?)")
			.params(uai.value(), login, login, login)
			.update();
	}

	void execute(String sql) {
		this.database.jdbc().sql(sql).update();
	}

	List<String> texts(String query) {
		return this.database.jdbc().sql(query).query(String.class).list();
	}

	List<String> people() {
		return this.database.jdbc().sql("SELECT login_key FROM people ORDER BY login_key").query(String.class).list();
	}

	void addAdministrator(String name, String hash) {
		this.database.jdbc()
			.sql("INSERT INTO administrators (username, password_hash, created_at) VALUES (?, ?, 1)")
			.params(name, hash)
			.update();
	}

	List<String> administrators() {
		return this.database.jdbc()
			.sql("SELECT username || '/' || password_hash FROM administrators ORDER BY username")
			.query(String.class)
			.list();
	}

	/** The trail, newest first, once all of it is written. */
	List<AuditEntry> written() {
		this.trail.close();
		return this.trail.query(AuditQuery.of(null)).entries();
	}

	List<String> files() {
		return files(this.folder);
	}

	static List<String> files(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((file) -> String.valueOf(file.getFileName())).sorted().toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.trail.close();
		this.database.close();
	}

}
