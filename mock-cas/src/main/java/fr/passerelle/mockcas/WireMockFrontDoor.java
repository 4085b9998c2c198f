package fr.passerelle.mockcas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.github.tomakehurst.wiremock.common.InputStreamSource;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.ChunkedDribbleDelay;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.HttpHeaders;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

/**
 * Turns WireMock's requests into those of the engine, and the engine's answers into
 * bytes, well or badly delivered.
 */
final class WireMockFrontDoor implements ResponseTransformerV2 {

	static final String NAME = "mock-cas";

	/** More than any CAS request has. */
	private static final int MOST_BODY = 64 * 1024;

	/** More pieces than this would not make a drip slower. */
	private static final int MOST_PIECES = 500;

	private final Engine engine;

	private final String path;

	private final long endlessBytes;

	WireMockFrontDoor(Engine engine, String path, long endlessBytes) {
		this.engine = engine;
		this.path = path;
		this.endlessBytes = endlessBytes;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public Response transform(Response unused, ServeEvent event) {
		return written(answer(event.getRequest()));
	}

	private Answer answer(Request request) {
		String url = request.getUrl();
		int question = url.indexOf('?');
		String whole = (question < 0) ? url : url.substring(0, question);
		if (request.getBody().length > MOST_BODY) {
			return Answer.of(413, "text/plain;charset=UTF-8", "");
		}
		return this.engine.answer(read(request, whole, (question < 0) ? "" : url.substring(question + 1)));
	}

	private HttpCall read(Request request, String whole, String query) {
		Map<String, String> headers = new LinkedHashMap<>();
		for (HttpHeader header : request.getHeaders().all()) {
			headers.put(header.key().toLowerCase(Locale.ROOT), String.join(", ", header.values()));
		}
		Map<String, String> cookies = new LinkedHashMap<>();
		request.getCookies().forEach((name, cookie) -> cookies.put(name, cookie.getValue()));
		String body = new String(request.getBody(), StandardCharsets.UTF_8);
		boolean form = headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
		String base = request.getScheme() + "://" + headers.getOrDefault("host", "localhost") + this.path;
		return new HttpCall(request.getMethod().value(), whole.substring(this.path.length()), HttpCall.decode(query),
				form ? HttpCall.decode(body) : Map.of(), headers, cookies, body, base);
	}

	/** WireMock opens the stream twice, once for its log, so each time is a new one. */
	private Response written(Answer answer) {
		byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
		Response.Builder response = Response.response().configured(true).status(answer.status());
		boolean sized = true;
		switch (answer.delivery()) {
			case LATE -> response.body(body).incrementInitialDelay(answer.length().toMillis());
			case DRIP -> {
				response.body(body);
				if (body.length > 0) {
					response.chunkedDribbleDelay(new ChunkedDribbleDelay(Math.min(body.length, MOST_PIECES),
							Math.toIntExact(answer.length().toMillis())));
				}
			}
			case TRUNCATED ->
				response.body((InputStreamSource) () -> new ByteArrayInputStream(body, 0, body.length / 2));
			case ENDLESS -> {
				sized = false;
				response.body((InputStreamSource) () -> new EndlessStream(start(answer.body()), this.endlessBytes));
			}
			case DROP -> response.fault(com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE);
			case WHOLE -> response.body(body);
		}
		return response.headers(headers(answer, sized ? body.length : -1)).build();
	}

	private static HttpHeaders headers(Answer answer, int length) {
		List<HttpHeader> headers = new ArrayList<>();
		answer.headers().forEach((name, value) -> headers.add(new HttpHeader(name, value)));
		if (length >= 0) {
			headers.add(new HttpHeader("Content-Length", Integer.toString(length)));
		}
		return new HttpHeaders(headers);
	}

	/**
	 * Returns all but the closing tag, so that white space may follow in well-formed XML.
	 */
	private static byte[] start(String body) {
		int end = body.lastIndexOf("</");
		return body.substring(0, (end < 0) ? body.length() : end).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * White space until the client leaves, or the bound is reached. It is never in
	 * memory.
	 */
	private static final class EndlessStream extends InputStream {

		private final byte[] start;

		private final long most;

		private long sent;

		EndlessStream(byte[] start, long most) {
			this.start = start;
			this.most = most;
		}

		@Override
		public int read() {
			if (this.sent >= this.most) {
				return -1;
			}
			long at = this.sent++;
			return (at < this.start.length) ? this.start[(int) at] & 0xFF : ' ';
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			int count = 0;
			while (count < length) {
				int next = read();
				if (next < 0) {
					return (count == 0) ? -1 : count;
				}
				into[offset + count++] = (byte) next;
			}
			return count;
		}

	}

}
