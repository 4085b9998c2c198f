package fr.passerelle.gateway.console.people;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.people.ImportQuestion;
import fr.passerelle.gateway.schoolfile.FileFault;
import fr.passerelle.gateway.schoolfile.FileKind;
import fr.passerelle.gateway.schoolfile.LeftOut;
import fr.passerelle.gateway.schoolfile.SchoolCorpus;
import fr.passerelle.gateway.schoolfile.SchoolFileReader;
import fr.passerelle.gateway.schoolfile.UnusableFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.AbstractMessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

class FaultWordsTests {

	private static final ResourceBundleMessageSource WORDS = words();

	private static final Charset ISO_8859_15 = Charset.forName("ISO-8859-15");

	private static final String PUPILS = "ElevesSansAdresses.xml";

	private static final String STAFF = "sts_emp_0330001A_2026.xml";

	private static final String BASENAME = "fr/passerelle/gateway/console/messages/people";

	/** The sources have more texts than this; fewer were not looked at. */
	private static final int MANY = 50;

	/** Parts that the program joins to messages, and a message with each. */
	private static final Map<String, String> PARTS = Map.of("an establishment that it does not name by a UAI",
			"is of an establishment that it does not name by a UAI, and this establishment is 7",
			"XML with the root element 7", "is XML with the root element 7, of no known kind; known are 7",
			"empty, or neither XML nor text in UTF-8 or Windows-1252",
			"is empty, or neither XML nor text in UTF-8 or Windows-1252, of no known kind; known are 7",
			"text whose first row is no header row",
			"is text whose first row is no header row, of no known kind; known are 7");

	/** Messages that are another for a value. */
	private static final List<String> MORE = List.of("'' is not an Espace; accepted, joined by '|': parent",
			"is XML with the root element Types, of no known kind; known are 7", "InÃšs ROCHE = Inès ROCHE?");

	/** Classes whose texts are SQL. */
	private static final Set<String> SQL = Set.of("PeopleTable", "FamilyTable");

	/**
	 * Texts that are not for readers of faults: parts that come with others, titles of
	 * columns, details of the journal, and what is said of a program's own mistakes.
	 */
	private static final Set<String> OTHERS = Set.of("is 7, of no known kind; 7",
			"known are pupils and guardians of SIECLE, STS-Web's sts_emp file, pupils and guardians of ONDE, "
					+ "RapprochementSSO and a list with the columns identifiant, nom, prenom, espaces",
			"Date naissance", "date naissance", "date de naissance", "libelle classe", "nom d usage",
			"nom d usage eleve", "nom d usage responsable", "nom de famille enfant", "nom eleve", "nom enfant",
			"nom responsable", "prenom eleve", "prenom enfant", "prenom responsable",
			"7 added, 7 changed, 7 unchanged7", "7 people, as 7", "PersonRow[line 7]", "a password could not be hashed",
			"a password has 1 to 7 characters", "an import fails by its own exceptions alone", "every Java has SHA-256",
			"nothing is fetched", "reading from memory", "the encoder made no hash", "too large");

	private static final Set<String> SOURCES = SourceTexts.of(List.of("schoolfile", "people"), SQL);

	private static ResourceBundleMessageSource words() {
		ResourceBundleMessageSource source = new ResourceBundleMessageSource();
		source.setBasename(BASENAME);
		source.setDefaultEncoding("UTF-8");
		source.setFallbackToSystemLocale(false);
		source.setAlwaysUseMessageFormat(true);
		return source;
	}

