package fr.passerelle.gateway.cas;

import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.cas.Corpus.Sample;
import fr.passerelle.gateway.fuzz.Fuzz;
import fr.passerelle.gateway.login.ServiceTicket;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every body gives the tickets that it holds, or none. */
class LogoutFuzzTests {

	@Test
	void everyMessageNamesTicketsOfItsOwnOrNone() {
		List<Sample> logouts = Corpus.all().stream().filter((sample) -> sample.dialect().equals("LOGOUT")).toList();
		Fuzz.run(logouts.stream().map(Sample::body).toList(), 600, (input) -> {
			for (String type : List.of("", "text/xml", "application/x-www-form-urlencoded",
					"multipart/form-data; boundary=x", "text/plain; charset=utf-16", "a/b; charset=nosuch")) {
				List<ServiceTicket> tickets = LogoutMessage.read(type, input);
				assertThat(tickets.size()).isLessThanOrEqualTo(16);
			}
		});
	}

	@Test
	void noBodyIsTooOddToBeRead() {
		Fuzz.run(
				List.of("--x\r\nContent-Disposition: form-data; name=\"logoutRequest\"\r\n\r\n<a/>\r\n--x--"
					.getBytes(StandardCharsets.UTF_8)),
				1000, (input) -> assertThat(LogoutMessage.read("multipart/form-data", input)).isEmpty());
	}

}
