package fr.passerelle.gateway.wsfed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Wrapping;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.fuzz.Fuzz;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.saml.TestKeys;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Results of WS-Federation that are changed at random: either the person whom the service
 * signed is read, or nobody.
 */
class ForgedTokenPropertyTests {

	private static final MovableClock CLOCK = new MovableClock();

	private static final TokenJudge JUDGE = new TokenJudge(new MessageTime(CLOCK));

	private static final List<String> SIGNED = signed();

	private static final ExpectedToken EXPECTED = expected();

	@Example
	void unchangedEachIsRead() throws XmlRefusedException {
		for (String message : SIGNED) {
			assertThat(JUDGE.judge(TokenDraft.bytes(message), EXPECTED).name()).isEqualTo(Wrapping.GENUINE);
		}
	}

	/** Traps W-02, by variants that no list names. */
	@Property(tries = 2000)
	void aWrappedTokenNeverLetsTheForgedPersonIn(@ForAll long seed) {
		for (String message : SIGNED) {
			assertSound(TokenDraft.bytes(Wrapping.of(message, seed)));
		}
	}

	/** Otherwise the property above would prove nothing. */
	@Example
	void theForgeriesFoolACarelessReader() {
		int fooled = 0;
		for (String message : SIGNED) {
			for (int seed = 0; seed < 1000; seed++) {
				fooled += Wrapping.foolsACarelessReader(Wrapping.of(message, seed), TestKeys.publicKey()) ? 1 : 0;
			}
		}
		assertThat(fooled).isGreaterThan(100);
	}

	@Example
	void changedBytesNeverLetAnybodyElseIn() {
		Fuzz.run(SIGNED.stream().map((message) -> message.getBytes(StandardCharsets.UTF_8)).toList(), 6000,
				ForgedTokenPropertyTests::assertSound);
	}

	/** Any other exception than the refusal fails the test. */
	private static void assertSound(byte[] message) {
		try {
			Token token = JUDGE.judge(message, EXPECTED);
			assertThat(token.name()).isEqualTo(Wrapping.GENUINE);
			assertThat(token.claims()).containsEntry("http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
					List.of("National_TUT", "autre"));
		}
		catch (XmlRefusedException ex) {
			assertThat(ex.sentence()).doesNotContain(Wrapping.GENUINE, Wrapping.FORGED);
		}
	}

	private static List<String> signed() {
		Instant now = CLOCK.instant();
		return List.of(TokenDraft.old(now).signed(), TokenDraft.current(now).signed(),
				TokenDraft.old(now).with((draft) -> draft.collection = true).signed());
	}

	private static ExpectedToken expected() {
		return new ExpectedToken(
				new TokenService(TokenDraft.ISSUER, URI.create("https://sts.example.fr/"),
						List.of(TestKeys.publicKey()), List.of(), null),
				TokenDraft.BACK, TokenDraft.BACK, CLOCK.instant());
	}

}
