package fr.passerelle.entcatalog;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SelectorTests {

	@Test
	void aSelectorIsAParameterForSomeEspaces() {
		Selector selector = new Selector("selection", "EDU_parent_eleve", Set.of("parent"));
		assertThat(selector.espaces()).containsExactly("parent");
	}

	@ParameterizedTest
	@ValueSource(strings = { "service", "TARGET", "Ticket", "renew", "gateway", "method", "", "a b", "a=b" })
	void aSelectorNeverSpeaksForTheProtocol(String parameter) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Selector(parameter, "EDU", Set.of("parent")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "E D U", "EDU\r\nLocation:", "é" })
	void aValueIsVisibleText(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Selector("selection", value, Set.of("parent")));
	}

	@Test
	void aSelectorIsForKnownEspaces() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Selector("selection", "EDU", Set.of()));
		assertThatIllegalArgumentException().isThrownBy(() -> new Selector("selection", "EDU", Set.of("parents")));
	}

}
