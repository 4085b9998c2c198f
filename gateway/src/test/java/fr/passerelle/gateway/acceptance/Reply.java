package fr.passerelle.gateway.acceptance;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;

import fr.passerelle.gateway.http.ErrorCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** One answer, as a browser gets it. */
record Reply(URI url, int status, HttpHeaders headers, String body) {

	String header(String name) {
		return this.headers.firstValue(name).orElse("");
	}

	List<String> setCookies() {
		return this.headers.allValues("Set-Cookie");
	}

	String location() {
		return header("Location");
	}

	boolean isRedirect() {
		return this.status / 100 == 3 && !location().isEmpty();
	}

	JsonNode json() {
		return JsonMapper.shared().readTree(this.body);
	}

	/**
	 * What the echo application was told under this header; empty where it was told
	 * nothing.
	 */
	String told(String name) {
		List<String> values = json().path("headers")
			.valueStream()
			.filter((header) -> header.get(0).asString().equalsIgnoreCase(name))
			.map((header) -> header.get(1).asString())
			.toList();
		return String.join(" | ", values);
	}

	Reply isRefused(ErrorCode code) {
		assertThat(header("Passerelle-Error")).as(this.toString()).isEqualTo(code.name());
		assertThat(this.status).isEqualTo(code.status());
		assertThat(header("Cache-Control")).contains("no-store");
		return this;
	}

	Reply isEcho() {
		assertThat(this.status).as(this.toString()).isEqualTo(200);
		assertThat(this.body).startsWith("{\"echo\":");
		return this;
	}

	Reply isRedirectTo(String address) {
		assertThat(this.status).as(this.toString()).isBetween(302, 303);
		assertThat(location()).isEqualTo(address);
		return this;
	}

	Reply isRedirectStarting(String address) {
		assertThat(this.status).as(this.toString()).isBetween(302, 303);
		assertThat(location()).startsWith(address);
		return this;
	}

	@Override
	public String toString() {
		return this.url + " → " + this.status + " " + location() + " " + header("Passerelle-Error") + " "
				+ this.body.substring(0, Math.min(300, this.body.length()));
	}

}
