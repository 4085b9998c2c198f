package fr.passerelle.mockcas.junit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.FaultOrder;
import fr.passerelle.mockcas.Layout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the README, line by line.
 */
class FirstLoginTests {

	@RegisterExtension
	static final MockCas ent = MockCas.builder().name("ENT A").layout(Layout.NESTED).build();

	@Test
	void parentSignsIn() throws Exception {
		ent.person("mlegrand").name("Maud", "Legrand").profile("National_TUT").establishment("0330001A");

		String ticket = ent.signIn("mlegrand", "https://college.example/pronote/parent.html");
		String answer = get(
				ent.url() + "/serviceValidate?service=https://college.example/pronote/parent.html&ticket=" + ticket);

		assertThat(answer).contains("<cas:user>mlegrand</cas:user>", "National_TUT");
		assertThat(ent.validations()).hasSize(1);
	}

	@Test
	void entIsSlowForOnePerson() {
		ent.inject(FaultOrder.of(Fault.LATE).lasting(Duration.ofSeconds(30)).forPerson("mdupont").times(1));
		// sign in as mdupont through the application under test, and see it stay polite
	}

	private static String get(String url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
			.body();
	}

}
