package fr.passerelle.gateway.wsfed;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.http.SecretText;
import fr.passerelle.gateway.http.Together;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.wsfed.UsedTokens.Use;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UsedTokensTests {

	private static final Uai COLLEGE = new Uai("0330001A");

	private static final Uai OTHER = new Uai("0330002B");

	private static final String ISSUER = "https://sts.example.fr";

	private static final Duration PENDING = Duration.ofMinutes(30);

	private static final int MANY = 50_000;

	private final MovableClock clock = new MovableClock();

	private @Nullable UsedTokens used = new UsedTokens(100, PENDING, this.clock);

	private Use use(Uai uai, int token, String handle) {
		return (this.used != null) ? this.used.use(uai, ISSUER, new Token("_" + token, null, false, Map.of()), handle)
				: Use.NO_ROOM;
	}

	/** Uses new tokens until one is refused; says how many counted. */
	private int fill(Uai uai, int from) {
		int token = from;
		while (use(uai, token, "h" + token) == Use.COUNTS) {
			token++;
		}
		return token - from;
	}

	@Test
	void ofManyLoginsThatBringOneTokenAtTheSameTimeOneHasIt() {
		this.used = new UsedTokens(2 * MANY, PENDING, this.clock);
		List<BitSet> counted = Together.run(4, (number) -> {
			BitSet mine = new BitSet();
			for (int token = 0; token < MANY; token++) {
				mine.set(token, use(COLLEGE, token, "h" + number) == Use.COUNTS);
			}
			return mine;
		});
		assertThat(counted.stream().mapToInt(BitSet::cardinality).sum()).isEqualTo(MANY);
		BitSet together = new BitSet();
		counted.forEach(together::or);
		assertThat(together.cardinality()).isEqualTo(MANY);
	}

	@Test
	void aTokenWithoutAPlaceIsRefusedAndNoneIsForgotten() {
		int counted = fill(COLLEGE, 0);
		assertThat(use(COLLEGE, 1000, "h1000")).isEqualTo(Use.NO_ROOM);
		for (int token = 0; token < counted; token++) {
			assertThat(use(COLLEGE, token, "h" + token)).as("the same login").isEqualTo(Use.COUNTS);
			assertThat(use(COLLEGE, token, "other")).isEqualTo(Use.OF_ANOTHER_LOGIN);
			assertThat(use(OTHER, token, "other")).isEqualTo(Use.OF_ANOTHER_LOGIN);
		}
	}

	@Test
	void oneEstablishmentLeavesPlacesToTheOthers() {
		assertThat(fill(COLLEGE, 0)).isEqualTo(50);
		assertThat(fill(OTHER, 1000)).isEqualTo(25);
		assertThat(use(new Uai("0330003C"), 2000, "h")).isEqualTo(Use.COUNTS);
	}

	@Test
	void placesComeBackWhenNoLoginIsLeftThatATokenCouldOpen() {
		fill(COLLEGE, 0);
		this.clock.move(PENDING.plus(MessageTime.SKEW.multipliedBy(2)).minusMillis(1));
		assertThat(use(COLLEGE, 1000, "h1000")).isEqualTo(Use.NO_ROOM);
		assertThat(use(COLLEGE, 0, "other")).isEqualTo(Use.OF_ANOTHER_LOGIN);
		this.clock.move(Duration.ofMillis(1));
		assertThat(fill(COLLEGE, 1000)).isEqualTo(50);
	}

	@Test
	void fiftyThousandTokensHoldNoMoreThanTheyAreReckonedAt() {
		this.used = new UsedTokens(2 * MANY, PENDING, this.clock);
		for (int i = 0; i < MANY; i++) {
			assertThat(use(COLLEGE, i, SecretText.hash("h" + i))).isEqualTo(Use.COUNTS);
		}
		long with = heap();
		assertThat(this.used).isNotNull();
		this.used = null;
		assertThat((with - heap()) / MANY).isBetween(100L, (long) HeapShare.USED_TOKENS.bytesEach());
	}

	private static long heap() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 4; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

}
