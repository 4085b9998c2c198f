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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

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

	private static final String MESSAGE = """
			<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
			xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="LR-%s" Version="2.0" IssueInstant="%s">\
			<saml:NameID>%s</saml:NameID><samlp:SessionIndex>%s</samlp:SessionIndex></samlp:LogoutRequest>\
			""";

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(MOST_WAITING), SingleLogout::daemon, new ThreadPoolExecutor.DiscardPolicy());

	private final HttpClient client;

	private final Supplier<SloStyle> style;

	private final Journal journal;

	private final Clock clock;

	SingleLogout(Supplier<SloStyle> style, @Nullable SSLContext trust, Journal journal, Clock clock) {
		this.style = style;
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
		SloStyle now = this.style.get();
		if (now != SloStyle.OFF) {
			visited.forEach((ticket) -> send(ticket, now));
		}
	}

	private void send(IssuedTicket ticket, SloStyle how) {
		String message = MESSAGE.formatted(UUID.randomUUID(), this.clock.instant().truncatedTo(ChronoUnit.SECONDS),
				Markup.escape(ticket.username()), Markup.escape(ticket.value()));
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

	private static HttpRequest request(String service, String message, SloStyle how) {
		int hash = service.indexOf('#');
		String address = ServiceUrl.location((hash < 0) ? service : service.substring(0, hash));
		boolean raw = how == SloStyle.RAW;
		String body = raw ? message : "logoutRequest=" + URLEncoder.encode(message, StandardCharsets.UTF_8);
		return HttpRequest.newBuilder(URI.create(address))
			.timeout(ANSWER)
			.header("Content-Type", raw ? "text/xml;charset=UTF-8" : "application/x-www-form-urlencoded")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
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
