package fr.passerelle.gateway.cas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;

import fr.passerelle.gateway.cas.EntTransport.EntConnection;
import fr.passerelle.gateway.login.ValidationFailedException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Takes one answer in, up to the bound, and gives up on it as soon as it cannot be one:
 * at another status, at an announced length beyond the bound, at the first byte beyond.
 */
final class AnswerListener implements Response.Listener {

	private final ByteArrayOutputStream body = new ByteArrayOutputStream(2048);

	private final CompletableFuture<Reply> reply;

	private final int max;

	private final IntPredicate statuses;

	private boolean begun;

	private @Nullable ValidationFailedException unusable;

	AnswerListener(CompletableFuture<Reply> reply, int max) {
		this(reply, max, (status) -> status == HttpStatus.OK_200);
	}

	/** One that reads answers of other statuses too. */
	AnswerListener(CompletableFuture<Reply> reply, int max, IntPredicate statuses) {
		this.reply = reply;
		this.max = max;
		this.statuses = statuses;
	}

	@Override
	public void onBegin(Response response) {
		this.begun = true;
	}

	@Override
	public void onHeaders(Response response) {
		int status = response.getStatus();
		if (!this.statuses.test(status)) {
			fail(response,
					HttpStatus.isRedirection(status)
							? "The ENT redirects validation to another address (status " + status
									+ "); the validation address is wrong."
							: "The ENT answers validation with status " + status + ".");
		}
		else if (response.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > this.max) {
			tooLarge(response);
		}
	}

	@Override
	public void onContent(Response response, ByteBuffer content) {
		if (content.remaining() > this.max - this.body.size()) {
			tooLarge(response);
			return;
		}
		byte[] bytes = new byte[content.remaining()];
		content.get(bytes);
		this.body.writeBytes(bytes);
	}

	private void tooLarge(Response response) {
		fail(response, "The ENT's answer is longer than " + this.max + " bytes.");
	}

	private void fail(Response response, String detail) {
		if (this.unusable == null) {
			this.unusable = ValidationFailedException.invalid(detail);
			// What comes of it arrives in onComplete.
			var unused = response.abort(this.unusable);
		}
	}

	@Override
	public void onComplete(Result result) {
		Throwable failure = (this.unusable != null) ? this.unusable : result.getFailure();
		if (failure instanceof IOException && !this.begun
				&& result.getRequest().getConnection() instanceof EntConnection kept && kept.isUsedAgain()) {
			kept.lost();
			this.reply.completeExceptionally(ValidationFailedException.lost());
			return;
		}
		if (failure != null) {
			this.reply.completeExceptionally(TransportFailure.of(failure, this.begun));
			return;
		}
		HttpFields headers = result.getResponse().getHeaders();
		String type = headers.get(HttpHeader.CONTENT_TYPE);
		try {
			byte[] plain = new Unpacked(this.max).of(headers.getCSV(HttpHeader.CONTENT_ENCODING, false),
					this.body.toByteArray());
			this.reply.complete(new Reply(result.getResponse().getStatus(), (type != null) ? type : "", plain));
		}
		catch (ValidationFailedException ex) {
			this.reply.completeExceptionally(ex);
		}
	}

}
