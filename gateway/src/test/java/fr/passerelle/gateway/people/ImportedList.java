package fr.passerelle.gateway.people;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.schoolfile.SchoolFileReader;
import fr.passerelle.gateway.store.TestDatabase;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;

/**
 * Imports a list of people in a test.
 */
public final class ImportedList {

	private ImportedList() {
	}

	/** Imports into a database, with passwords in the clear. */
	@SuppressWarnings("deprecation")
	public static ImportReport take(TestDatabase database, Uai uai, String csv, Clock clock) {
		PeopleImports imports = new PeopleImports(database.template(), database.transactions(),
				new PasswordHashing(NoOpPasswordEncoder.getInstance(), 2, Duration.ofSeconds(30)), (moved) -> {
				}, clock);
		return take(imports, uai, csv.getBytes(StandardCharsets.UTF_8), new Actor("test", "192.0.2.1")).report();
	}

	/** Imports one file. */
	public static ImportPlan take(PeopleImports imports, Uai uai, byte[] file, Actor actor) {
		SchoolFileReader reader = imports.reader(uai);
		try {
			reader.read("people.csv", new ByteArrayInputStream(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return imports.run(uai, reader.result(), ImportChoices.NONE, actor);
	}

}
