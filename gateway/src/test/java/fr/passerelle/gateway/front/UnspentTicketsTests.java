package fr.passerelle.gateway.front;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class UnspentTicketsTests {

	@ParameterizedTest
	@CsvSource({ "a=1&ticket=ST-1-abc&b=%7c,a=1&b=%7c", "ticket=ST-1&&x,&x", "ticket=PT-9&a,a", "a&SAMLart=AAFoo%3D,a",
			"a&tic%6bet=S%54%2D1,a", "a&TICKET=st-1,a", "ticket=ST-1&a&ticket=ST-2,a" })
	void outOfTakesServiceTicketsAndArtifactsAlone(String query, String kept) {
		assertThat(UnspentTickets.outOf(query)).isEqualTo(kept);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ticket=42", "ticket=", "ticket", "ticket=INC-2026-7&x", "tickets=ST-1", "a=ST-1",
			"ticket=%zz", "" })
	void outOfLeavesWhatIsTheApplicationsOwn(String query) {
		assertThat(UnspentTickets.outOf(query)).isEqualTo(query);
	}

	@Test
	void outOfWhereNothingIsLeftThenNoQuery() {
		assertThat(UnspentTickets.outOf("ticket=ST-1")).isNull();
		assertThat(UnspentTickets.outOf(null)).isNull();
	}

}
