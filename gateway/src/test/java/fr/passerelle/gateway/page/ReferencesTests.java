package fr.passerelle.gateway.page;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReferencesTests {

	@Test
	void referencesCanBeReadOutAndDoNotRepeat() {
		References references = new References();
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < 2000; i++) {
			String reference = references.next();
			assertThat(reference).matches("[2-9CDFGHJKMNPQRTVWX]{4}-[2-9CDFGHJKMNPQRTVWX]{4}");
			seen.add(reference);
		}
		assertThat(seen).hasSize(2000);
	}

	@Test
	void alphabetHoldsNoLookAlikesAndNoVowels() {
		assertThat(References.ALPHABET.chars().distinct().count()).isEqualTo(References.ALPHABET.length());
		assertThat(References.ALPHABET).doesNotContainPattern("[01OILUSZBAEY]");
	}

}
