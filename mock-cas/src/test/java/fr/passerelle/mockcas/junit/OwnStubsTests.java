package fr.passerelle.mockcas.junit;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's example of stubs beside the CAS paths, line by line.
 */
class OwnStubsTests {

	@RegisterExtension
	static final MockCas ent = MockCas.builder().wireMockJournal(100).build();

	@Test
	void portalOfTheEntLinksToTheSchool() throws Exception {
		ent.wireMock()
			.stubFor(get("/accueil")
				.willReturn(okForContentType("text/html", "<a href='https://college.example/pronote/'>Pronote</a>")));

		assertThat(page(ent.baseUrl() + "/accueil")).contains("Pronote");
		assertThat(page(ent.url() + "/login")).contains("Marie Dupont");

		ent.wireMock().verify(1, getRequestedFor(urlPathEqualTo("/accueil")));
	}

	@RepeatedTest(2)
	void stubsAndJournalAreGoneBeforeTheNextTest() throws Exception {
		assertThat(ent.wireMock().getAllServeEvents()).isEmpty();
		assertThat(page(ent.baseUrl() + "/accueil")).isEqualTo("the server is at /cas\n");

		ent.wireMock().stubFor(get("/accueil").willReturn(okForContentType("text/html", "Pronote")));
	}

	private static String page(String url) throws Exception {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
			.body();
	}

}
