package fr.passerelle.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class QueryTests {

	@ParameterizedTest
	@CsvSource({ "/p?login=true,true", "/p?a=1&login=true,true", "/p?Login=true,false", "/p?login=TRUE,false",
			"/p?login=true1,false", "/p?xlogin=true,false", "/p?login,false", "/p?login=%74rue,false", "/p,false" })
	void onlyTheExactSpellingCounts(String target, boolean holds) {
		int mark = target.indexOf('?');
		assertThat(Query.holds((mark < 0) ? null : target.substring(mark + 1), "login=true")).isEqualTo(holds);
	}

	@ParameterizedTest
	@CsvSource({ "/p?login=true,/p", "/p?a=%20+&login=true&b,/p?a=%20+&b", "/p?a,/p?a", "/p?,/p?", "/p,/p",
			"/p?login=true&login=true,/p", "/p?&login=true&,/p?&" })
	void takingASegmentOutLeavesEveryOtherByte(String target, String without) {
		assertThat(Query.without(target, "login=true")).isEqualTo(without);
	}

	@Test
	void takingOutWhatWasPutInGivesTheTargetBack() {
		for (String target : new String[] { "/p", "/p?a=1", "/p?a=1&b=%C3%A9|\"" }) {
			assertThat(Query.without(Query.with(target, "login=true"), "login=true")).isEqualTo(target);
		}
	}

	@Test
	void parametersAreTakenOutByName() {
		assertThat(Query.withoutParameters("/p?x=1&ticket=ST-1&SAMLart=a%2B&ticketing=2", Set.of("ticket", "SAMLart")))
			.isEqualTo("/p?x=1&ticketing=2");
		assertThat(Query.values("ticket=ST-1&ticket=ST-2&ticket", "ticket")).containsExactly("ST-1", "ST-2", "");
	}

	@Test
	void decodeKeepsPlusAndTellsBrokenEscapes() {
		assertThat(Query.decode("a+b%2F")).isEqualTo("a+b/");
		assertThat(Query.decode("%zz")).isNull();
	}

	@Test
	void formGivesFirstAndAllValues() {
		Form form = Form.read("espace=parent&espace=eleve&n=%C3%A9t%C3%A9+1".getBytes(StandardCharsets.UTF_8));
		assertThat(form.first("n")).isEqualTo("été 1");
		assertThat(form.all("espace")).containsExactly("parent", "eleve");
		assertThat(form.has("x")).isFalse();
		assertThat(form.first("x")).isNull();
		assertThat(Form.read("a=%zz".getBytes(StandardCharsets.UTF_8)).has("a")).isFalse();
		assertThat(form).asString().doesNotContain("parent");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "-,fr", "'',fr", "fr,fr", "en,en", "'en-GB,en;q=0.9,fr;q=0.8',en",
			"'fr-FR,fr;q=0.9,en;q=0.8',fr", "de,fr", "'de,en;q=0.5',en", "*,fr", "';;;',fr" })
	void theLanguageIsFrenchUnlessEnglishIsPreferred(String header, String language) {
		assertThat(Language.of(header).getLanguage()).isEqualTo(language);
	}

}