	/** Each line is a message as the program makes it, without what is accepted. */
	@ParameterizedTest
	@CsvSource(delimiter = '>', quoteCharacter = '`',
			textBlock = """
					does not say of which establishment it is (PARAMETRES/UAJ) > Le fichier ne dit pas de quel établissement il vient (PARAMETRES/UAJ). Refaites l’export dans SIECLE ou STS-Web, et envoyez-le sans le modifier.
					is a timetable program's export to STS-Web; wanted is what STS-Web itself exports: sts_emp_….xml > C’est l’export de l’emploi du temps vers STS ; demandez le fichier sts_emp_….xml dans STS-Web.
					is of an establishment that it does not name by a UAI, and this establishment is 0330001A > Le fichier ne nomme son établissement par aucun code UAI ; cet établissement est 0330001A. Refaites l’export pour 0330001A.
					is of 0750002B, and this establishment is 0330001A > Le fichier est celui de l’établissement 0750002B ; cet établissement est 0330001A. Refaites l’export pour 0330001A.
					is 2025, but 2026 in eleves.xml > Les fichiers ne sont pas de la même année scolaire : 2025 ici, 2026 dans eleves.xml. Refaites les exports de la même année.
					has nobody who is of the school > Le fichier ne contient personne qui soit de l’établissement. L’export était sans doute vide : refaites-le.
					is XML with the root element Types, of no known kind; known are pupils > C’est un document Excel ou Word. Enregistrez la liste au format « CSV UTF-8 », et envoyez les exports de SIECLE, STS-Web ou ONDE sans les ouvrir.
					is XML with the root element html, of no known kind; known are pupils > C’est un fichier XML d’une autre sorte (élément racine html).
					is text whose first row is no header row, of no known kind; known are pupils > C’est un texte dont la première ligne n’est pas une ligne d’en-tête connue.
					is empty, or neither XML nor text in UTF-8 or Windows-1252, of no known kind; known are pupils > Le fichier est vide, ou n’est ni du XML, ni du texte en UTF-8 ou Windows-1252.
					is a ZIP that cannot be read, or is protected by a password > Ce ZIP ne peut pas être lu, ou est protégé par un mot de passe. Envoyez les fichiers qu’il contient.
					is an empty ZIP > Ce ZIP est vide.
					is a ZIP inside a ZIP > C’est un ZIP dans un ZIP. Décompressez-le, et envoyez les fichiers qu’il contient.
					unpacks to much more than any export does > Décompressé, le fichier est bien plus gros que ne l’est un export. Refaites l’export, et envoyez-le tel quel.
					is larger than 134217728 bytes unpacked, brings the import to more than 268435456, or has a name or value without end > Le fichier dépasse 128 Mo une fois décompressé, porte l’import à plus de 256 Mo, ou contient un nom ou une valeur sans fin. Envoyez les exports de SIECLE, STS-Web ou ONDE tels quels.
					is larger than 10485760 bytes, and no XML > Le fichier dépasse 10 Mo et n’est pas du XML.
					the file is larger than 10485760 bytes > Le fichier dépasse 10 Mo.
					is one of more than 32 files > L’import compte plus de 32 fichiers.
					brings the import to more than 200000 people > Avec ce fichier, l’import compte plus de 200 000 personnes.
					has more than 200000 people > Le fichier compte plus de 200 000 personnes.
					the list has more than 50000 people > La liste compte plus de 50 000 personnes.
					has more than 400000 links of guardians and pupils > Le fichier compte plus de 400 000 liens entre responsables et élèves.
					has a DOCTYPE, which no export has > Le fichier contient un DOCTYPE, ce que ne contient aucun export. Refaites l’export, et envoyez-le sans le modifier.
					has a DOCTYPE or an unknown entity, which no export has > Le fichier contient un DOCTYPE ou une entité inconnue, ce que ne contient aucun export. Refaites l’export, et envoyez-le sans le modifier.
					is nested deeper, or has larger records, than any export > Le fichier est plus imbriqué, ou a des fiches plus longues, que tout export. Refaites l’export, et envoyez-le sans le modifier.
					is declared as koi8-r; read are UTF-8, ISO-8859-1, ISO-8859-15 and Windows-1252 > Le fichier se déclare en koi8-r ; les encodages lus sont UTF-8, ISO-8859-1, ISO-8859-15 et Windows-1252. Refaites l’export.
					holds bytes that the encoding of its first line does not have > Le fichier contient des caractères étrangers à l’encodage qu’annonce sa première ligne. Refaites l’export, et envoyez-le sans l’ouvrir.
					is not well-formed XML here; a file that was cut short ends so > Ici, le fichier n’est plus du XML bien formé : il a sans doute été coupé. Téléchargez-le ou exportez-le de nouveau.
					is not well-formed XML > Le fichier n’est pas du XML bien formé. Refaites l’export, et envoyez-le sans le modifier.
					the file is empty, or neither UTF-8 nor Windows-1252 text > Le fichier est vide, ou n’est pas du texte en UTF-8 ou Windows-1252. Enregistrez la liste au format « CSV UTF-8 ».
					a quote is opened here and never closed > Un guillemet droit (") est ouvert ici et n’est jamais refermé.
					at or behind this line stands a row that is no CSV > À cette ligne ou juste après, une ligne n’est pas du CSV. Refaites l’export dans ONDE, et envoyez-le sans l’ouvrir.
					at or behind this line stands a row that is no CSV: text behind a closing quote, more than 64 fields or a field of more than 4096 characters > À cette ligne ou juste après, une ligne n’est pas du CSV : du texte suit un guillemet fermant, la ligne a plus de 64 champs, ou un champ a plus de 4 096 caractères.
					has 5 fields, the header row 4 > La ligne a 5 champs, l’en-tête 4. Un texte qui contient le séparateur s’écrit entre guillemets droits (").
					holds “Ã©”, which no name has: the list was saved in another encoding; export it again > Un nom contient « Ã© », ce qu’aucun nom ne contient : la liste a été enregistrée dans un autre encodage. Refaites l’export dans ONDE, et envoyez-le sans l’ouvrir.
					holds “Ã©”, which no name has: the list is in another encoding than UTF-8 or Windows-1252, or was converted twice; save it anew as “CSV UTF-8” > Le nom contient « Ã© », ce qu’aucun nom ne contient : la liste est dans un autre encodage qu’UTF-8 ou Windows-1252, ou a été convertie deux fois. Enregistrez-la de nouveau au format « CSV UTF-8 ».
					stands twice in the header row > Cette colonne est deux fois dans la ligne d’en-tête.
					is not a column; accepted: identifiant, nom, prenom > Cette colonne n’existe pas. Colonnes acceptées : identifiant, nom, prenom.
					is missing from the header row > Cette colonne manque dans la ligne d’en-tête.
					is missing, or is no key of letters and digits > La clé manque, ou contient autre chose que des lettres et des chiffres. Refaites l’export dans SIECLE ou STS-Web, et envoyez-le sans le modifier.
					is missing, or has more than 256 characters > L’identifiant de l’ENT manque, ou dépasse 256 caractères. Redemandez le fichier RapprochementSSO à l’ENT.
					is required > Ce champ est obligatoire.
					has more than 100 characters > Ce champ dépasse 100 caractères.
					has a name of more than 100 characters > Un nom ou un prénom dépasse 100 caractères. Corrigez-le dans l’application d’où vient le fichier, puis refaites l’export.
					holds an invisible or control character > Ce champ contient un caractère invisible. Effacez-le et écrivez-le de nouveau.
					has a name with an invisible or control character > Un nom ou un prénom contient un caractère invisible. Corrigez-le dans l’application d’où vient le fichier, puis refaites l’export.
					holds a control character > Ce champ contient un caractère de contrôle, par exemple un saut de ligne.
					is not a date; write 31/12/2010 or 2010-12-31 > Ce n’est pas une date : écrivez 31/12/2010 ou 2010-12-31.
					is before 1900 or in the future > Cette date est avant 1900 ou dans l’avenir.
					is not an e-mail address > Ce n’est pas une adresse électronique.
					'' is not an Espace; accepted, joined by '|': commune, parent > Il manque un Espace avant ou après « | ». Espaces acceptés, séparés par « | » : commune, parent.
					'eleves' is not an Espace; accepted, joined by '|': commune, parent > « eleves » n’est pas un Espace. Espaces acceptés, séparés par « | » : commune, parent.
					is the same person as line 1210 of eleves.xml > Cette personne est déjà à la ligne 1210 du fichier eleves.xml. Envoyez chaque fichier une seule fois.
					stands on line 1210 too > Cette valeur est déjà à la ligne 1210, et ne peut servir qu’une fois.
					stands in liste.csv too > Cet identifiant est déjà dans liste.csv, et ne peut servir qu’une fois.
					1 faults in files of people > 1 erreur dans les fichiers de personnes.
					12 faults in a list of people > 12 erreurs dans la liste de personnes.
					another import is under way > Un autre import est en cours. Réessayez quand il sera terminé.
					too many passwords are being checked at once > Trop de mots de passe sont vérifiés en ce moment. Réessayez dans une minute.
					no import can be undone: there was none, it changed nothing, or it is undone already > Aucun import ne peut être annulé : il n’y en a pas eu, il n’a rien changé, ou il est déjà annulé.
					InÃšs ROCHE = Inès ROCHE? > « InÃšs ROCHE » ou « Inès ROCHE »
					""")
	void aFaultIsSaidInTheReadersWords(String message, String said) {
		assertThat(french(message)).startsWith(said);
	}

