package fr.passerelle.gateway.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * A visitor's request made by hand, with a browser's cookie jar.
 */
public final class FakeRequest implements VisitorRequest {

	private final String method;

	private final RequestPath path;

	private final @Nullable String query;

	private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final List<Map.Entry<String, String>> cookies = new ArrayList<>();

	private byte[] body = {};

	private boolean broken;

	private String address = "192.0.2.1";

	private FakeRequest(String method, String target) {
		int mark = target.indexOf('?');
		this.method = method;
		this.query = (mark < 0) ? null : target.substring(mark + 1);
		try {
			this.path = RequestPath.parse((mark < 0) ? target : target.substring(0, mark));
		}
		catch (MalformedPathException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/** A GET with a browser's {@code Accept}. */
	public static FakeRequest get(String target) {
		return new FakeRequest("GET", target).header("Accept", "text/html,*/*;q=0.8");
	}

	/** The same without a body to come. */
	public static FakeRequest head(String target) {
		return new FakeRequest("HEAD", target).header("Accept", "text/html,*/*;q=0.8");
	}

	/** A posted form. */
	public static FakeRequest post(String target, String form) {
		FakeRequest request = new FakeRequest("POST", target).header("Accept", "text/html,*/*;q=0.8")
			.header("Content-Type", "application/x-www-form-urlencoded");
		request.body = form.getBytes(StandardCharsets.UTF_8);
		return request;
	}

	/** Sets a header. */
	public FakeRequest header(String name, String value) {
		this.headers.put(name, value);
		return this;
	}

	/** Breaks off before its body is there. */
	public FakeRequest breakingOff() {
		this.broken = true;
		return this;
	}

	/** Comes from another client. */
	public FakeRequest from(String other) {
		this.address = other;
		return this;
	}

	/** The bytes of the body. */
	public byte[] bytes() {
		return this.body;
	}

	/** Sends a cookie. */
	public FakeRequest cookie(String name, String value) {
		this.cookies.add(Map.entry(name, value));
		return this;
	}

	/** Sends every cookie that an answer set. */
	public FakeRequest cookiesOf(Answer answer) {
		answer.headers().stream().filter((header) -> header.getKey().equals("Set-Cookie")).forEach((header) -> {
			String pair = header.getValue().split(";", 2)[0];
			if (!header.getValue().toLowerCase(Locale.ROOT).contains("max-age=0")) {
				cookie(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
			}
		});
		return this;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public RequestPath path() {
		return this.path;
	}

	@Override
	public @Nullable String query() {
		return this.query;
	}

	@Override
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	@Override
	public List<Map.Entry<String, String>> cookies() {
		return this.cookies;
	}

	@Override
	public String clientAddress() {
		return this.address;
	}

	@Override
	public long length() {
		return this.body.length;
	}

	@Override
	public CompletionStage<byte[]> body(int limit) {
		if (this.broken) {
			return CompletableFuture.failedFuture(UnreadableBodyException.of(new IOException("broken off")));
		}
		return (this.body.length > limit) ? CompletableFuture.failedFuture(new BodyTooLargeException(limit))
				: CompletableFuture.completedFuture(this.body);
	}

}
