package fr.passerelle.gateway.front;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import fr.passerelle.gateway.front.Idlest.Idle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IdlestTests {

	private final Map<Integer, Idle> open = new HashMap<>();

	private final AtomicInteger looks = new AtomicInteger();

	private final Idlest<Integer> idlest = new Idlest<>((connection) -> {
		this.looks.incrementAndGet();
		return this.open.get(connection);
	});

	@Test
	void nextWhenSomeWaitThenTheOneThatWaitsForLongest() {
		this.open.put(1, new Idle(false, 9000));
		this.open.put(2, new Idle(true, 2000));
		this.open.put(3, new Idle(true, 5000));

		assertThat(closeNext(2)).isEqualTo(3);
		assertThat(closeNext(2)).isEqualTo(1);
		assertThat(closeNext(2)).isNull();
	}

	@Test
	void nextWhenARememberedOneWasUsedThenAnother() {
		for (int i = 0; i < 100; i++) {
			this.open.put(i, new Idle(true, 10_000 - i));
		}
		assertThat(closeNext(-1)).isZero();
		this.open.put(1, new Idle(true, 3));
		this.open.put(2, new Idle(false, 10_000));

		assertThat(closeNext(-1)).isEqualTo(3);
	}

	@Test
	void nextWhenARememberedOneWasClosedThenAnother() {
		for (int i = 0; i < 100; i++) {
			this.open.put(i, new Idle(true, 10_000 - i));
		}
		closeNext(-1);
		this.open.remove(1);

		assertThat(closeNext(-1)).isEqualTo(2);
	}

	/** A stranger who opens connections beyond the bound pays for each of them. */
	@Test
	void nextWhenThereAreManyThenACallLooksAtFewOnAverage() {
		int many = 20_000;
		for (int i = 0; i < many; i++) {
			this.open.put(i, new Idle(false, i));
		}
		int calls = 5000;
		for (int i = 0; i < calls; i++) {
			this.open.put(many + i, new Idle(false, 0));
			assertThat(closeNext(many + i)).isEqualTo(many - 1 - i);
		}

		assertThat(this.looks.get()).isLessThan(2 * Idlest.REMEMBERED * calls);
	}

	private @Nullable Integer closeNext(int opened) {
		Integer next = this.idlest.next(this.open.keySet(), opened);
		this.open.remove((next != null) ? next : -1);
		return next;
	}

}
