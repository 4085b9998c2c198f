package fr.passerelle.gateway.saml;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.federation.MessageTime;
import fr.passerelle.gateway.federation.Names;
import fr.passerelle.gateway.federation.Wrapping;
import fr.passerelle.gateway.federation.XmlRefusedException;
import fr.passerelle.gateway.fuzz.Fuzz;
import fr.passerelle.gateway.http.MovableClock;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.w3c.dom.Document;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Answers of SAML 2 that are changed at random: either the person whom the provider
 * signed is read, or nobody.
 */
class ForgedResponsePropertyTests {

	private static final MovableClock CLOCK = new MovableClock();

	private static final ResponseJudge JUDGE = new ResponseJudge(new MessageTime(CLOCK));

	private static final List<String> SIGNED = List.of(signed("Assertion"), signed("Response"),
			signed("Assertion", "Response"));

	private static final Expected EXPECTED = new Expected(
			new Idp(ResponseDraft.IDP, Map.of(Names.REDIRECT, URI.create(ResponseDraft.IDP + "/sso")), Map.of(),
					Map.of(), List.of(TestKeys.publicKey()), List.of(), null),
			ResponseDraft.SP, ResponseDraft.ACS, ResponseDraft.REQUEST, List.of(), false, null, null);

	@Example
	void unchangedEachIsRead() throws XmlRefusedException {
		for (String message : SIGNED) {
			assertThat(JUDGE.judge(ResponseDraft.bytes(message), EXPECTED)).isInstanceOf(Judgement.Proven.class);
		}
	}

	/** Traps S-01 to S-03, S-09 and S-15, by variants that no list names. */
	@Property(tries = 2000)
	void aWrappedAnswerNeverLetsTheForgedPersonIn(@ForAll long seed) {
		for (String message : SIGNED) {
			assertSound(ResponseDraft.bytes(Wrapping.of(message, seed)));
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
				ForgedResponsePropertyTests::assertSound);
	}

	/** Any other exception than the refusal fails the test. */
	private static void assertSound(byte[] message) {
		try {
			Judgement judged = JUDGE.judge(message, EXPECTED);
			if (judged instanceof Judgement.Proven proven) {
				assertThat(proven.name().value()).isEqualTo(Wrapping.GENUINE);
				assertThat(proven.attributes()).containsEntry("ENTPersonProfils", List.of("National_TUT"));
			}
		}
		catch (XmlRefusedException ex) {
			assertThat(ex.sentence()).doesNotContain(Wrapping.GENUINE, Wrapping.FORGED);
		}
	}

	private static String signed(String... elements) {
		Document document = new ResponseDraft(CLOCK.instant()).document();
		for (String name : elements) {
			TestXml.signing(TestKeys.key()).sign(TestXml.find(document, name));
		}
		return TestXml.text(document);
	}

}
