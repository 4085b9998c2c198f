package fr.passerelle.gateway.identity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.identity.ReleasedText.Belonging;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReleasedTextTests {

	private static final Uai HERE = new Uai("0330001A");

	@ParameterizedTest
	@ValueSource(strings = { "1$0330001A", "UAI0330001A", "uai:0330001a", "ENTStructureUAI=0330001A,ou=structures,dc=x",
			"urn:fr:uai:0330001A", "{\"uai\":\"0330001A\",\"name\":\"Coll\u00e8ge\"}",
			"0330001A - Coll\u00e8ge Jean-Moulin", "[[\"0750002B\"],[\"0330001A\"]]",
			"\uff10\uff13\uff13\uff10\uff10\uff10\uff11\uff21", "0330001A\u200b", "%5B%220330001A%22%5D",
			"&amp;quot;0330001A&amp;quot;", "\\u00220330001A\\u0022", "DIR:0750002B;ENS:0330001A" })
	void belongingWhenThisEstablishmentsCodeIsThereThenHere(String value) {
		assertThat(ReleasedText.belonging(List.of(value), HERE)).isEqualTo(Belonging.HERE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1$0750002B", "UAI0750002B", "0330001", "0330001AA", "99990330001A", "19330001500018",
			"ENTStructureSIREN=19330001500018,ou=structures", "Coll\u00e8ge", "?\ufffd", "MDMzMDAwMUE=", "&#x110000;",
			"033000\u0131A", "0330001\u0410", "null,x" })
	void belongingWhenItCannotBeReadAsThisOnesThenElsewhere(String value) {
		assertThat(ReleasedText.belonging(List.of(value), HERE)).isEqualTo(Belonging.ELSEWHERE);
		assertThat(ReleasedText.belonging(List.of("[]", value), HERE)).isEqualTo(Belonging.ELSEWHERE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "[]", "{}", "null", "NULL", "[\"\"]", "\"\"", "''", "[null]", ";", "-",
			"&quot;&quot;", "%5B%5D" })
	void belongingWhenTheListIsEmptyThenUnsaid(String value) {
		assertThat(ReleasedText.belonging(List.of(value), HERE)).isEqualTo(Belonging.UNSAID);
		assertThat(ReleasedText.belonging(List.of(), HERE)).isEqualTo(Belonging.UNSAID);
	}

	@Property(tries = 500)
	void belongingWhenThisOnesCodeIsAmongOthersThenHereInEverySpelling(@ForAll("others") List<String> others,
			@ForAll("spellings") List<String> spelling) {
		List<String> codes = new ArrayList<>(others);
		codes.add(codes.size() / 2, "0330001a");
		assertThat(ReleasedText.belonging(List.of(spell(codes, spelling)), HERE)).isEqualTo(Belonging.HERE);
	}

	@Property(tries = 500)
	void belongingWhenOnlyOthersCodesAreThereThenElsewhereInEverySpelling(@ForAll("others") List<String> others,
			@ForAll("spellings") List<String> spelling) {
		assertThat(ReleasedText.belonging(List.of(spell(others, spelling)), HERE)).isEqualTo(Belonging.ELSEWHERE);
	}

	@Property(tries = 300)
	void profilesWhenListedThenEachIsReadInEverySpelling(@ForAll("spellings") List<String> spelling) {
		assertThat(Profiles.read(List.of(spell(List.of("National_TUT", "national_3"), spelling)), false))
			.containsExactlyInAnyOrder(Profile.TUT, Profile.ENS);
	}

	@ParameterizedTest
	@CsvSource({ "National_DIR:0750002B;National_TUT,TUT", "National_DIR-0750002B,''", "XNational_DIR,''",
			"National_DIRECTION,''", "ANational_DIR National_ELV,ELV" })
	void profilesWhenOneIsOfAnotherEstablishmentThenItIsNoneOfHere(String value, String expected) {
		assertThat(Profiles.read(List.of(value), false)).extracting(Profile::name)
			.containsExactlyElementsOf(expected.isEmpty() ? List.of() : List.of(expected));
		assertThat(Profiles.read(
				List.of("[{\"profile\":\"National_DIR\",\"uai\":\"0750002B\"},{\"profile\":\"National_TUT\"}]"), false))
			.containsExactly(Profile.TUT);
	}

	@Test
	void idsWhenTheyAreAListThenTheTextAndEachOfItsParts() {
		assertThat(ReleasedText.ids(List.of("[\"12\",\"13\"]"))).contains("12", "13");
		assertThat(ReleasedText.ids(List.of("Le Goff 12"))).containsExactly("Le Goff 12");
		assertThat(ReleasedText.ids(List.of("&quot;12&quot;"))).contains("12");
	}

	@Test
	void unquotedWhenJsonPutQuotesRoundAValueThenTheValue() {
		assertThat(ReleasedText.unquoted("\"Dupont\"")).isEqualTo("Dupont");
		assertThat(ReleasedText.unquoted("[\"L\\u00e9a\"]")).isEqualTo("L\u00e9a");
		assertThat(ReleasedText.unquoted("D'Alm\u00e9ida")).isEqualTo("D'Alm\u00e9ida");
		assertThat(ReleasedText.unquoted("\"a\",\"b\"")).isEqualTo("\"a\",\"b\"");
	}

	@Provide
	Arbitrary<List<String>> others() {
		Arbitrary<String> code = Arbitraries.integers()
			.between(1, 9_999_999)
			.map((number) -> String.format(Locale.ROOT, "%07d", number))
			.flatMap((digits) -> Arbitraries.chars().range('A', 'Z').map((letter) -> digits + letter));
		return code.filter((any) -> !any.equals(HERE.value())).list().ofMinSize(1).ofMaxSize(6);
	}

	/** Separator, quote, brackets, then how the whole is escaped. */
	@Provide
	Arbitrary<List<String>> spellings() {
		Arbitrary<String> separators = Arbitraries.of(";", ",", "|", " ", ", ", "\t", "\n", "\r\n", " ; ", ";;",
				"\u00a0");
		Arbitrary<String> quotes = Arbitraries.of("", "\"", "'", "\u00ab", "\u201d");
		Arbitrary<String> brackets = Arbitraries.of("", "[]", "()", "{}", "<>");
		Arbitrary<String> escapes = Arbitraries.of("", "html", "html html", "url", "url url", "json", "json html",
				"upper");
		return net.jqwik.api.Combinators.combine(separators, quotes, brackets, escapes).as(List::of);
	}

	private static String spell(List<String> codes, List<String> spelling) {
		String quote = spelling.get(1);
		String text = quote + String.join(quote + spelling.get(0) + quote, codes) + quote;
		String brackets = spelling.get(2);
		String whole = brackets.isEmpty() ? text : brackets.charAt(0) + text + brackets.charAt(1);
		for (String escape : spelling.get(3).split(" ", -1)) {
			whole = switch (escape) {
				case "html" ->
					whole.replace("&", "&amp;").replace("\"", "&quot;").replace("'", "&#39;").replace("<", "&lt;");
				case "url" -> URLEncoder.encode(whole, StandardCharsets.UTF_8).replace("+", "%20");
				case "json" -> "\"" + whole.replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
				case "upper" -> whole.toUpperCase(Locale.ROOT);
				default -> whole;
			};
		}
		return whole;
	}

}
