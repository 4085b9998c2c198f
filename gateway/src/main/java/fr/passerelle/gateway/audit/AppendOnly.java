package fr.passerelle.gateway.audit;

import java.util.List;
import java.util.Objects;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the database itself refuse to change an entry. The two databases write triggers
 * in two languages, so that a migration, which both must read, cannot hold them; both
 * take these again and again. The owner of the tables can drop the triggers: they guard
 * against our own faults and against a smuggled statement.
 */
final class AppendOnly {

	private static final List<String> SQLITE = List.of("""
			CREATE TRIGGER IF NOT EXISTS audit_entries_stay BEFORE UPDATE ON audit_entries
			BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END""");

	/** The lock: nodes that start together would otherwise trip over each other. */
	private static final List<String> POSTGRES = List.of("""
			DO $$ BEGIN
			PERFORM pg_advisory_xact_lock(7261847);
			IF NOT EXISTS (SELECT 1 FROM pg_trigger WHERE tgname = 'audit_entries_stay'
					AND tgrelid = 'audit_entries'::regclass) THEN
				CREATE OR REPLACE FUNCTION audit_entries_stay() RETURNS trigger LANGUAGE plpgsql AS
				'BEGIN RAISE EXCEPTION ''audit entries are never changed''; END';
				CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
				FOR EACH ROW EXECUTE FUNCTION audit_entries_stay();
			END IF; END $$""");

	private AppendOnly() {
	}

	static void guard(JdbcTemplate jdbc) {
		String product = jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName());
		List<String> statements = "PostgreSQL".equals(product) ? POSTGRES : SQLITE;
		TransactionTemplate transaction = new TransactionTemplate(
				new JdbcTransactionManager(Objects.requireNonNull(jdbc.getDataSource())));
		transaction.executeWithoutResult((status) -> statements.forEach(jdbc::execute));
	}

}
