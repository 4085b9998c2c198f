package fr.passerelle.gateway.console.connections;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import fr.passerelle.gateway.connections.Connections;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that the connections have changed; each page then fetches its table
 * again. One thread looks once a second at a number for each page's establishment, so
 * that a storm of logins makes one event a second, and no login waits for a page.
 * <p>
 * A page's stream ends with its console session, and after the session's idle time at the
 * latest: what a page fetches by itself must not keep its reader signed in for ever. A
 * browser that reconnects sends the time of its first stream, and gets only the remaining
 * time.
 */
final class LiveViews implements SmartLifecycle {

	/** From one look at the views to the next. */
	static final Duration EVERY = Duration.ofSeconds(1);

	/** The page is to fetch its table again. */
	static final String CHANGED = "changed";

	/** The page is to close its stream. */
	static final String ENDED = "ended";

	/**
	 * The most open pages of one reader: more than a browser holds streams to one host.
	 */
	static final int MAX_OF_ONE_READER = 8;

	/** A quiet stream sends a comment this often, or a proxy would take it for dead. */
	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final Set<View> views = ConcurrentHashMap.newKeySet();

	private final Connections connections;

	private final int max;

	private final Duration lifetime;

	private final Clock clock;

	private boolean running;

	/**
	 * No views yet.
	 * @param connections what they show
	 * @param max how many may be open together
	 * @param lifetime of one since its reader opened the page
	 * @param clock the time
	 */
	LiveViews(Connections connections, int max, Duration lifetime, Clock clock) {
		this.connections = connections;
		this.max = max;
		this.lifetime = lifetime;
		this.clock = clock;
	}

	/**
	 * Opens a stream. Where its reader has too many, the one that would end first ends.
	 * @param uai whose connections
	 * @param reader who follows them
	 * @param seen the number of the change that the page shows already
	 * @param begun when this page's first stream began; null for now
	 * @return the stream; empty where there are too many
	 */
	synchronized Optional<SseEmitter> open(Uai uai, Reader reader, long seen, @Nullable Instant begun)
			throws IOException {
		makeRoom(reader);
		if (this.views.size() >= this.max || !this.running) {
			return Optional.empty();
		}
		Instant now = this.clock.instant();
		Instant since = (begun != null && begun.isBefore(now)) ? begun : now;
		// No time-out of the container's: the view ends by itself.
		View view = new View(uai, new SseEmitter(0L), reader, since.plus(this.lifetime), seen, now);
		view.emitter.onCompletion(() -> this.views.remove(view));
		view.emitter.onError((failure) -> this.views.remove(view));
		view.emitter.send(SseEmitter.event().id(Long.toString(since.getEpochSecond())).name("begun").data(uai.value()));
		this.views.add(view);
		return Optional.of(view.emitter);
	}

	private void makeRoom(Reader reader) {
		List<View> own = this.views.stream().filter((view) -> view.reader.session.equals(reader.session)).toList();
		if (own.size() >= MAX_OF_ONE_READER) {
			View first = Collections.min(own, Comparator.comparing((view) -> view.until));
			this.views.remove(first);
			first.emitter.complete();
		}
	}

	/** One look at every view. */
	void tick() {
		if (!this.views.isEmpty()) {
			this.connections.sweep();
		}
		Instant now = this.clock.instant();
		for (View view : List.copyOf(this.views)) {
			try {
				look(view, now);
			}
			catch (IOException | IllegalStateException ex) {
				// The page was closed, or its connection is gone.
				this.views.remove(view);
				view.emitter.complete();
			}
		}
	}

	private void look(View view, Instant now) throws IOException {
		if (!now.isBefore(view.until) || !view.reader.mayStillRead.getAsBoolean()) {
			this.views.remove(view);
			view.emitter.send(SseEmitter.event().name(ENDED).data(""));
			view.emitter.complete();
			return;
		}
		long change = this.connections.change(view.uai);
		if (change != view.seen) {
			view.seen = change;
			view.told = now;
			view.emitter.send(SseEmitter.event().name(CHANGED).data(change));
		}
		else if (!view.told.plus(HEARTBEAT).isAfter(now)) {
			view.told = now;
			view.emitter.send(SseEmitter.event().comment("still here"));
		}
	}

	/** How many streams are open. */
	int count() {
		return this.views.size();
	}

	@Override
	public synchronized void start() {
		this.running = true;
	}

	/**
	 * Stops before the web server waits for the last requests, since these streams would
	 * never end.
	 */
	@Override
	public synchronized void stop() {
		this.running = false;
		this.views.forEach((view) -> view.emitter.complete());
		this.views.clear();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	/** Stopped first, started last. */
	@Override
	public int getPhase() {
		return SmartLifecycle.DEFAULT_PHASE;
	}

	/**
	 * The administrator who follows.
	 *
	 * @param session the console session, which pages are counted by
	 * @param mayStillRead asked at every look
	 */
	record Reader(String session, BooleanSupplier mayStillRead) {
	}

	/** One open page; what changes of it is the ticking thread's. */
	private static final class View {

		private final Uai uai;

		private final SseEmitter emitter;

		private final Reader reader;

		private final Instant until;

		private long seen;

		private Instant told;

		View(Uai uai, SseEmitter emitter, Reader reader, Instant until, long seen, Instant told) {
			this.uai = uai;
			this.emitter = emitter;
			this.reader = reader;
			this.until = until;
			this.seen = seen;
			this.told = told;
		}

	}

}
