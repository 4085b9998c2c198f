package fr.passerelle.gateway.cas;

import fr.passerelle.gateway.login.ValidationFailedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StrictXmlTests {

	@Test
	void parseWhenAnAmpersandIsNotEscapedThenItsPlaceIsNamedAndNoValue() {
		String answer = "<cas:r xmlns:cas='x'>\n <cas:user>ST-1-marie</cas:user>\n <cas:sn>Smith & Wesson</cas:sn>\n</cas:r>";
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(() -> StrictXml.parse(answer))
			.satisfies(
					(failure) -> assertThat(failure.detail()).contains("not well-formed", "line 3", "column", "in sn")
						.doesNotContain("Smith", "Wesson", "marie", "ST-1"));
	}

	@Test
	void parseWhenBlankLinesComeFirstThenTheyAreCounted() {
		assertThatExceptionOfType(ValidationFailedException.class)
			.isThrownBy(() -> StrictXml.parse("\n\n<a>\n<b>&</b></a>"))
			.satisfies((failure) -> assertThat(failure.detail()).contains("line 4", "in b"));
	}

	@Test
	void parseWhenAPairIsOpenThenItsNameIsSaid() {
		String answer = "<a><attribute name='cas:ENTPersonNom'>D & D</attribute></a>";
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(() -> StrictXml.parse(answer))
			.satisfies((failure) -> assertThat(failure.detail()).contains("in ENTPersonNom"));
	}

	@Test
	void parseWhenTheNameCouldBeATicketThenItIsNotSaid() {
		assertThatExceptionOfType(ValidationFailedException.class)
			.isThrownBy(() -> StrictXml.parse("<a><attribute name='ST-12-secret'>&</attribute></a>"))
			.satisfies((failure) -> assertThat(failure.detail()).contains("line 1").doesNotContain("secret"));
	}

	@Test
	void parseWhenNothingIsThereThenNoPlace() {
		assertThatExceptionOfType(ValidationFailedException.class).isThrownBy(() -> StrictXml.parse("no xml"))
			.satisfies((failure) -> assertThat(failure.detail()).doesNotContain("no xml"));
	}

}
