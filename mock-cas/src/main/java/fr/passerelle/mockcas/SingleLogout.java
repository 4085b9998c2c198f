package fr.passerelle.mockcas;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * Tells the services that a session has ended: in the background, once, without a second
 * try, as the CAS protocol says.
 */
final class SingleLogout implements AutoCloseable {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final Duration ANSWER = Duration.ofSeconds(5);

	private static final int THREADS = 16;

	private static final int MOST_WAITING = 10_000;

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MOST_WAITING), SingleLogout::daemon, new ThreadPoolExecutor.DiscardPolicy());

	private final HttpClient client;

	private final SloStyle style;

	private final Traits traits;

	private final Journal journal;

	private final Clock clock;

	SingleLogout(SloStyle style, Traits traits, @Nullable SSLContext trust, Journal journal, Clock clock) {
		this.style = style;
		this.traits = traits;
		this.journal = journal;
		this.clock = clock;
		this.executor.allowCoreThreadTimeOut(true);
		HttpClient.Builder builder = HttpClient.newBuilder()
			.version(HttpClient.Version.HTTP_1_1)
			.followRedirects(HttpClient.Redirect.NEVER)
			.connectTimeout(CONNECT);
		this.client = (trust != null) ? builder.sslContext(trust).build() : builder.build();
	}

	void send(List<IssuedTicket> visited) {
		if (this.style != SloStyle.OFF) {
			(this.traits.tellsLastTicketOnly() ? lastOfEachService(visited) : visited).forEach(this::send);
		}
	}

	private static Collection<IssuedTicket> lastOfEachService(List<IssuedTicket> visited) {
		Map<String, IssuedTicket> last = new LinkedHashMap<>();
		visited.forEach((ticket) -> last.put(ticket.service(), ticket));
		return last.values();
	}

	private void send(IssuedTicket ticket) {
		SloStyle how = this.style;
		String message = this.traits.logoutMessage(this.traits.user(ticket.username(), ticket.service()),
				ticket.value(), this.clock.instant());
		this.executor.execute(() -> {
			String result = post(ticket.service(), message, how);
			this.journal
				.add(new SentLogout(this.clock.instant(), ticket.value(), ticket.service(), how, message, result));
		});
	}

	private String post(String service, String message, SloStyle how) {
		try {
			return Integer
				.toString(this.client.send(request(service, message, how), BodyHandlers.discarding()).statusCode());
		}
		catch (IOException | IllegalArgumentException ex) {
			return ex.getClass().getSimpleName();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "stopped";
		}
	}

	private HttpRequest request(String service, String message, SloStyle how) {
		int hash = service.indexOf('#');
		String address = ServiceUrl.location((hash < 0) ? service : service.substring(0, hash));
		boolean raw = how == SloStyle.RAW;
		String body = raw ? message : "logoutRequest=" + URLEncoder.encode(message, StandardCharsets.UTF_8);
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
			.timeout(ANSWER)
			.POST(HttpRequest.BodyPublishers.ofString(body));
		String type = raw ? this.traits.rawLogoutType() : "application/x-www-form-urlencoded";
		return ((type != null) ? request.header("Content-Type", type) : request).build();
	}

	private static Thread daemon(Runnable work) {
		Thread thread = new Thread(work, "mock-cas-logout");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
