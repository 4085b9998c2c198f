package fr.passerelle.gateway.front;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Where administrators' requests wait while the program makes the administrators' side.
 * The wait is bounded in number and in time; a request beyond a bound gets 503. Health is
 * answered without a wait: alive, and not ready.
 */
final class Anteroom extends Handler.Abstract.NonBlocking {

	private static final int MAX_WAITING = 64;

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final String RETRY_SECONDS = "2";

	private static final String HEALTH = "/actuator/health";

	private static final String HEALTH_TYPE = "application/vnd.spring-boot.actuator.v3+json";

	private final ReentrantLock lock = new ReentrantLock();

	private final Set<Waiting> waiting = new LinkedHashSet<>();

	private final int places;

	private final Duration patience;

	private volatile @Nullable Handler next;

	Anteroom() {
		this(MAX_WAITING, PATIENCE);
	}

	Anteroom(int places, Duration patience) {
		this.places = places;
		this.patience = patience;
	}

	private record Waiting(Request request, Response response, Callback callback) {

		@Override
		public boolean equals(@Nullable Object other) {
			return this == other;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this);
		}

	}

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		Handler open = this.next;
		if (open != null) {
			return open.handle(request, response, callback);
		}
		String path = Request.getPathInContext(request);
		if (path.equals(HEALTH) || path.startsWith(HEALTH + "/")) {
			answerHealth(path.equals(HEALTH + "/liveness"), response, callback);
			return true;
		}
		Waiting one = new Waiting(request, response, callback);
		Handler opened = enter(one);
		return opened == null || opened.handle(request, response, callback);
	}

	/** How many requests wait. */
	int waiting() {
		this.lock.lock();
		try {
			return this.waiting.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The handler if it has come in the meantime, otherwise the request waits. */
	private @Nullable Handler enter(Waiting one) {
		boolean full;
		this.lock.lock();
		try {
			Handler opened = this.next;
			if (opened != null) {
				return opened;
			}
			full = this.waiting.size() >= this.places;
			if (!full) {
				this.waiting.add(one);
			}
		}
		finally {
			this.lock.unlock();
		}
		if (full) {
			sendAway(one);
		}
		else {
			getServer().getScheduler().schedule(() -> giveUp(one), this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		return null;
	}

	/** Lets through who waits and all that come. */
	void open(Handler handler) {
		List<Waiting> admitted;
		this.lock.lock();
		try {
			this.next = handler;
			admitted = new ArrayList<>(this.waiting);
			this.waiting.clear();
		}
		finally {
			this.lock.unlock();
		}
		for (Waiting one : admitted) {
			getServer().getThreadPool().execute(() -> goOn(handler, one));
		}
	}

	private static void goOn(Handler handler, Waiting one) {
		try {
			if (!handler.handle(one.request, one.response, one.callback)) {
				Response.writeError(one.request, one.response, one.callback, HttpStatus.NOT_FOUND_404);
			}
		}
		catch (Exception ex) {
			Response.writeError(one.request, one.response, one.callback, ex);
		}
	}

	private void giveUp(Waiting one) {
		boolean waited;
		this.lock.lock();
		try {
			waited = this.waiting.remove(one);
		}
		finally {
			this.lock.unlock();
		}
		if (waited) {
			sendAway(one);
		}
	}

	private static void sendAway(Waiting one) {
		one.response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
		Response.writeError(one.request, one.response, one.callback, HttpStatus.SERVICE_UNAVAILABLE_503);
	}

	private static void answerHealth(boolean liveness, Response response, Callback callback) {
		response.setStatus(liveness ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503);
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, HEALTH_TYPE);
		String text = liveness ? "{\"status\":\"UP\"}" : "{\"status\":\"OUT_OF_SERVICE\"}";
		response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
	}

}
