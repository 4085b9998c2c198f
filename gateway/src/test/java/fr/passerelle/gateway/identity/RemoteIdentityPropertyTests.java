package fr.passerelle.gateway.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which attributes a name finds, by the plain rule: the name behind the last sign that
 * ends a prefix, in capitals and then in small letters; a name with a prefix that is
 * released to the letter finds itself alone.
 */
class RemoteIdentityPropertyTests {

	@Property
	void aNameFindsAllItsSpellingsAndNoOther(@ForAll("names") List<String> released, @ForAll("name") String wanted) {
		Map<String, List<String>> attributes = new LinkedHashMap<>();
		for (int i = 0; i < released.size(); i++) {
			attributes.put(released.get(i), List.of("v" + i % 3, "w", "w"));
		}
		boolean exact = attributes.containsKey(wanted) && wanted.strip().matches("(?s).*[:}/].*");
		List<String> expected = attributes.entrySet()
			.stream()
			.filter((attribute) -> exact ? attribute.getKey().equals(wanted)
					: folded(attribute.getKey()).equals(folded(wanted)))
			.flatMap((attribute) -> attribute.getValue().stream())
			.distinct()
			.toList();
		assertThat(new RemoteIdentity("u", attributes).first(List.of(wanted))).isEqualTo(expected);
	}

	private static String folded(String name) {
		return name.strip().replaceAll("(?s).*[:}/]", "").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	@Provide
	Arbitrary<List<String>> names() {
		return name().list().ofMaxSize(6);
	}

	/** Few letters, so that names meet; some whose cases are not one to one. */
	@Provide
	Arbitrary<String> name() {
		return Arbitraries.strings().withChars("aAsSkK ßıİſK:}/\u00e9\u00c9\t").ofMaxLength(4);
	}

}