	@Test
	void whatReadersFindIsSaidInFrench() {
		String pupils = text(PUPILS, ISO_8859_15);
		String staff = text(STAFF, StandardCharsets.UTF_8);
		assertThat(said(staff.replace("0330001A", "0750002B"))).containsExactly(
				"Le fichier est celui de l’établissement 0750002B ; cet établissement est 0330001A. Refaites l’export pour 0330001A.");
		assertThat(said(staff.replace("STS_EDT", "EDT_STS"))).containsExactly(
				"C’est l’export de l’emploi du temps vers STS ; demandez le fichier sts_emp_….xml dans STS-Web.");
		assertThat(said(pupils.replaceAll("<PARAMETRES>.*</PARAMETRES>", ""))).singleElement()
			.asString()
			.startsWith("Le fichier ne dit pas de quel établissement il vient");
		assertThat(said("<html><body/></html>")).singleElement()
			.asString()
			.startsWith("C’est un fichier XML d’une autre sorte (élément racine html). Sont acceptés : élèves");
		assertThat(said("un;deux\n1;2\n")).singleElement()
			.asString()
			.startsWith("C’est un texte dont la première ligne n’est pas une ligne d’en-tête connue.");
		assertThat(said("<!DOCTYPE x>" + staff)).singleElement()
			.asString()
			.startsWith("Le fichier contient un DOCTYPE");
		assertThat(said(pupils.substring(0, pupils.length() / 2))).singleElement()
			.asString()
			.startsWith("Ici, le fichier n’est plus du XML bien formé");
		assertThat(said(pupils.replace("29/02/2012", "29/02/2013")))
			.containsExactly("Ce n’est pas une date : écrivez 31/12/2010 ou 2010-12-31.");
		assertThat(said(pupils.replace("ELEVE_ID=\"710001\" ELENOET", "ELEVE_ID=\"\" ELENOET"))).singleElement()
			.asString()
			.startsWith("La clé manque");
		assertThat(said(pupils.getBytes(ISO_8859_15), pupils.getBytes(ISO_8859_15)))
			.allMatch((text) -> text.startsWith("Cette personne est déjà à la ligne "))
			.isNotEmpty();
		assertThat(said("Nom élève;Prénom élève\nLÃ©a;Zoé\n")).singleElement()
			.asString()
			.startsWith("Un nom contient « Ã© », ce qu’aucun nom ne contient");
	}

