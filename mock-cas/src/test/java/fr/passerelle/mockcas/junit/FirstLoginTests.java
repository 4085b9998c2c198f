package fr.passerelle.mockcas.junit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.FaultOrder;
import fr.passerelle.mockcas.Layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The example of the README, line by line.
 */
class FirstLoginTests {

	private static final String SERVICE = "https://college.example/pronote/parent.html";

	@RegisterExtension
	static final MockCas ent = MockCas.builder().name("ENT A").layout(Layout.NESTED).build();

	@Test
	void parentSignsIn() throws Exception {
		ent.person("mlegrand").name("Maud", "Legrand").profile("National_TUT").establishment("0330001A");

		String ticket = ent.signIn("mlegrand", SERVICE);
		String answer = validate(ticket, Duration.ofSeconds(20));

		assertThat(answer).contains("<cas:user>mlegrand</cas:user>", "National_TUT");
		assertThat(ent.validations()).hasSize(1);
	}

	@Test
	void entIsSlowForOnePerson() throws Exception {
		ent.inject(FaultOrder.of(Fault.LATE).lasting(Duration.ofSeconds(30)).forPerson("mdupont").times(1));

		String late = ent.signIn("mdupont", SERVICE);
		String other = ent.signIn("sroux", SERVICE);

		assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> validate(late, Duration.ofMillis(300)));
		assertThat(validate(other, Duration.ofSeconds(20))).contains("<cas:user>sroux</cas:user>");
	}

	private static String validate(String ticket, Duration patience) throws Exception {
		URI address = URI.create(ent.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ticket);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(address).timeout(patience).build(), BodyHandlers.ofString())
			.body();
	}

}
