package fr.passerelle.gateway.audit;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the journal is found by.
 */
final class SearchKeys {

	/** Longest text that is kept for a search. */
	private static final int MAX_KEPT = 2000;

	private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{8}");

	private SearchKeys() {
	}

	/** All that an entry says, folded as questions are. */
	static String of(AuditEntry entry) {
		Stream<@Nullable String> own = Stream.of(entry.person(), entry.address(), entry.code(), entry.delegation(),
				entry.detail());
		Stream<@Nullable String> changed = entry.changes()
			.stream()
			.flatMap((change) -> Stream.of(change.path(), change.before(), change.after()));
		String all = FoldedText.of(Stream.concat(own, changed)
			.filter((text) -> text != null && !text.isEmpty())
			.collect(Collectors.joining(" ")));
		return (all.length() > MAX_KEPT) ? all.substring(0, MAX_KEPT) : all;
	}

	/**
	 * Every way in which a reference that was read out or typed may be written here: a
	 * page shows capitals and a dash, and people leave out both.
	 */
	static Set<String> references(String typed) {
		String upper = typed.toUpperCase(Locale.ROOT);
		String bare = upper.replaceAll("[^0-9A-Z]", "");
		Set<String> all = new TreeSet<>(List.of(typed, upper));
		if (REFERENCE.matcher(bare).matches()) {
			all.add(bare.substring(0, 4) + "-" + bare.substring(4));
		}
		return all;
	}

}
