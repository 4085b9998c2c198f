package fr.passerelle.gateway.settings;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HeapCheckTests {

	private static final long HEAP = 160L * 1024 * 1024;

	private static Binder settings(String key, String value) {
		return new Binder(new MapConfigurationPropertySource(Map.of(key, value)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "passerelle.sessions.max|500000|is at most 48059 with a heap of 160 MB",
					"passerelle.direct-login.max-addresses|100000|is at most 4194 with a heap of 160 MB",
					"passerelle.login.max-pending-size|64MB|is at most 12MB with a heap of 160 MB" })
	void checkWhenABoundIsMoreThanTheHeapHoldsThenOneLineSaysHowMuchItHolds(String key, String value, String line) {
		assertThatExceptionOfType(StartRefusedException.class)
			.isThrownBy(() -> HeapCheck.check(settings(key, value), HEAP))
			.withMessageStartingWith(key + ": " + line)
			.withMessageNotContaining("\n");
	}

	@Test
	void checkWhenABoundFitsThenItIsTaken() {
		assertThatCode(() -> HeapCheck.check(settings("passerelle.sessions.max", "40000"), HEAP))
			.doesNotThrowAnyException();
	}

	@Test
	void checkWhenNothingIsSetThenTheDefaultsFollowTheHeap() {
		assertThatCode(() -> HeapCheck.check(settings("passerelle.base-path", "/pronote"), HEAP))
			.doesNotThrowAnyException();
	}

}
