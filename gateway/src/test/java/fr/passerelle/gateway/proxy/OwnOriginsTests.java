package fr.passerelle.gateway.proxy;

import java.net.URI;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Addresses that an application says of itself. */
class OwnOriginsTests {

	private static final String PUBLIC = TestPassages.PUBLIC_URL;

	private static final URI UPSTREAM = URI.create("http://app.inner.lan:9000");

	private static String shown(String header, String value, URI upstream) {
		HttpField field = OwnOrigins.shown(new HttpField(header, value),
				TestPassages.passage(upstream, "/pronote/p", null));
		assertThat(field.getName()).isEqualTo(header);
		return field.getValue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://app.inner.lan:9000", "HTTP://APP.inner.LAN:9000", "//app.inner.lan:9000",
			"//APP.INNER.LAN:9000", "https://app.inner.lan:9000", "http://0330001a.example.fr",
			"http://0330001A.example.fr:80", "http://0330001a.example.fr:443" })
	void ownOriginBecomesThePublicUrl(String origin) {
		for (String rest : new String[] { "", "/", "/pronote/a%20b?x=http://app.inner.lan:9000/#f", "?q", "#f" }) {
			assertThat(shown("Location", origin + rest, UPSTREAM)).isEqualTo(PUBLIC + rest);
			assertThat(shown("Content-Location", origin + rest, UPSTREAM)).isEqualTo(PUBLIC + rest);
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://app, http://app:80/x", "http://app, http://app/x", "http://app, http://app:/x",
			"http://app, //app:80/x", "https://app, https://app:443/x", "https://app, https://app/x",
			"https://app, //app/x", "http://[::1]:9000, http://[::1]:9000/x", "http://[::1], http://[::1]/x" })
	void defaultPortIsTheSameWrittenOrNot(String upstream, String location) {
		assertThat(shown("Location", location, URI.create(upstream))).isEqualTo(PUBLIC + "/x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/pronote/x", "x", "../x", "?q", "#f", "", "http://app.inner.lan/x",
			"http://app.inner.lan:9001/x", "http://app.inner.lan.evil.fr:9000/x", "http://other.inner.lan:9000/x",
			"http://user@app.inner.lan:9000/x", "http://app.inner.lan:9000@evil.fr/x", "ftp://app.inner.lan:9000/x",
			"https://other.example.fr/http://app.inner.lan:9000/", "https://0330001a.example.fr/x",
			"https://0330001A.example.fr:443/x", "http://0330001a.example.fr:8080/x", "//0330001a.example.fr/x",
			"http://example.fr/x", "mailto:a@app.inner.lan:9000",
			"https://idp.example.fr/?back=http://app.inner.lan:9000/" })
	void anythingElseStaysByteForByte(String location) {
		HttpField field = new HttpField(HttpHeader.LOCATION, location);
		assertThat(OwnOrigins.shown(field, TestPassages.passage(UPSTREAM, "/pronote/p", null))).isSameAs(field);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "0; url=http://app.inner.lan:9000/x | 0; url=https://0330001a.example.fr/x",
			"5;URL=\"http://APP.inner.lan:9000/x\" | 5;URL=\"https://0330001a.example.fr/x\"",
			"0, http://app.inner.lan:9000/x | 0, https://0330001a.example.fr/x",
			"0;url='//app.inner.lan:9000/x' | 0;url='https://0330001a.example.fr/x'", "0; url = /x | 0; url = /x",
			"30 | 30",
			"0; url=http://other.fr/http://app.inner.lan:9000/ | 0; url=http://other.fr/http://app.inner.lan:9000/" })
	void refreshLeadsToThePublicUrl(String value, String shown) {
		assertThat(shown("Refresh", value, UPSTREAM)).isEqualTo(shown);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "a=1; Domain=app.inner.lan; Path=/ | a=1; Path=/", "a=1;domain=APP.inner.lan | a=1",
					"a=1; Domain=.inner.lan; Secure | a=1; Secure", "a=1; DOMAIN = .example.fr; Path=/ | a=1; Path=/",
					"a=1; Domain=fr | a=1", "a=1; Domain=0330001a.example.fr | a=1; Domain=0330001a.example.fr",
					"a=1; Domain=.0330001A.example.fr | a=1; Domain=.0330001A.example.fr",
					"a=1; Domain=other.fr | a=1; Domain=other.fr", "a=1; Domain= | a=1; Domain=",
					"a=Domain=app.inner.lan; Path=/ | a=Domain=app.inner.lan; Path=/",
					"Domain=app.inner.lan; Path=/ | Domain=app.inner.lan; Path=/", "a=1 | a=1" })
	void cookieOfTheApplicationsHostOrOfTheSchoolNextDoorIsThePublicUrlsAlone(String value, String shown) {
		assertThat(shown("Set-Cookie", value, UPSTREAM)).isEqualTo(shown);
	}

	@Test
	void addressesInOtherHeadersStay() {
		HttpField link = new HttpField(HttpHeader.LINK, "<http://app.inner.lan:9000/x>");
		assertThat(OwnOrigins.shown(link, TestPassages.passage(UPSTREAM, "/pronote/p", null))).isSameAs(link);
	}

}
