package fr.passerelle.gateway.actor;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Comments of changes, as calls and as forms bring them.
 */
class ChangeTests {

	private static final Actor ADMIN = new Actor("admin", "192.0.2.1");

	@ParameterizedTest
	@ValueSource(strings = { "two\nlines", "a\u0000b" })
	void aCommentIsOneLine(String comment) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Change(ADMIN, comment));
	}

	@Test
	void aCommentHasAGreatestLength() {
		String longest = "x".repeat(Change.MAX_COMMENT);

		assertThat(new Change(ADMIN, longest).comment()).isEqualTo(longest);
		assertThatIllegalArgumentException().isThrownBy(() -> new Change(ADMIN, longest + "x"));
	}

	@Test
	void typedCommentIsPutOnOneLineAndCut() {
		assertThat(Change.typed(ADMIN, " two\r\nlines\t").comment()).isEqualTo("two lines");
		assertThat(Change.typed(ADMIN, "x".repeat(Change.MAX_COMMENT + 1)).comment()).hasSize(Change.MAX_COMMENT);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " \n " })
	void typedCommentWithoutWordsIsNone(@Nullable String comment) {
		assertThat(Change.typed(ADMIN, comment).comment()).isNull();
	}

	@Test
	void programActsFromNowhereWithEveryRight() {
		assertThat(new Change("Passerelle", null).actor()).isEqualTo(new Actor("Passerelle", null, true));
		assertThat(ADMIN.platform()).isFalse();
	}

}
