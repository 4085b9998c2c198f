package fr.passerelle.gateway.cas;

import java.util.List;

import fr.passerelle.gateway.cas.Corpus.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every file of the corpora gives exactly what its index says.
 */
class CorpusTests {

	static List<Sample> samples() {
		return Corpus.all();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void readGivesWhatTheIndexSays(Sample sample) {
		assertThat(Corpus.read(sample.dialect(), sample.contentType(), sample.body())).isEqualTo(sample.expected());
	}

	@Test
	void corporaAreThere() {
		assertThat(Corpus.all()).hasSizeGreaterThan(150);
	}

}
