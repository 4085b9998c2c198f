package fr.passerelle.mockcas.standalone;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import fr.passerelle.mockcas.Person;

/**
 * Reads people from a file that any spreadsheet writes: UTF-8, a semicolon between
 * columns, a bar between the values of a column.
 *
 * <pre>
 * username;firstName;lastName;role;profiles;establishments;attributes
 * mdupont;Marie;Dupont;Parente;National_TUT;0330001A|0750002B;mail=m@exemple.invalid
 * </pre>
 */
final class PeopleFile {

	static final String HEADER = "username;firstName;lastName;role;profiles;establishments;attributes";

	private static final int COLUMNS = 7;

	/** More people than a login page can usefully show. */
	private static final int MOST_LINES = 2000;

	private PeopleFile() {
	}

	/**
	 * Reads a file.
	 * @throws IllegalArgumentException naming the line
	 */
	static List<Person> read(Path file) {
		List<String> lines;
		try {
			lines = Files.readAllLines(file, StandardCharsets.UTF_8);
		}
		catch (NoSuchFileException ex) {
			throw new IllegalArgumentException("file '%s' does not exist".formatted(file), ex);
		}
		catch (MalformedInputException ex) {
			throw new IllegalArgumentException("file '%s' is not UTF-8".formatted(file), ex);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("file '%s' cannot be read".formatted(file), ex);
		}
		return parse(lines);
	}

	static List<Person> parse(List<String> lines) {
		if (lines.isEmpty() || !HEADER.equals(lines.get(0).replace("\uFEFF", "").strip())) {
			throw new IllegalArgumentException("line 1 must be: " + HEADER);
		}
		if (lines.size() > MOST_LINES) {
			throw new IllegalArgumentException("more than %d lines".formatted(MOST_LINES));
		}
		List<Person> people = new ArrayList<>();
		Set<String> usernames = new HashSet<>();
		for (int i = 1; i < lines.size(); i++) {
			String line = lines.get(i).strip();
			if (!line.isEmpty() && !line.startsWith("#")) {
				Person person = person(line, i + 1);
				if (!usernames.add(person.username())) {
					throw new IllegalArgumentException(
							"line %d: '%s' is there twice".formatted(i + 1, person.username()));
				}
				people.add(person);
			}
		}
		return people;
	}

	private static Person person(String line, int number) {
		String[] columns = line.split(";", -1);
		if (columns.length > COLUMNS) {
			throw new IllegalArgumentException(
					"line %d has %d columns, not %d at most".formatted(number, columns.length, COLUMNS));
		}
		try {
			Person person = Person.of(column(columns, 0))
				.withName(column(columns, 1), column(columns, 2))
				.withRole(column(columns, 3))
				.withProfiles(values(columns, 4))
				.withEstablishments(values(columns, 5));
			for (String attribute : values(columns, 6)) {
				int equals = attribute.indexOf('=');
				if (equals < 0) {
					throw new IllegalArgumentException("'%s' is not name=value".formatted(attribute));
				}
				person = person.withAttribute(attribute.substring(0, equals), attribute.substring(equals + 1));
			}
			return person;
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("line %d: %s".formatted(number, ex.getMessage()), ex);
		}
	}

	private static String column(String[] columns, int index) {
		return (index < columns.length) ? columns[index].strip() : "";
	}

	private static String[] values(String[] columns, int index) {
		return List.of(column(columns, index).split("\\|", -1))
			.stream()
			.map(String::strip)
			.filter((value) -> !value.isEmpty())
			.toArray(String[]::new);
	}

}
