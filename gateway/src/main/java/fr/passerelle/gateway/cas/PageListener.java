package fr.passerelle.gateway.cas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import fr.passerelle.gateway.diagnosis.EntLine.Document;
import fr.passerelle.gateway.diagnosis.EntLine.Page;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * Takes in an answer of any status up to a bound, and reads no further.
 */
final class PageListener implements Response.Listener {

	/** Longest header value that is looked at. */
	private static final int MAX_HEADER = 2000;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream(4096);

	private final CompletableFuture<Document> answer;

	private final int max;

	private final Instant asked;

	private final Clock clock;

	private boolean cut;

	PageListener(CompletableFuture<Document> answer, int max, Instant asked, Clock clock) {
		this.answer = answer;
		this.max = max;
		this.asked = asked;
		this.clock = clock;
	}

	@Override
	public void onContent(Response response, ByteBuffer content) {
		int room = this.max - this.body.size();
		byte[] bytes = new byte[Math.min(room, content.remaining())];
		content.get(bytes);
		this.body.writeBytes(bytes);
		if (content.hasRemaining() && !this.cut) {
			this.cut = true;
			// The listener is told in onComplete, with what there is.
			var unused = response.abort(new IOException("enough"));
		}
	}

	@Override
	public void onComplete(Result result) {
		if (result.isFailed() && !this.cut) {
			this.answer.completeExceptionally(result.getFailure());
			return;
		}
		Response response = result.getResponse();
		String type = header(response, HttpHeader.CONTENT_TYPE);
		byte[] bytes = plain(response);
		Duration took = Duration.between(this.asked, this.clock.instant());
		this.answer.complete(new Document(
				new Page(response.getStatus(), header(response, HttpHeader.LOCATION), type,
						date(header(response, HttpHeader.DATE)), text(type, bytes), this.cut, this.asked, took),
				bytes));
	}

	/** As it came where it cannot be unpacked; then it reads as nothing known. */
	private byte[] plain(Response response) {
		byte[] sent = this.body.toByteArray();
		try {
			return this.cut ? sent
					: new Unpacked(this.max).of(response.getHeaders().getCSV(HttpHeader.CONTENT_ENCODING, false), sent);
		}
		catch (ValidationFailedException ex) {
			return sent;
		}
	}

	private static String header(Response response, HttpHeader name) {
		HttpField field = response.getHeaders().getField(name);
		String value = (field != null) ? field.getValue() : null;
		return (value != null && value.length() <= MAX_HEADER) ? value : "";
	}

	/** Only looked at, never believed: a wrong charset garbles a title and no more. */
	private static String text(String type, byte[] bytes) {
		try {
			return BodyText.decode(type, bytes);
		}
		catch (ValidationFailedException ex) {
			return new String(bytes, StandardCharsets.ISO_8859_1);
		}
	}

	private static @Nullable Instant date(String header) {
		try {
			return header.isEmpty() ? null
					: ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
						.toInstant();
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
