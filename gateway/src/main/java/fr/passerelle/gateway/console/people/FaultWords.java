package fr.passerelle.gateway.console.people;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.springframework.context.MessageSource;

/**
 * What is wrong with the files of an import, which the API tells in English, in the
 * reader's words and as whole sentences. Each message of the packages that read files has
 * a pattern here; a message without one is shown as it is.
 */
final class FaultWords {

	private static final String PREFIX = "people.fault.";

	private static final long BYTES_OF_A_MEGABYTE = 1024L * 1024;

	/** The first pattern that matches counts. */
	private static final List<Phrase> PHRASES = List.of(
			phrase("noEstablishment", "does not say of which establishment it is \\(PARAMETRES/UAJ\\)"),
			phrase("timetable", "is a timetable program's export to STS-Web; wanted is .+"),
			phrase("unnamedEstablishment",
					"is of an establishment that it does not name by a UAI, and this establishment is (.+)"),
			phrase("otherEstablishment", "is of (.+), and this establishment is (.+)"),
			phrase("nobody", "has nobody who is of the school"),
			phrase("office", "is XML with the root element Types, of no known kind; known are .+"),
			phrase("unknownXml", "is XML with the root element (.*), of no known kind; known are .+"),
			phrase("unknownText", "is text whose first row is no header row, of no known kind; known are .+"),
			phrase("unknown",
					"is empty, or neither XML nor text in UTF-8 or Windows-1252, of no known kind; known are .+"),
			phrase("badZip", "is a ZIP that cannot be read, or is protected by a password"),
			phrase("emptyZip", "is an empty ZIP"), phrase("zipInZip", "is a ZIP inside a ZIP"),
			phrase("bomb", "unpacks to much more than any export does"),
			sized("tooLarge",
					"is larger than (\\d+) bytes unpacked, brings the import to more than (\\d+), or has a name or value without end"),
			sized("largeList", "is larger than (\\d+) bytes, and no XML"),
			sized("largeFile", "the file is larger than (\\d+) bytes"),
			counted("tooManyFiles", "is one of more than (\\d+) files"),
			counted("importPeople", "brings the import to more than (\\d+) people"),
			counted("filePeople", "has more than (\\d+) people"),
			counted("listPeople", "the list has more than (\\d+) people"),
			counted("links", "has more than (\\d+) links of guardians and pupils"),
			phrase("doctype", "has a DOCTYPE, which no export has"),
			phrase("entity", "has a DOCTYPE or an unknown entity, which no export has"),
			phrase("deep", "is nested deeper, or has larger records, than any export"),
			phrase("charset", "is declared as (.+); read are UTF-8, ISO-8859-1, ISO-8859-15 and Windows-1252"),
			phrase("bytes", "holds bytes that the encoding of its first line does not have"),
			phrase("cut", "is not well-formed XML here; a file that was cut short ends so"),
			phrase("notXml", "is not well-formed XML"),
			phrase("emptyList", "the file is empty, or neither UTF-8 nor Windows-1252 text"),
			phrase("openQuote", "a quote is opened here and never closed"),
			phrase("badRow", "at or behind this line stands a row that is no CSV"),
			counted("badRow.list",
					"at or behind this line stands a row that is no CSV: text behind a closing quote, "
							+ "more than (\\d+) fields or a field of more than (\\d+) characters"),
			counted("wide", "has (\\d+) fields, the header row (\\d+)"),
			phrase("encoding",
					"holds \u201c(.+)\u201d, which no name has: the list was saved in another encoding; export it again"),
			phrase("encoding.list",
					"holds \u201c(.+)\u201d, which no name has: the list is in another encoding than UTF-8 or "
							+ "Windows-1252, or was converted twice; save it anew as \u201cCSV UTF-8\u201d"),
			phrase("column.twice", "stands twice in the header row"),
			phrase("column.unknown", "is not a column; accepted: (.+)"),
			phrase("column.missing", "is missing from the header row"),
			phrase("key", "is missing, or is no key of letters and digits"),
			counted("entId", "is missing, or has more than (\\d+) characters"), phrase("required", "is required"),
			counted("long", "has more than (\\d+) characters"),
			counted("longName", "has a name of more than (\\d+) characters"),
			phrase("invisible", "holds an invisible or control character"),
			phrase("invisibleName", "has a name with an invisible or control character"),
			phrase("control", "holds a control character"),
			phrase("date", "is not a date; write 31/12/2010 or 2010-12-31"),
			phrase("impossibleDate", "is before 1900 or in the future"), phrase("email", "is not an e-mail address"),
			phrase("espace.empty", "'' is not an Espace; accepted, joined by '\\|': (.+)"),
			phrase("espace", "'(.+)' is not an Espace; accepted, joined by '\\|': (.+)"),
			phrase("samePerson", "is the same person as line (\\d+) of (.+)"),
			phrase("twice.line", "stands on line (\\d+) too"), phrase("twice.file", "stands in (.+) too"),
			counted("count.files", "(\\d+) faults in files of people"),
			counted("count.list", "(\\d+) faults in a list of people"), phrase("busy", "another import is under way"),
			phrase("busy.passwords", "too many passwords are being checked at once"),
			phrase("undo", "no import can be undone: there was none, it changed nothing, or it is undone already"),
			phrase("year", "is (.+), but (.+) in (.+)"), phrase("spelling", "(.+) = (.+)\\?"));

	private final MessageSource words;

	private final Locale locale;

	/** For one reader. */
	FaultWords(MessageSource words, Locale locale) {
		this.words = words;
		this.locale = locale;
	}

	/** The message in the reader's words; the message itself where there are none. */
	String of(String message) {
		return PHRASES.stream()
			.flatMap((phrase) -> phrase.read(message).map((match) -> said(phrase, match)).stream())
			.findFirst()
			.orElse(message);
	}

	private String said(Phrase phrase, MatchResult match) {
		Object[] arguments = IntStream.rangeClosed(1, match.groupCount())
			.mapToObj((number) -> phrase.argument(match.group(number)))
			.toArray();
		return this.words.getMessage(PREFIX + phrase.name(), arguments, this.locale);
	}

	private static Phrase phrase(String name, String pattern) {
		return phrase(name, Groups.TEXT, pattern);
	}

	private static Phrase counted(String name, String pattern) {
		return phrase(name, Groups.COUNT, pattern);
	}

	private static Phrase sized(String name, String pattern) {
		return phrase(name, Groups.BYTES, pattern);
	}

	private static Phrase phrase(String name, Groups groups, String pattern) {
		// What a file holds may have line separators in it.
		return new Phrase(name, groups, Pattern.compile(pattern, Pattern.DOTALL));
	}

	/** What the groups of a pattern are. */
	private enum Groups {

		/** Names, lines and years, shown as they are. */
		TEXT,
		/** Numbers, shown with the reader's separators. */
		COUNT,
		/** Bytes, shown as megabytes. */
		BYTES

	}

	/**
	 * What the program says of a file.
	 *
	 * @param name ends the key of its words
	 * @param groups what the groups are
	 * @param pattern the whole message, its arguments as groups
	 */
	private record Phrase(String name, Groups groups, Pattern pattern) {

		Optional<MatchResult> read(String message) {
			var matcher = this.pattern.matcher(message);
			return matcher.matches() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
		}

		Object argument(String group) {
			return switch (this.groups) {
				case TEXT -> group;
				case COUNT -> Long.valueOf(group);
				case BYTES -> Long.parseLong(group) / BYTES_OF_A_MEGABYTE;
			};
		}

	}

}
