package fr.passerelle.gateway.people;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NameSpellingTests {

	private static final String HEAD = "identifiant;nom;prenom;espaces\r\n";

	/** One for each accented letter that French names have, alone in its list. */
	private static final List<String> NAMES = List.of("Andr\u00e9", "Agn\u00e8s", "Ang\u00eale", "No\u00ebl",
			"M\u00e0ra", "Gr\u00e2ce", "Fran\u00e7ois", "Beno\u00eet", "Ana\u00efs", "C\u00f4me", "Bj\u00f6rn",
			"Lul\u00f9s", "Br\u00fbl\u00e9", "M\u00fcller", "\u00c9lise", "\u00c7elik");

	private final PeopleCsv csv = new PeopleCsv(Clock.systemUTC());

	@ParameterizedTest
	@ValueSource(strings = { "x-MacRoman", "IBM850", "IBM437", "UTF-16", "UTF-16LE" })
	void readWhenTheListIsInAnotherEncodingThenRefusedWhateverTheAccent(String charset) {
		for (String name : NAMES) {
			assertThatExceptionOfType(InvalidPeopleException.class).as(name)
				.isThrownBy(() -> this.csv.read(list(name).getBytes(Charset.forName(charset))))
				.satisfies((refused) -> assertThat(refused.faults().toString()).contains("UTF-8", "Windows-1252"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "windows-1252", "ISO-8859-1" })
	void readWhenUtf8WasSavedTwiceThenRefusedAndThePlaceNamed(String between) {
		for (String name : NAMES) {
			String garbled = new String(list(name).getBytes(StandardCharsets.UTF_8), Charset.forName(between));
			assertThatExceptionOfType(InvalidPeopleException.class).as(name)
				.isThrownBy(() -> this.csv.read(garbled.getBytes(StandardCharsets.UTF_8)))
				.satisfies((refused) -> assertThat(refused.faults().get(0).line()).isEqualTo(2))
				.satisfies((refused) -> assertThat(refused.faults().get(0).column()).isEqualTo("nom"));
		}
	}

	@Test
	void readWhenTheListIsAsExpectedThenEveryNameAsItIsWritten() {
		for (String name : NAMES) {
			for (String charset : new String[] { "UTF-8", "windows-1252" }) {
				assertThat(this.csv.read(list(name).getBytes(Charset.forName(charset)))).hasSize(1);
			}
		}
		for (String name : new String[] { "D\u2019Alm\u00e9ida", "Jean\u2013Pierre", "LEF\u00e8VRE", "Jo\u00e3o",
				"CONCEI\u00c7\u00c3O", "\u00c2ge", "\u0152uvrard", "L\u2019HA\u0178", "\u00c5sa", "Nu\u00f1ez",
				"Stra\u00dfe" }) {
			assertThat(this.csv.read(list(name).getBytes(StandardCharsets.UTF_8))).hasSize(1);
			assertThat(this.csv.read(list(name).getBytes(Charset.forName("windows-1252")))).hasSize(1);
		}
		assertThat(this.csv.read(list("\u017di\u017eek \u0160imun").getBytes(StandardCharsets.UTF_8))).hasSize(1);
	}

	private static String list(String name) {
		return HEAD + "p1;" + name + ";Anne;eleve\r\n";
	}

}
