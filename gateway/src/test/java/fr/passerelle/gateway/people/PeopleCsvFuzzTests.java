package fr.passerelle.gateway.people;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.gateway.fuzz.Fuzz;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every list gives people, or faults that say where. */
class PeopleCsvFuzzTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T09:00:00Z"), ZoneOffset.UTC);

	@Test
	void everyListIsTakenOrRefusedWithItsPlaces() {
		PeopleCsv csv = new PeopleCsv(CLOCK);
		List<byte[]> corpus = Stream.concat(PeopleCorpus.accepted().stream(), PeopleCorpus.refused().keySet().stream())
			.map((name) -> PeopleCorpus
				.read((PeopleCorpus.accepted().contains(name) ? "accepted/" : "refused/") + name))
			.filter((file) -> file.length < 100_000)
			.toList();
		Fuzz.run(corpus, 1500, (input) -> {
			try {
				assertThat(csv.read(input)).isNotNull();
			}
			catch (InvalidPeopleException ex) {
				assertThat(ex.faults()).isNotEmpty();
			}
		});
	}

}
