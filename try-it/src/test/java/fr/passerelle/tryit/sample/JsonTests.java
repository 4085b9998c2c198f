package fr.passerelle.tryit.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class JsonTests {

	@Test
	void parseWhenClaimsThenRead() {
		Json claims = Json
			.parse("""
					{ "sub": "m.dupont", "name": "Zo\\u00e9 \\"d'Alm\\u00e9ida\\"", "exp": 1790000000, "profiles": ["TUT", "ENS"],
					  "aud": "http://localhost", "nested": {"none": null, "yes": true, "no": false, "empty": [], "half": -0.5e1} }
					""");

		assertThat(claims.text("sub")).isEqualTo("m.dupont");
		assertThat(claims.text("name")).isEqualTo("Zoé \"d'Alméida\"");
		assertThat(claims.number("exp")).isEqualTo(1790000000L);
		assertThat(claims.member("profiles").texts()).containsExactly("TUT", "ENS");
		assertThat(claims.member("aud").texts()).containsExactly("http://localhost");
		assertThat(claims.member("nested").member("empty").elements()).isEmpty();
		assertThat(claims.member("nested").number("half")).isEqualTo(-5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "}", "{}x", "{\"a\":1,}", "{\"a\":1,\"a\":2}", "[1,]", "\"open", "\"\\x\"",
			"\"\\u12\"", "01", "1.", "nul", "'a'", "{a:1}", "\"\n\"", "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]" })
	void parseWhenNotJsonThenRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Json.parse(text));
	}

	@Test
	void askedForWhatItIsNotThenRefused() {
		Json claims = Json.parse("{\"name\": 1, \"exp\": \"soon\", \"profiles\": [1]}");

		assertThatIllegalArgumentException().isThrownBy(() -> claims.text("name"));
		assertThatIllegalArgumentException().isThrownBy(() -> claims.number("exp"));
		assertThatIllegalArgumentException().isThrownBy(() -> claims.member("profiles").texts());
		assertThatIllegalArgumentException().isThrownBy(() -> claims.member("absent"));
		assertThatIllegalArgumentException().isThrownBy(() -> claims.elements());
	}

}
