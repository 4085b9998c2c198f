package fr.passerelle.gateway.people;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.MovableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PeopleCsvTests {

	private final PeopleCsv csv = new PeopleCsv(new MovableClock());

	static List<String> accepted() {
		return PeopleCorpus.accepted();
	}

	static Stream<String> refused() {
		return PeopleCorpus.refused().keySet().stream();
	}

	@ParameterizedTest
	@MethodSource("accepted")
	void theSameThreePeopleAreReadHoweverTheListIsWritten(String file) {
		List<PersonRow> rows = this.csv.read(PeopleCorpus.read("accepted/" + file));
		assertThat(rows).extracting(PersonRow::key).containsExactly("m.lefevre", "p.lefevre", "c.nguyen");
		assertThat(rows).extracting((row) -> row.person().familyName()).startsWith("Lefèvre", "Lefèvre");
		assertThat(rows.get(0).person().espaces()).containsExactly(EspaceKey.ELEVE);
		assertThat(rows.get(2).person().givenName()).isEqualTo("Chloé");
		assertThat(rows.get(2).person().espaces()).containsExactly(EspaceKey.DIRECTION, EspaceKey.PROFESSEUR);
	}

	@Test
	void bothFormsOfDatesAreRead() {
		List<PersonRow> rows = this.csv.read(PeopleCorpus.read("accepted/utf-8.csv"));
		assertThat(rows).extracting((row) -> row.person().birthDate())
			.containsExactly(LocalDate.of(2012, 3, 14), null, LocalDate.of(1979, 11, 2));
	}

	@Test
	void quotesMayHoldSeparatorsQuotesAndLineBreaks() {
		List<PersonRow> rows = this.csv.read(PeopleCorpus.read("accepted/quoted.csv"));
		assertThat(rows.get(0).password()).isEqualTo("a;b\"c");
		assertThat(rows.get(1).person().givenName()).isEqualTo("Paul Henri");
		assertThat(rows.get(2).line()).isEqualTo(5);
	}

	@ParameterizedTest
	@MethodSource("refused")
	void everyFaultIsNamedByLineAndColumn(String file) {
		List<Fault> expected = PeopleCorpus.refused().get(file);
		assertThat(expected).isNotNull();
		List<Fault> faults = faults(PeopleCorpus.read("refused/" + file));
		assertThat(faults).extracting((fault) -> fault.line() + " " + fault.column())
			.containsExactlyElementsOf(expected.stream().map((fault) -> fault.line() + " " + fault.column()).toList());
		for (int i = 0; i < faults.size(); i++) {
			assertThat(faults.get(i).message()).contains(expected.get(i).message());
		}
	}

	@Test
	void aPasswordIsNeverQuoted() {
		String list = "identifiant;nom;prenom;espaces;motDePasse\na;b;c;eleve;Secret\u0007Secret\n";
		assertThat(faults(list.getBytes(StandardCharsets.UTF_8)).toString()).doesNotContain("Secret");
		List<PersonRow> rows = this.csv.read(PeopleCorpus.read("accepted/utf-8.csv"));
		assertThat(rows.toString()).doesNotContain("Nénuphar").doesNotContain("Maëlle");
	}

	@Test
	void aListThatIsTooLargeIsNotEvenRead() {
		assertThat(faults(new byte[PeopleCsv.MAX_BYTES + 1])).singleElement()
			.extracting(Fault::message)
			.asString()
			.contains("larger");
	}

	@Test
	void aListOfTooManyPeopleIsRefused() {
		StringBuilder list = new StringBuilder("identifiant;nom;prenom;espaces\n");
		for (int i = 0; i <= PeopleCsv.MAX_ROWS; i++) {
			list.append(i).append(";a;b;eleve\n");
		}
		assertThat(faults(list.toString().getBytes(StandardCharsets.UTF_8))).singleElement()
			.extracting(Fault::message)
			.asString()
			.contains("50000");
	}

	@Test
	void noMoreFaultsAreToldThanSomeoneReads() {
		String list = "identifiant;nom;prenom;espaces\n" + ";;;\n;x;;\n".repeat(5000);
		assertThat(faults(list.getBytes(StandardCharsets.UTF_8))).hasSize(PeopleFaults.MAX);
	}

	private List<Fault> faults(byte[] list) {
		InvalidPeopleException refused = catchThrowableOfType(InvalidPeopleException.class, () -> this.csv.read(list));
		assertThat(refused).isNotNull();
		return refused.faults();
	}

}
