package fr.passerelle.gateway.establishment;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The quick way for plain text folds as the rules for all letters do.
 */
class FoldedTextPropertyTests {

	@Property
	void plainTextIsFoldedAlike(
			@ForAll @CharRange(from = '\u0000', to = '\u007f') @StringLength(max = 40) String text) {
		assertThat(FoldedText.of(text)).isEqualTo(FoldedText.ofAny(text));
	}

	@Property
	void anyTextIsFoldedByTheRulesForAllLetters(@ForAll @StringLength(max = 40) String text) {
		assertThat(FoldedText.of(text)).isEqualTo(FoldedText.ofAny(text));
	}

}
