package fr.passerelle.gateway.schoolfile;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpoiltNameTests {

	private static final List<String> PARTS = List.of("Léa", "Noël", "Zoé", "Anaïs", "Inès", "François", "Gaëlle",
			"Jérôme", "Loïc", "Hélène", "D'Héricourt", "L'Hôpital", "Le Bœuf", "Garçon", "Mbaïrossem", "Müller",
			"Ibáñez", "Peña", "Núñez", "Åkesson", "Gonçalves");

	@ParameterizedTest
	@ValueSource(strings = { "LEBŒUF", "D'HÉRICOURT", "Œuvrard", "ÇELIK", "Ÿves", "L’Haÿ", "MAŸ", "Straße", "Łukasz",
			"Nguyễn", "Žižka", "ÎLE-D'YEU", "Ó Néill", "ALÎ" })
	void aRealNameIsLeftAsItIs(String name) {
		assertThat(SpoiltName.repair(name)).isEmpty();
	}

	@Test
	void anyNameSpoiltOnceComesBackAndNoneIsTakenForSpoilt() {
		Random random = new Random(11);
		for (int i = 0; i < 2000; i++) {
			String name = PARTS.get(random.nextInt(PARTS.size())) + "-" + PARTS.get(random.nextInt(PARTS.size()));
			Charset wrong = Charset.forName(random.nextBoolean() ? "ISO-8859-1" : "ISO-8859-15");
			String spoilt = new String(name.getBytes(StandardCharsets.UTF_8), wrong);
			assertThat(SpoiltName.repair(name)).as(name).isEmpty();
			assertThat(SpoiltName.repair(spoilt)).as("%s by %s", name, wrong).contains(name);
		}
	}

}
