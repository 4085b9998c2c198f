package fr.passerelle.gateway.lookup;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.eclipse.jetty.util.Promise;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HostLookupTests {

	private final Deque<Runnable> work = new ArrayDeque<>();

	private final List<String> asked = new ArrayList<>();

	private final HostLookup lookup = new HostLookup(this.work::add, this::addresses);

	private InetAddress[] addresses(String host) throws UnknownHostException {
		this.asked.add(host);
		if (host.startsWith("unknown")) {
			throw new UnknownHostException(host);
		}
		return new InetAddress[] { InetAddress.getLoopbackAddress() };
	}

	@Test
	void manyWaitersForOneHostTakeOneThread() {
		CompletableFuture<List<InetSocketAddress>> first = resolve(this.lookup, "ent.example.fr", 443);
		CompletableFuture<List<InetSocketAddress>> second = resolve(this.lookup, "ent.example.fr", 8443);
		assertThat(this.work).hasSize(1);
		this.work.remove().run();
		assertThat(first.join()).containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 443));
		assertThat(second.join()).containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8443));
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void aHostThatHangsDoesNotHoldAnother() {
		CompletableFuture<List<InetSocketAddress>> hanging = resolve(this.lookup, "hanging.example.fr", 443);
		CompletableFuture<List<InetSocketAddress>> other = resolve(this.lookup, "ent.example.fr", 443);
		this.work.removeLast().run();
		assertThat(other).isCompleted();
		assertThat(hanging).isNotDone();
	}

	@Test
	void anUnknownHostFailsAndIsAskedForAnewNextTime() {
		CompletableFuture<List<InetSocketAddress>> unknown = resolve(this.lookup, "unknown.example.fr", 443);
		this.work.remove().run();
		assertThat(unknown).isCompletedExceptionally();
		assertThat(resolve(this.lookup, "unknown.example.fr", 443)).isNotDone();
		assertThat(this.work).hasSize(1);
	}

	@Test
	void anAddressIsJudgedLikeANameButWaitsForNoThread() {
		for (String address : List.of("127.0.0.1", "::1", "[::1]")) {
			assertThat(resolve(this.lookup, address, 80)).isCompleted();
		}
		assertThat(this.work).isEmpty();
		assertThat(this.asked).containsExactly("127.0.0.1", "::1", "[::1]");
	}

	@Test
	void moreHostsThanThreadsFailsAtOnce() {
		HostLookup full = new HostLookup((run) -> {
			throw new RejectedExecutionException("full");
		}, this::addresses);
		assertThat(resolve(full, "ent.example.fr", 443)).isCompletedExceptionally();
	}

	private static CompletableFuture<List<InetSocketAddress>> resolve(HostLookup lookup, String host, int port) {
		CompletableFuture<List<InetSocketAddress>> found = new CompletableFuture<>();
		lookup.resolve(host, port, Map.of(), new Promise<>() {

			@Override
			public void succeeded(List<InetSocketAddress> result) {
				found.complete(result);
			}

			@Override
			public void failed(Throwable failure) {
				found.completeExceptionally(failure);
			}

		});
		return found;
	}

}