	@Test
	void aWorkbookIsNamedAsOne() {
		byte[] workbook = SchoolCorpus.zip("[Content_Types].xml",
				"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Types/>".getBytes(StandardCharsets.UTF_8));
		assertThat(said(workbook)).singleElement().asString().startsWith("C’est un document Excel ou Word.");
		assertThat(said(SchoolCorpus.zip("a.zip", workbook))).singleElement()
			.asString()
			.startsWith("C’est un ZIP dans un ZIP.");
	}

	@Test
	void namesOfFilesAndValuesMayHoldAnything() {
		assertThat(french("'a\u2028{0}\u0085'b' is not an Espace; accepted, joined by '|': parent"))
			.startsWith("« a\u2028{0}\u0085'b » n’est pas un Espace.");
		assertThat(french("stands in {1}.csv too")).startsWith("Cet identifiant est déjà dans {1}.csv,");
	}

	@Test
	void aMessageWithoutWordsIsLeftAsItIs() {
		assertThat(french("is painted green")).isEqualTo("is painted green");
		assertThat(french("")).isEmpty();
	}

	/** A new message needs its words; a text that is none is named above. */
	@Test
	void everyMessageOfTheSourcesHasItsWords() {
		assertThat(SOURCES).hasSizeGreaterThan(MANY).containsAll(PARTS.keySet()).containsAll(OTHERS);
		assertThat(messages().filter((message) -> french(message).equals(message))).isEmpty();
	}

