package fr.passerelle.gateway.backup;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a backup and a restore do with each table. A test fails for a table that is
 * missing here, so that the author of a new table decides. Parents come before tables
 * that refer to them.
 */
final class StoreTables {

	/** In a backup; the establishments' own package puts them back. */
	static final List<String> VERSIONED = List.of("establishment", "establishment_version");

	/** In a backup; a restore replaces all of it. */
	static final List<String> CONTENT = List.of("people", "people_families", "people_undo", "people_undo_rows",
			"people_undo_families", "ent_identities", "ent_users");

	/**
	 * In a backup; a restore leaves the present rows, because an account or a token that
	 * was removed would otherwise come back. Only an installation that has nothing yet
	 * takes them.
	 */
	static final List<String> ACCOUNTS = List.of("administrators", "administrator_establishments",
			"administrator_recovery_codes", "administrator_tokens", "administrator_passkeys");

	/**
	 * The same for what a restore must not bring back unseen: a network that is trusted
	 * no more, and changes that wait for their day, of which one that was cancelled, or
	 * done, would be done again.
	 */
	static final List<String> RULES_AND_PLANS = List.of("security_rules", "planned_change");

	/**
	 * In no backup, each for the reason given. The journal only grows, and its retention
	 * would mean nothing if copies outlived it.
	 */
	static final Map<String, String> LEFT_OUT = new TreeMap<>(Map.of("audit_entries", "only grows, is purged on time",
			"console_hosts", "fades by itself, is of this installation", "people_imports", "holds turns, no content",
			"administrator_revision", "counts changes of accounts", "flyway_schema_history", "the migrations' own"));

	/** Every table that is copied, in an order that keeps references whole. */
	static final List<String> COPIED = Stream.of(VERSIONED, CONTENT, ACCOUNTS, RULES_AND_PLANS)
		.flatMap(List::stream)
		.toList();

	private StoreTables() {
	}

	static Set<String> known() {
		Set<String> known = new TreeSet<>(COPIED);
		known.addAll(LEFT_OUT.keySet());
		return known;
	}

}
