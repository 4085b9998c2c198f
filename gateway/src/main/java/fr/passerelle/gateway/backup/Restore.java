package fr.passerelle.gateway.backup;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.backup.Manifest.Counts;
import fr.passerelle.gateway.version.EstablishmentChanged;
import fr.passerelle.gateway.version.StoreReplacement;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Replaces the store's content by a copy's, in one transaction: all of it or nothing.
 */
final class Restore {

	/** Most names of accounts that are shown. */
	private static final int MAX_NAMES = 500;

	private final JdbcTemplate live;

	private final TransactionOperations transactions;

	private final StoreReplacement replacement;

	private final Runnable others;

	/**
	 * Restores into a store.
	 * @param live the store
	 * @param transactions of the same store
	 * @param replacement puts the establishments of a copy in place
	 * @param others other parts of the program that hold a part of the store in memory
	 */
	Restore(JdbcTemplate live, TransactionOperations transactions, StoreReplacement replacement, Runnable others) {
		this.live = live;
		this.transactions = transactions;
		this.replacement = replacement;
		this.others = others;
	}

	/** How much the store holds. */
	Counts counts() {
		return new Counts(count("establishment WHERE authority IS NOT NULL"), count("establishment_version"),
				count("people"));
	}

	/** What a copy holds, compared with the store. */
	BackupContents contents(Backup backup, CopiedStore copy) {
		List<String> administrators = copy.client()
			.sql("SELECT username FROM administrators ORDER BY username LIMIT " + MAX_NAMES)
			.query(String.class)
			.list();
		return new BackupContents(backup, this.replacement.compare(copy.client()), counts(), administrators,
				takesAccounts(copy));
	}

	/** Whether nothing was ever set up here. */
	private boolean isEmpty() {
		return count("establishment") == 0;
	}

	/** Whether a copy's accounts are taken over. */
	private boolean takesAccounts(CopiedStore copy) {
		return isEmpty() && !copy.client().sql("SELECT username FROM administrators").query().listOfRows().isEmpty();
	}

	/**
	 * Replaces the content, and puts it into effect.
	 * @param copy in this program's form
	 * @param change who and why
	 */
	List<EstablishmentChanged> replaceAll(CopiedStore copy, Change change) {
		List<EstablishmentChanged> changes = new ArrayList<>();
		this.transactions.executeWithoutResult((status) -> {
			boolean empty = isEmpty();
			boolean accounts = takesAccounts(copy);
			changes.addAll(this.replacement.replaceAll(copy.client(), change));
			// An import of people waits for the end, on every node.
			this.live.update("UPDATE people_imports SET imported_at = imported_at");
			replace(copy, StoreTables.CONTENT);
			if (accounts) {
				takeOverAccounts(copy);
			}
			if (empty) {
				replace(copy, StoreTables.RULES_AND_PLANS);
			}
		});
		return changes;
	}

	/** Puts into effect what is committed. */
	void takeUp(List<EstablishmentChanged> changes) {
		this.replacement.takeUp(changes);
		this.others.run();
	}

	/**
	 * The account that this installation's own start made stays as it is: the
	 * administrator who restores has signed in with it, and the backup's row of that name
	 * may hold no password at all.
	 */
	private void takeOverAccounts(CopiedStore copy) {
		List<String> children = StoreTables.ACCOUNTS.subList(1, StoreTables.ACCOUNTS.size());
		children.forEach((table) -> this.live.update("DELETE FROM " + table));
		this.live.update("DELETE FROM administrators WHERE origin <> 'START'");
		StoreTables.ACCOUNTS.forEach((table) -> fill(copy, table, " ON CONFLICT DO NOTHING"));
		// Nodes that hold accounts in memory compare this; no account is newer than it.
		this.live.update("UPDATE administrator_revision SET revision = revision + 1 "
				+ "+ (SELECT COALESCE(MAX(stamp), 0) FROM administrators)");
	}

	private void replace(CopiedStore copy, List<String> tables) {
		List<String> childrenFirst = new ArrayList<>(tables);
		Collections.reverse(childrenFirst);
		childrenFirst.forEach((table) -> this.live.update("DELETE FROM " + table));
		tables.forEach((table) -> fill(copy, table, ""));
	}

	private void fill(CopiedStore copy, String table, String conflict) {
		List<String> columns = copy.columns(table);
		this.live.execute((ConnectionCallback<Boolean>) (connection) -> {
			try (PreparedStatement writing = connection.prepareStatement(Snapshot.insert(table, columns) + conflict)) {
				copy.jdbc().query(Snapshot.select(table, columns), (ResultSetExtractor<Boolean>) (ResultSet rows) -> {
					Snapshot.insertAll(rows, writing, columns.size());
					return true;
				});
			}
			return true;
		});
	}

	private long count(String from) {
		Long count = this.live.queryForObject("SELECT COUNT(*) FROM " + from, Long.class);
		return (count != null) ? count : 0;
	}

}