	@Test
	void noWordsAreLeftOfAMessageThatIsGone() {
		FaultWords keys = new FaultWords(new KeysAsWords(), Locale.FRENCH);
		Set<String> used = Stream.concat(messages(), MORE.stream()).map(keys::of).collect(Collectors.toSet());
		ResourceBundle french = ResourceBundle.getBundle(BASENAME, Locale.ROOT);
		assertThat(french.keySet().stream().filter((key) -> key.startsWith("people.fault.")))
			.containsExactlyInAnyOrderElementsOf(used);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void everyMessageIsSaidInBothLanguages(String message) {
		assertThat(List.of(french(message), english(message))).doesNotHaveDuplicates()
			.allSatisfy((said) -> assertThat(said).endsWith(".").doesNotContain("{", "}", ",choice,"));
	}

	@Test
	void englishReadersReadSentences() {
		assertThat(english("is of 0750002B, and this establishment is 0330001A")).isEqualTo(
				"The file is of establishment 0750002B; this establishment is 0330001A. Export the file again for 0330001A.");
		assertThat(english("brings the import to more than 200000 people"))
			.isEqualTo("With this file the import has more than 200,000 people.");
		assertThat(english("is larger than 10485760 bytes, and no XML"))
			.isEqualTo("The file is larger than 10 MB and is no XML.");
		assertThat(english("1 faults in files of people")).isEqualTo("1 fault in the files of people.");
	}

	@Test
	void reasonsKindsQuestionsAndAnswersHaveTheirWords() {
		List<String> keys = new ArrayList<>();
		Stream.of(LeftOut.Reason.values()).forEach((reason) -> keys.add("people.left." + reason));
		Stream.of(FileKind.values()).forEach((kind) -> keys.add("people.kind." + kind));
		Stream.of(ImportQuestion.Kind.values()).forEach((kind) -> keys.add("people.question." + kind));
		Stream.of(ImportQuestion.NEW, ImportQuestion.NOBODY, ImportQuestion.AS_IS, ImportQuestion.REPAIRED)
			.forEach((answer) -> keys.add("people.answer." + answer));
		for (String key : keys) {
			String french = WORDS.getMessage(key, new Object[] { "Léa DUPONT" }, Locale.FRENCH);
			String english = WORDS.getMessage(key, new Object[] { "Léa DUPONT" }, Locale.ENGLISH);
			assertThat(french).isNotBlank().isNotEqualTo(english);
			assertThat(List.of(french, english))
				.allMatch((text) -> text.contains("Léa DUPONT") == key.startsWith("people.question."));
		}
	}

	/** The messages that the sources have, each with a value in place of what differs. */
	static Stream<String> messages() {
		return SOURCES.stream()
			.filter((text) -> !OTHERS.contains(text))
			.map((text) -> PARTS.getOrDefault(text, text))
			.distinct();
	}

	private static List<String> said(String file) {
		return said(file.getBytes(file.contains("ISO-8859-15") ? ISO_8859_15 : StandardCharsets.UTF_8));
	}

	private static List<String> said(byte[]... files) {
		SchoolFileReader reader = new SchoolFileReader(SchoolCorpus.SCHOOL, SchoolCorpus.TODAY);
		try {
			for (byte[] file : files) {
				reader.read("file", new ByteArrayInputStream(file));
			}
			return reader.result().faults().stream().map(FileFault::message).map(FaultWordsTests::french).toList();
		}
		catch (UnusableFileException ex) {
			return List.of(french(Objects.requireNonNull(ex.getMessage())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String text(String name, Charset charset) {
		return new String(SchoolCorpus.file(name), charset);
	}

	private static String french(String message) {
		return new FaultWords(WORDS, Locale.FRENCH).of(message);
	}

	private static String english(String message) {
		return new FaultWords(WORDS, Locale.ENGLISH).of(message);
	}

	/** Says the key of each text. */
	private static final class KeysAsWords extends AbstractMessageSource {

		@Override
		protected MessageFormat resolveCode(String code, Locale locale) {
			return new MessageFormat(code, locale);
		}

	}

}
