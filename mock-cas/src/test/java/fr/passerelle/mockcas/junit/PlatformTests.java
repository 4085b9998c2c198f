package fr.passerelle.mockcas.junit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import fr.passerelle.mockcas.Platform;
import fr.passerelle.mockcas.Quirk;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The example of the README, line by line.
 */
class PlatformTests {

	private static final String SERVICE = "https://college.example/pronote/eleve.html";

	@RegisterExtension
	static final MockCas edifice = MockCas.platform(Platform.EDIFICE, Quirk.RENEW_IGNORED).build();

	@Test
	void pupilOfAnEdificeEntHasACategoryAndNoSchool() throws Exception {
		String ticket = edifice.signIn("ldupont", SERVICE);
		String answer = validate(ticket);

		assertThat(answer).contains("<categories>National_1</categories>", "<dateNaissance>14/03/2014</dateNaissance>")
			.doesNotContain("0330001A");
	}

	private static String validate(String ticket) throws Exception {
		URI address = URI.create(edifice.url() + "/serviceValidate?service=" + SERVICE + "&ticket=" + ticket);
		return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
	}

}
