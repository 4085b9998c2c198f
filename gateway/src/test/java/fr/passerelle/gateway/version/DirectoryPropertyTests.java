package fr.passerelle.gateway.version;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Uai;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The directory, step by step, against one that is made anew from all establishments.
 */
class DirectoryPropertyTests {

	private static final List<String> HOSTS = List.of("a.example.fr", "b.example.fr", "a.example.fr:8443",
			"b.example.fr:9443");

	@Property
	void whateverIsPutAndRemovedEachHostLeadsWhereItShould(@ForAll("steps") List<Step> steps) {
		LiveDirectory directory = new LiveDirectory();
		TreeMap<String, Establishment> model = new TreeMap<>();
		long version = 0;
		for (Step step : steps) {
			version++;
			if (step.host() == null) {
				directory.remove(new Uai(step.uai()), version);
				model.remove(step.uai());
			}
			else {
				Establishment put = establishment(step.uai(), step.host(), version);
				directory.put(put);
				model.put(step.uai(), put);
			}
			assertThat(directory.all((one) -> true)).containsExactlyElementsOf(model.values());
			for (String host : HOSTS) {
				assertThat(directory.byHost(host)).as(host).isEqualTo(expected(model, host));
			}
		}
	}

	@Property
	void copyOfBucketsLeavesTheOriginal(@ForAll List<String> keys, @ForAll String last) {
		Map<String, String> model = new HashMap<>();
		Buckets<String> buckets = Buckets.empty();
		for (String key : keys) {
			model.put(key, "value of " + key);
			buckets = buckets.with(key, "value of " + key);
		}
		Buckets<String> without = buckets.with(last, null);
		Buckets<String> with = without.with(last, "last");
		assertThat(buckets.get(last)).isEqualTo(model.get(last));
		assertThat(without.get(last)).isNull();
		assertThat(with.get(last)).isEqualTo("last");
		List<String> all = new ArrayList<>();
		buckets.forEach(all::add);
		assertThat(all).containsExactlyInAnyOrderElementsOf(model.values());
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		Arbitrary<Step> step = Combinators
			.combine(Arbitraries.of("0330001A", "0330002B", "0330003C"), Arbitraries.of(HOSTS).injectNull(0.3))
			.as(Step::new);
		return step.list().ofMaxSize(12);
	}

	/** The rules in words: the authority, else the name where one alone has it. */
	private static @Nullable Establishment expected(SortedMap<String, Establishment> model, String host) {
		for (Establishment one : model.values()) {
			if (one.publicUrl().equals("https://" + host)) {
				return one;
			}
		}
		String name = host.replaceFirst(":.*", "");
		List<Establishment> named = model.values()
			.stream()
			.filter((one) -> one.publicUrl().replaceFirst("https://", "").replaceFirst(":.*", "").equals(name))
			.toList();
		return (named.size() == 1) ? named.get(0) : null;
	}

	private static Establishment establishment(String uai, String host, long version) {
		Establishment made = TestEstablishments.of(uai, "https://" + host, TestEstablishments.college().espaces());
		return new Establishment(made.uai(), made.name(), made.publicUrl(), version, true, null, null, made.basePath(),
				made.delegations(), made.espaces(), made.paths(), made.upstream());
	}

	/**
	 * A step.
	 *
	 * @param uai of which establishment
	 * @param host its new host; null: it is removed
	 */
	record Step(String uai, @Nullable String host) {
	}

}
