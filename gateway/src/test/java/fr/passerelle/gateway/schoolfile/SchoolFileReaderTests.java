package fr.passerelle.gateway.schoolfile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.schoolfile.LeftOut.Reason;
import fr.passerelle.gateway.schoolfile.SchoolFiles.ReadFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class SchoolFileReaderTests {

	private static final String PUPILS = "ElevesSansAdresses.xml";

	private static final String GUARDIANS = "ResponsablesAvecAdresses.xml";

	private static final String STAFF = "sts_emp_0330001A_2026.xml";

	private static final Charset ISO_8859_15 = Charset.forName("ISO-8859-15");

	private static String text(String name, Charset charset) {
		return new String(SchoolCorpus.file(name), charset);
	}

	private static SchoolFiles pupils(String from, String to) {
		String changed = text(PUPILS, ISO_8859_15).replace(from, to);
		assertThat(changed).isNotEqualTo(text(PUPILS, ISO_8859_15));
		return SchoolCorpus.read(changed.getBytes(ISO_8859_15));
	}

	@ParameterizedTest
	@CsvSource({ PUPILS + ",SIECLE_PUPILS", GUARDIANS + ",SIECLE_GUARDIANS", STAFF + ",STS",
			"onde-eleves.csv,ONDE_PUPILS", "onde-responsables.csv,ONDE_GUARDIANS" })
	void eachFileIsRecognisedByItsContent(String name, FileKind kind) {
		SchoolFiles files = SchoolCorpus.read(SchoolCorpus.file(name));
		assertThat(files.files()).containsExactly(new ReadFile("upload", kind));
		assertThat(files.faults()).isEmpty();
		SchoolFiles zipped = SchoolCorpus.read(SchoolCorpus.zip("folder/readme.txt", SchoolCorpus.file(name)));
		assertThat(zipped.files()).containsExactly(new ReadFile("upload/readme.txt", kind));
		assertThat(zipped.people()).hasSameSizeAs(files.people());
	}

	@Test
	void pupilsComeWithBothNamesClassAndKey() {
		SchoolFiles files = SchoolCorpus.read(PUPILS);
		assertThat(files.people())
			.extracting(FilePerson::sourceId, (person) -> person.names().family(), (person) -> person.names().usage(),
					(person) -> person.names().given(), FilePerson::birthDate, FilePerson::className, FilePerson::ine)
			.containsExactly(
					tuple("siecle:710001", "DUPONT", null, "Léa", LocalDate.of(2014, 3, 14), "6A", "0330000001A"),
					tuple("siecle:710002", "D'HÉRICOURT-LEBŒUF", "LEBŒUF", "Jean-Noël", LocalDate.of(2013, 11, 2),
							"5 EME 2", "0330000002B"),
					tuple("siecle:710003", "N'GUYEN", null, "Anh", LocalDate.of(2012, 2, 29), null, "033000003CC"),
					tuple("siecle:710005", "DUPONT", null, "Léa", LocalDate.of(2014, 3, 14), null, null));
		assertThat(files.people()).allMatch((person) -> person.espaces().equals(Set.of(EspaceKey.ELEVE)));
	}

	@Test
	void aPupilWhoHasLeftIsLeftOut() {
		assertThat(SchoolCorpus.read(PUPILS).left()).extracting(LeftOut::sourceId, LeftOut::reason)
			.containsExactly(tuple("siecle:710004", Reason.LEFT_SCHOOL));
	}

	@Test
	void aDateOfLeavingAfterTheExportIsNotOverYet() {
		SchoolFiles files = pupils("<DATE_SORTIE>31/08/2026", "<DATE_SORTIE>30/06/2027");
		assertThat(files.left()).isEmpty();
		assertThat(files.people()).extracting(FilePerson::sourceId).contains("siecle:710004");
	}

	@Test
	void classesMayComeBeforeThePupils() {
		String whole = text(PUPILS, ISO_8859_15);
		String structures = whole.substring(whole.indexOf("<STRUCTURES>"), whole.indexOf("</DONNEES>"));
		String swapped = whole.replace(structures, "").replace("<ELEVES>", structures + "<ELEVES>");
		assertThat(SchoolCorpus.read(swapped.getBytes(ISO_8859_15)).people().get(0).className()).isEqualTo("6A");
	}

	@ParameterizedTest
	@CsvSource({ "ISO-8859-15,ISO-8859-15", "UTF-8,UTF-8", "windows-1252,windows-1252", "ISO-8859-1,windows-1252",
			"Utf-8,UTF-8" })
	void theDeclaredEncodingIsReadAsExportersMeanIt(String declared, String written) {
		String whole = text(PUPILS, ISO_8859_15).replace("ISO-8859-15", declared);
		assertThat(SchoolCorpus.read(whole.getBytes(Charset.forName(written))).people().get(1).names().family())
			.isEqualTo("D'HÉRICOURT-LEBŒUF");
	}

	@Test
	void bytesOfAnotherEncodingAreAFault() {
		byte[] file = text(PUPILS, ISO_8859_15).replace("ISO-8859-15", "UTF-8").getBytes(ISO_8859_15);
		assertRefused(file, "bytes that the encoding of its first line does not have");
	}

	@Test
	void onlyLegalGuardiansComeAndTheirRankWithThem() {
		SchoolFiles files = SchoolCorpus.read(GUARDIANS);
		assertThat(files.people())
			.extracting(FilePerson::sourceId, (person) -> person.names().family(), (person) -> person.names().usage(),
					FilePerson::email)
			.containsExactly(tuple("siecle-r:820001", "MARTIN", "DUPONT", "marie.dupont@example.org"),
					tuple("siecle-r:820002", "DUPONT", null, null), tuple("siecle-r:820003", "LEBŒUF", null, null),
					tuple("siecle-r:820005", "ANCIEN", null, null));
		assertThat(files.families()).extracting(FamilyLink::guardian, FamilyLink::child, FamilyLink::legalRank)
			.contains(tuple("siecle-r:820001", "siecle:710001", 1), tuple("siecle-r:820002", "siecle:710001", 2),
					tuple("siecle-r:820001", "siecle:710002", 2))
			.hasSize(5);
		assertThat(files.left()).extracting(LeftOut::sourceId, LeftOut::reason)
			.containsExactly(tuple("siecle-r:820004", Reason.CONTACT_ONLY));
	}

	@Test
	void oneIdOfTwoTypesIsTwoPeopleAndStaffOnLeaveIsLeftOut() {
		SchoolFiles files = SchoolCorpus.read(STAFF);
		assertThat(files.people()).extracting(FilePerson::sourceId, FilePerson::espaces)
			.containsExactly(tuple("sts:epp:4101", Set.of(EspaceKey.DIRECTION)),
					tuple("sts:epp:4102", Set.of(EspaceKey.PROFESSEUR)),
					tuple("sts:local:4102", Set.of(EspaceKey.PROFESSEUR)),
					tuple("sts:epp:4103", Set.of(EspaceKey.VIESCOLAIRE)),
					tuple("sts:epp:4105", Set.of(EspaceKey.PROFESSEUR)));
		assertThat(files.people().get(0).names()).extracting(FilePerson.Names::family, FilePerson.Names::usage)
			.containsExactly("LEROY", "BERNARD");
		assertThat(files.people().get(1).names().usage()).isNull();
		assertThat(files.left()).extracting(LeftOut::name, LeftOut::reason)
			.containsExactly(tuple("Marc CONGE", Reason.ON_LEAVE));
	}

	@Test
	void aNameThatAnEncodingHasSpoiltIsToldWithWhatItWas() {
		String file = text(STAFF, StandardCharsets.UTF_8).replace("Inès", "InÃšs");
		FilePerson ines = SchoolCorpus.read(file.getBytes(StandardCharsets.UTF_8)).people().get(2);
		assertThat(ines.names().given()).isEqualTo("InÃšs");
		assertThat(ines.names().repaired()).isEqualTo(new FilePerson.Names("ROCHE", null, "Inès", null));
		assertThat(SchoolCorpus.read(PUPILS, GUARDIANS, STAFF).people())
			.allMatch((person) -> person.names().repaired() == null);
	}

	@Test
	void aFunctionWithoutAnEspaceOfItsOwnIsAskedFor() {
		String file = text(STAFF, StandardCharsets.UTF_8).replace("<FONCTION>DOC", "<FONCTION>ORI");
		FilePerson person = SchoolCorpus.read(file.getBytes(StandardCharsets.UTF_8)).people().get(4);
		assertThat(person.espaces()).isEmpty();
		assertThat(person.function()).isEqualTo("ORI");
	}

	@ParameterizedTest
	@ValueSource(strings = { PUPILS, GUARDIANS, STAFF })
	void aFileOfAnotherEstablishmentIsRefusedNamingBoth(String name) {
		byte[] file = text(name, StandardCharsets.ISO_8859_1).replace("0330001A", "0750002b")
			.getBytes(StandardCharsets.ISO_8859_1);
		assertRefused(file, "is of 0750002B, and this establishment is 0330001A");
	}

	@Test
	void aFileThatNamesNoEstablishmentIsRefused() {
		byte[] file = text(PUPILS, ISO_8859_15).replaceAll("<PARAMETRES>.*</PARAMETRES>", "").getBytes(ISO_8859_15);
		assertRefused(file, "does not say of which establishment");
	}

	@Test
	void aTimetableExportIsToldByRootAndBySource() {
		String file = text(STAFF, StandardCharsets.UTF_8);
		assertRefused(file.replace("STS_EDT", "EDT_STS").getBytes(StandardCharsets.UTF_8), "sts_emp_");
		assertRefused(file.replace("<DATE_EXPORT>", "<APPLICATION_SOURCE>X</APPLICATION_SOURCE><DATE_EXPORT>")
			.getBytes(StandardCharsets.UTF_8), "timetable");
	}

	@Test
	void filesOfTwoSchoolYearsAreNotImportedTogether() {
		byte[] old = text(GUARDIANS, ISO_8859_15).replace("<ANNEE_SCOLAIRE>2026", "<ANNEE_SCOLAIRE>2025")
			.getBytes(ISO_8859_15);
		SchoolFileReader reader = new SchoolFileReader(SchoolCorpus.SCHOOL, SchoolCorpus.TODAY);
		try {
			reader.read("a", new ByteArrayInputStream(SchoolCorpus.file(PUPILS)));
			reader.read("b", new ByteArrayInputStream(old));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		assertThat(reader.result().faults()).extracting(FileFault::file, FileFault::column, FileFault::message)
			.containsExactly(tuple("b", "ANNEE_SCOLAIRE", "is 2025, but 2026 in a"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\0\0\0", "nothing;known\n1;2\n", "<html><body/></html>", "%PDF-1.7" })
	void aFileOfNoKnownKindIsRefusedWithThoseThereAre(String content) {
		assertRefused(content.getBytes(StandardCharsets.UTF_8), "known are pupils and guardians of SIECLE");
	}

	@Test
	void aDoctypeIsRefusedWhereverItStands() {
		String file = text(STAFF, StandardCharsets.UTF_8);
		String evil = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
		assertRefused(file.replace("<STS_EDT>", evil + "<STS_EDT>").getBytes(StandardCharsets.UTF_8), "DOCTYPE");
		String far = "<!--" + "x".repeat(40_000) + "-->" + evil;
		assertRefused(file.replace("<STS_EDT>", far + "<STS_EDT>").getBytes(StandardCharsets.UTF_8), "DOCTYPE");
		byte[] entity = file.replace("BERNARD", "&a;").getBytes(StandardCharsets.UTF_8);
		assertThat(SchoolCorpus.read(entity).faults()).isNotEmpty();
	}

	@Test
	void aZipBombIsRefusedBeforeItIsUnpacked() {
		byte[] pupil = "<ELEVE ELEVE_ID=\"1\"><NOM>A</NOM><PRENOM>B</PRENOM></ELEVE>\n".repeat(1000)
			.getBytes(StandardCharsets.UTF_8);
		byte[] bomb = new byte[32 * 1024 * 1024];
		for (int i = 0; i < bomb.length; i++) {
			bomb[i] = (byte) ' ';
		}
		byte[] head = "<?xml version=\"1.0\"?><BEE_ELEVES>".getBytes(StandardCharsets.UTF_8);
		System.arraycopy(head, 0, bomb, 0, head.length);
		System.arraycopy(pupil, 0, bomb, head.length, pupil.length);
		byte[] zip = SchoolCorpus.zip("a.xml", bomb);
		assertThat(zip.length).isLessThan(100_000);
		assertRefused(zip, "unpacks to much more");
	}

	@Test
	void aZipInAZipAnEmptyOneAndADamagedOneAreRefused() {
		byte[] inner = SchoolCorpus.zip("a.xml", SchoolCorpus.file(PUPILS));
		assertRefused(SchoolCorpus.zip("b.zip", inner), "ZIP inside a ZIP");
		assertRefused(SchoolCorpus.zip("__MACOSX/a.xml", SchoolCorpus.file(PUPILS)), "empty ZIP");
		byte[] damaged = inner.clone();
		damaged[inner.length / 2] ^= 0x55;
		damaged[inner.length / 2 + 1] ^= 0x55;
		assertThat(faultsOrRefusal(damaged)).isTrue();
		assertRefused(Arrays.copyOf(inner, inner.length / 2), "ZIP that cannot be read");
	}

	private static boolean faultsOrRefusal(byte[] file) {
		try {
			return !SchoolCorpus.read(file).faults().isEmpty();
		}
		catch (UnusableFileException ex) {
			return true;
		}
	}

	@Test
	void depthSizeOfARecordAndOneEndlessNameAreBounded() {
		String deep = "<BEE_ELEVES>" + "<a>".repeat(40) + "</a>".repeat(40) + "</BEE_ELEVES>";
		assertThat(faultsOrRefusal(deep.getBytes(StandardCharsets.UTF_8))).isTrue();
		String wide = "<BEE_ELEVES><ELEVE>" + "<a/>".repeat(3000) + "</ELEVE></BEE_ELEVES>";
		assertRefused(wide.getBytes(StandardCharsets.UTF_8), "larger records");
		String endless = "<BEE_ELEVES><ELEVE ELEVE_ID=\"" + "1".repeat(3 * 1024 * 1024) + "\"/></BEE_ELEVES>";
		assertRefused(endless.getBytes(StandardCharsets.UTF_8), "name or value without end");
	}

	@Test
	void aFileThatWasCutIsAFaultAndNamesTheLine() {
		byte[] whole = SchoolCorpus.file(PUPILS);
		byte[] cut = Arrays.copyOf(whole, whole.length / 2);
		assertThat(SchoolCorpus.read(cut).faults()).singleElement().satisfies((fault) -> {
			assertThat(fault.line()).isPositive();
			assertThat(fault.message()).contains("cut short");
		});
	}

	@ParameterizedTest
	@CsvSource({ "ELEVE_ID=\"710001\" ELENOET,ELEVE_ID=\"\" ELENOET,ELEVE_ID",
			"14/03/2014</DATE_NAISS><CODE_SEXE>2</CODE_SEXE><CODE_MEF>,03/14/2014</DATE_NAISS><CODE_MEF>,DATE_NAISS",
			"29/02/2012,29/02/2013,DATE_NAISS", "29/02/2012,29/02/2032,DATE_NAISS",
			"ELEVE_ID=\"710002\" ELENOET,ELEVE_ID=\"710001\" ELENOET,''" })
	void aWrongFieldIsNamedByLineAndElement(String from, String to, String column) {
		assertThat(pupils(from, to).faults()).singleElement().satisfies((fault) -> {
			assertThat(fault.line()).isBetween(6L, 10L);
			assertThat(fault.column()).isEqualTo(column);
		});
	}

	@Test
	void anEmailThatIsNoneIsLeftOutAndNoFault() {
		String file = text(GUARDIANS, ISO_8859_15).replace("marie.dupont@example.org", "voir secrétariat");
		SchoolFiles read = SchoolCorpus.read(file.getBytes(ISO_8859_15));
		assertThat(read.faults()).isEmpty();
		assertThat(read.people().get(0).email()).isNull();
	}

	@Test
	void ondePupilsAreReadInBothFormsOfDates() {
		SchoolFiles files = SchoolCorpus.read("onde-eleves.csv");
		assertThat(files.people())
			.extracting((person) -> person.names().family(), FilePerson::birthDate, FilePerson::className)
			.containsExactly(tuple("DUPONT", LocalDate.of(2018, 3, 14), "Classe des CE2 - Mme Œuvrard"),
					tuple("D'HÉRICOURT", LocalDate.of(2017, 6, 5), "CM1-CM2"));
	}

	@Test
	void ondeGuardiansNameTheirChildrenUnderRepeatedTitles() {
		SchoolFiles files = SchoolCorpus.read("onde-responsables.csv");
		assertThat(files.people()).extracting((person) -> person.names().usage()).containsExactly("DUPONT", null);
		assertThat(files.families()).extracting(FamilyLink::childFamilyName, FamilyLink::childGivenName)
			.containsExactly(tuple("DUPONT", "Léa"), tuple("D'HÉRICOURT", "Noé"), tuple("DUPONT", "Léa"));
	}

	@Test
	void theNewerTitlesOfOndeAreTheSameInUtf8() {
		String file = "\uFEFFNom élève;Prénom élève;Date de naissance;Classe\nLE GOFF;Maël;2018-01-02;CP\n";
		assertThat(SchoolCorpus.read(file.getBytes(StandardCharsets.UTF_8)).people()).singleElement()
			.satisfies((person) -> assertThat(person.names().given()).isEqualTo("Maël"));
	}

	@Test
	void anEntsNamesForPeopleAreRead() {
		String file = """
				<?xml version="1.0" encoding="utf-8"?>
				<PARTENAIRE_INDEX xmlns="http://www.index-education.com/rapprochementssoV2.0" Date="2026-09-01T08:00:00" Partenaire="P">
				<Etablissements><Etablissement Ident="1" Numero="0330001A" Nom="Collège"/></Etablissements>
				<EtablissementsGeres><Etablissement Ident="1"/></EtablissementsGeres>
				<Responsables><Responsable Ident="7" Nom="MARTIN" Prenom="Marie" ID_Partenaire="ent-7"/></Responsables>
				<Eleves><Eleve Ident="3" Nom="DUPONT" Prenom="Léa" DateNaissance="2014-03-14" ID_Partenaire="ent-3"
				 NumeroNational="0330000001A"><Responsable Ident="7"/></Eleve></Eleves>
				</PARTENAIRE_INDEX>
				""";
		SchoolFiles files = SchoolCorpus.read(file.getBytes(StandardCharsets.UTF_8));
		assertThat(files.files()).extracting(ReadFile::kind).containsExactly(FileKind.RAPPROCHEMENT_SSO);
		assertThat(files.entNames()).extracting(EntName::entId, EntName::guardians, EntName::ine)
			.containsExactly(tuple("ent-7", List.of(), null), tuple("ent-3", List.of("7"), "0330000001A"));
		assertRefused(file.replace("0330001A", "0750002B").getBytes(StandardCharsets.UTF_8),
				"is of 0750002B, and this establishment is 0330001A");
	}

	private static void assertRefused(byte[] file, String message) {
		assertThatExceptionOfType(UnusableFileException.class).isThrownBy(() -> SchoolCorpus.read(file))
			.withMessageContaining(message);
	}

}
