package fr.passerelle.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FiguresTests {

	@Test
	void percentileIsOneOfTheMeasuredTimes() {
		Latencies latencies = new Latencies();
		assertThat(latencies.percentile(99)).isZero();
		for (int i = 2000; i > 0; i--) {
			latencies.add(i * 1_000_000L);
		}
		assertThat(latencies.percentile(50)).isEqualTo(1000);
		assertThat(latencies.percentile(99)).isEqualTo(1980);
		assertThat(latencies.percentile(100)).isEqualTo(2000);
	}

	@Test
	void jsonEscapesTextsAndHasNoInfinity() {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("a\"b\\", List.of(1, 2.5, true, "x\ny\t"));
		map.put("none", Double.POSITIVE_INFINITY);

		assertThat(Json.of(map)).isEqualTo("{\"a\\\"b\\\\\":[1,2.5000,true,\"x\\ny\\u0009\"],\"none\":null}");
	}

	@Test
	void cpuTimeIsReadBehindANameWithBlanksAndBrackets() {
		assertThat(Used.cpuMicros("7 (a b) c) S 1 7 7 0 -1 4194560 1 0 0 0 120 30 0 0 20 0 5 0 99 1 2"))
			.isEqualTo(1_500_000);
	}

	@Test
	void reportHasARowForPeopleAndOneForPrograms() {
		Report report = new Report();
		report.add(Report.Row.of("start", "first login", 2.5, "s", "cold"));
		assertThat(report.isClean()).isTrue();
		report.fault("pages: 3 × status 502");

		assertThat(report.isClean()).isFalse();
		assertThat(report.markdown()).contains("| start | first login | 2.50 s |  |  |  |  | cold |",
				"fault: pages: 3");
		assertThat(report.json(Map.of("processors", 2))).contains("\"processors\":2", "\"figure\":2.5000",
				"\"faults\":[\"pages: 3 × status 502\"]");
	}

	@Test
	void addressFollowsRedirectsAndSendsTheNameItHas() throws IOException {
		Address slow = Address.of("http://slow.test:8080/pronote/parent.html?a=1");
		assertThat(slow.port()).isEqualTo(8080);
		assertThat(slow.follow("/b").target()).isEqualTo("/b");
		assertThat(slow.follow("http://127.0.0.1:9000").target()).isEqualTo("/");
		assertThat(new String(slow.get("x=1"), StandardCharsets.US_ASCII))
			.startsWith("GET /pronote/parent.html?a=1 HTTP/1.1\r\nHost: slow.test:8080\r\n")
			.endsWith("Cookie: x=1\r\n\r\n");
		assertThatIOException().isThrownBy(() -> Address.of("https://example.fr/"));
	}

}
