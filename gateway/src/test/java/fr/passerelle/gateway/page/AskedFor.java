package fr.passerelle.gateway.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import fr.passerelle.gateway.http.MalformedPathException;
import fr.passerelle.gateway.http.RequestPath;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;

/**
 * A request of which only the headers matter.
 */
record AskedFor(Map<String, String> headers) implements VisitorRequest {

	static AskedFor byBrowser(Locale locale) {
		return with(Map.of("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
				"Accept-Language", locale.toLanguageTag() + ",en;q=0.1", "Sec-Fetch-Mode", "navigate"));
	}

	static AskedFor with(Map<String, String> headers) {
		Map<String, String> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		byName.putAll(headers);
		return new AskedFor(byName);
	}

	@Override
	public String method() {
		return "GET";
	}

	@Override
	public RequestPath path() {
		try {
			return RequestPath.parse("/pronote/parent.html");
		}
		catch (MalformedPathException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public @Nullable String query() {
		return null;
	}

	@Override
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	@Override
	public List<Map.Entry<String, String>> cookies() {
		return List.of();
	}

	@Override
	public String clientAddress() {
		return "192.0.2.7";
	}

	@Override
	public long length() {
		return 0;
	}

	@Override
	public CompletionStage<byte[]> body(int limit) {
		return CompletableFuture.completedFuture(new byte[0]);
	}

}
