package fr.passerelle.gateway.testkit;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;

import fr.passerelle.gateway.http.ErrorCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** One answer, as a browser gets it; its checks return it. */
public record Reply(URI url, int status, HttpHeaders headers, String body) {

	/** A header; empty if there is none. */
	public String header(String name) {
		return this.headers.firstValue(name).orElse("");
	}

	/** Each {@code Set-Cookie} header. */
	public List<String> setCookies() {
		return this.headers.allValues("Set-Cookie");
	}

	/** Where it leads, as the header says it. */
	public String location() {
		return header("Location");
	}

	/** Where it leads, as a browser resolves it. */
	public String next() {
		return this.url.resolve(location()).toString();
	}

	/** Whether it leads elsewhere. */
	public boolean isRedirect() {
		return this.status / 100 == 3 && !location().isEmpty();
	}

	/** The body as JSON. */
	public JsonNode json() {
		return JsonMapper.shared().readTree(this.body);
	}

	/**
	 * What the echo application was told under this header; empty where it was told
	 * nothing.
	 */
	public String told(String name) {
		List<String> values = json().path("headers")
			.valueStream()
			.filter((header) -> header.get(0).asString().equalsIgnoreCase(name))
			.map((header) -> header.get(1).asString())
			.toList();
		return String.join(" | ", values);
	}

	/** Checks that it is the gateway's refusal of this code. */
	public Reply isRefused(ErrorCode code) {
		assertThat(header("Passerelle-Error")).as(this.toString()).isEqualTo(code.name());
		assertThat(this.status).isEqualTo(code.status());
		assertThat(header("Cache-Control")).contains("no-store");
		return this;
	}

	/** Checks that {@link EchoApplication} made it. */
	public Reply isEcho() {
		assertThat(this.status).as(this.toString()).isEqualTo(200);
		assertThat(this.body).startsWith("{\"echo\":");
		return this;
	}

	/** Checks that it leads exactly there. */
	public Reply isRedirectTo(String address) {
		assertThat(this.status).as(this.toString()).isBetween(302, 303);
		assertThat(location()).isEqualTo(address);
		return this;
	}

	/** Checks that it leads to an address that starts like this. */
	public Reply isRedirectStarting(String address) {
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
