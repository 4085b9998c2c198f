package fr.passerelle.gateway.recognition;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.people.Person;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CivilIdentityTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Le Goff-D'Alméida | LEGOFF D ALMEIDA
			d’Alméida         | D'ALMEIDA
			Jean-Pierre       | JEAN PIERRE
			Marie Ange        | marie-ange
			Lefèvre           | LEFEVRE
			Cœur              | COEUR
			Weiß              | WEISS
			WEIẞ              | Weiss
			Øster             | OSTER
			Đặng              | DANG
			Yılmaz            | YILMAZ
			İnce              | INCE
			Le Floc’h         | LE FLOCʼH
			Nguyễn            | Nguyen
			""")
	void oneNameInTwoSystemsIsOneName(String one, String other) {
		assertThat(CivilIdentity.plain(one)).isEqualTo(CivilIdentity.plain(other)).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Martin,Martine", "Petit,Petito", "Noel,Nouel", "Dupont,Dupond", "Ann,Anne" })
	void twoNamesStayTwo(String one, String other) {
		assertThat(CivilIdentity.plain(one)).isNotEqualTo(CivilIdentity.plain(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-", "'", "  -- ’ " })
	void aNameWithoutALetterIsNone(String name) {
		assertThat(CivilIdentity.plain(name)).isEmpty();
		assertThat(released(Map.of("nom", List.of(name), "prenom", List.of("Zoé"), "naissance", List.of("01/02/2012"))))
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "2012-02-01", "01/02/2012" })
	void bothFormsOfADateAreRead(String date) {
		assertThat(released(Map.of("nom", List.of("MARTIN"), "prenom", List.of("ZOE"), "naissance", List.of(date))))
			.get()
			.isIn(CivilIdentity.of(person("Martin", "Zoé", LocalDate.of(2012, 2, 1))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "02/2012", "2012", "1/2/2012", "31/02/2012", "02/13/2012", "20120201",
			"2012-02-01T00:00:00Z", "hier" })
	void anyOtherDateIsNoneAndNeverGuessed(String date) {
		assertThat(released(Map.of("nom", List.of("Martin"), "prenom", List.of("Zoé"), "naissance", List.of(date))))
			.isEmpty();
	}

	@Test
	void oneOfTheThreeMissingAndThereIsNoIdentity() {
		Map<String, List<String>> all = Map.of("nom", List.of("Martin"), "prenom", List.of("Zoé"), "naissance",
				List.of("01/02/2012"));
		assertThat(released(all)).isPresent();
		all.keySet().forEach((missing) -> {
			Map<String, List<String>> some = new HashMap<>(all);
			some.remove(missing);
			assertThat(released(some)).as("without " + missing).isEmpty();
		});
		assertThat(CivilIdentity.of(person("Martin", "Zoé", null))).isEmpty();
	}

	@Test
	void whatIsSaidInTwoWaysIsNotSaid() {
		assertThat(released(Map.of("nom", List.of("Martin", "Petit"), "prenom", List.of("Zoé"), "naissance",
				List.of("01/02/2012"))))
			.isEmpty();
		assertThat(released(Map.of("nom", List.of("Martin", "MARTIN"), "prenom", List.of("Zoé"), "naissance",
				List.of("01/02/2012", "2012-02-01"))))
			.isPresent();
	}

	@Test
	void finalSigmaIsSigma() {
		assertThat(CivilIdentity.plain("A-Σ Β")).isEqualTo(CivilIdentity.plain("aςβ")).isEqualTo("aσβ");
		assertThat(CivilIdentity.plain("ΑΣ")).isEqualTo(CivilIdentity.plain("Α-Σ"));
	}

	@Property
	void theFormIsItsOwnForm(@ForAll String name) {
		String plain = CivilIdentity.plain(name);
		assertThat(CivilIdentity.plain(plain)).isEqualTo(plain);
	}

	@Property
	void caseCompositionHyphensAndBlanksDoNotCount(@ForAll("names") String name, @ForAll("joints") String joint) {
		String plain = CivilIdentity.plain(name);
		assertThat(CivilIdentity.plain(name.toUpperCase(Locale.ROOT))).isEqualTo(plain);
		assertThat(CivilIdentity.plain(name.toLowerCase(Locale.ROOT))).isEqualTo(plain);
		assertThat(CivilIdentity.plain(Normalizer.normalize(name, Normalizer.Form.NFD))).isEqualTo(plain);
		assertThat(CivilIdentity.plain(name.replace(" ", joint))).isEqualTo(plain);
	}

	@Property
	void whatIsLeftIsLettersAndDigits(@ForAll String name) {
		assertThat(CivilIdentity.plain(name)).matches("[\\p{Ll}\\p{Lo}\\p{N}]*");
	}

	@Provide
	Arbitrary<String> names() {
		return Arbitraries.strings()
			.withChars("abcdefghijklmnopqrstuvwxyzéèêëàâäîïôöùûüçœæßøđłñãõÉÈÀÇŒÆØĐŁÑ ")
			.ofMinLength(1)
			.ofMaxLength(30);
	}

	@Provide
	Arbitrary<String> joints() {
		return Arbitraries.of("", "-", "  ", "'", "’", "\u00a0", "\u2011", " - ", ".");
	}

	private static Optional<CivilIdentity> released(Map<String, List<String>> attributes) {
		return CivilIdentity.of(TestIdentities.NAMES, new RemoteIdentity("zmartin", attributes));
	}

	private static Person person(String family, String given, @Nullable LocalDate birth) {
		return new Person("z.martin", family, given, birth, Set.of(), false, null, null);
	}

}
