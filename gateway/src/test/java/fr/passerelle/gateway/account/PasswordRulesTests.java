package fr.passerelle.gateway.account;

import java.util.List;

import fr.passerelle.gateway.account.AccountFault.Kind;
import fr.passerelle.gateway.account.PasswordRules.Strength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordRulesTests {

	private static final List<String> PERSONAL = List.of("m.lefevre", "Maëlle Lefèvre", "Collège Jean-Moulin");

	private final PasswordRules rules = new PasswordRules(GuessableParts.bundled());

	private List<Kind> faults(String password) {
		return this.rules.check(password, PERSONAL).stream().map(AccountFault::kind).toList();
	}

	/** The examples of the CNIL's recommendation 2022-100. */
	@ParameterizedTest
	@ValueSource(strings = { "Vr7!kw-Zq2?b", "Vr7kwTZq2bHn8x", "grelot torpeur lambin vasque ortie bivouac hublot",
			"vr7!kw-zq2?bt", "vrkwtzqbhnxdgplmrt", "ÉcrouÀvis§Kø9µ" })
	void whatNobodyGuessesIsTaken(String password) {
		assertThat(this.rules.check(password, PERSONAL)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Vr7!kw-Zq2?           | TOO_SHORT,TOO_GUESSABLE
			Vr7kwTZq2bHn          | TOO_GUESSABLE,NO_SPECIAL
			vrkwtzqbhnxdgplm      | TOO_GUESSABLE,NO_CAPITAL,NO_DIGIT,NO_SPECIAL
			Azertyuiop123!        | TOO_GUESSABLE,COMMON_PART
			P@ssw0rd2026!!        | TOO_GUESSABLE,COMMON_PART
			Motdepasse-2025       | TOO_GUESSABLE,COMMON_PART
			Bonjour-Bonjour-1!    | TOO_GUESSABLE,COMMON_PART
			Zq!7Zq!7Zq!7Zq!7      | TOO_GUESSABLE,COMMON_PART
			aaaaaaaaaaaaA1!       | TOO_GUESSABLE,COMMON_PART
			Lefevre-Moulin-7!     | TOO_GUESSABLE,PERSONAL_PART
			M4ëll3-LEFÈVRE-78!    | TOO_GUESSABLE,PERSONAL_PART
			""")
	void whatIsGuessedIsRefusedWithEverythingThatItLacks(String password, String kinds) {
		assertThat(faults(password).toString()).isEqualTo("[" + kinds.replace(",", ", ") + "]");
	}

	@Test
	void aRefusalCountsTheCharactersThatAreMissing() {
		assertThat(this.rules.check("Vr7kwTZq2bHn", PERSONAL))
			.contains(new AccountFault("password", Kind.TOO_GUESSABLE, 2));
	}

	@Test
	void aLongOneIsTakenUpToABoundAndControlCharactersNever() {
		String phrase = "grelot torpeur lambin vasque ortie bivouac hublot ";
		assertThat(faults(phrase.concat("Q".concat("é7%".concat("bricole merise"))))).isEmpty();
		assertThat(faults("x".repeat(PasswordRules.MAX_LENGTH + 1))).containsExactly(Kind.TOO_LONG);
		assertThat(faults("Vr7!kw-Zq2?bT\u0000")).containsExactly(Kind.UNPRINTABLE);
	}

	@ParameterizedTest
	@CsvSource({ "azerty,VERY_WEAK", "Vr7!k,VERY_WEAK", "Vr7!kw-Z,WEAK", "Vr7!kw-Zq2,NEARLY", "Vr7!kw-Zq2?b,GOOD",
			"Vr7!kw-Zq2?bX4é&,STRONG" })
	void theMeterSpeaksInWords(String password, Strength strength) {
		assertThat(this.rules.strength(password, PERSONAL)).isEqualTo(strength);
	}

	@Test
	void anEmptyPasswordIsJustVeryWeak() {
		assertThat(this.rules.strength("", PERSONAL)).isEqualTo(Strength.VERY_WEAK);
		assertThat(faults("")).contains(Kind.TOO_SHORT);
	}

}
