package fr.passerelle.gateway.console.history;

import java.util.List;
import java.util.stream.IntStream;

import fr.passerelle.gateway.console.Confirmation;
import fr.passerelle.gateway.document.Difference;
import fr.passerelle.gateway.document.Differences;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.StaticMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the question before a restore counts.
 */
class RestoreQuestionTests {

	@Test
	void whatIsNotNamedIsCountedEvenBeyondWhatAnybodyLists() {
		assertThat(more(20, 20)).isEmpty();
		assertThat(more(21, 21)).containsExactly(1);
		assertThat(more(Differences.MAX, 640)).containsExactly(620);
	}

	/** How many more it says there are. */
	private static List<Object> more(int listed, int total) {
		List<Difference> list = IntStream.range(0, listed)
			.mapToObj((at) -> new Difference(List.of("key" + at), Difference.Kind.ADDED, null, "a"))
			.toList();
		StaticMessageSource words = new StaticMessageSource();
		words.setUseCodeAsDefaultMessage(true);
		Confirmation question = RestoreQuestion.ending(Confirmation.of("history", "/", "title"),
				new Differences(list, total), new DifferenceWords(words));
		assertThat(question.consequences().stream().filter((one) -> one.key().equals("history.sentence")))
			.hasSize(Math.min(20, listed));
		return question.consequences()
			.stream()
			.filter((one) -> one.key().equals("history.more"))
			.flatMap((one) -> one.arguments().stream())
			.toList();
	}

}
