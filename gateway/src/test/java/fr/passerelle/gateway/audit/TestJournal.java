package fr.passerelle.gateway.audit;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;

/**
 * A journal without a database, which tells what was noted.
 */
public final class TestJournal implements AutoCloseable {

	private final List<AuditEntry> written = new CopyOnWriteArrayList<>();

	private final AuditTrail trail;

	/** An empty journal. */
	public TestJournal(Clock clock) {
		this.trail = new AuditTrail(new AuditTable(new Memory()), new AuditIds(1), clock,
				PasserelleSettings.Audit.keeping(Duration.ofDays(365)), 1000);
		this.trail.start();
	}

	/** For the code that notes. */
	public AuditTrail trail() {
		return this.trail;
	}

	/** Ends the journal; what was noted, in order. */
	public List<AuditEntry> entries() {
		close();
		return this.written;
	}

	@Override
	public void close() {
		this.trail.close();
	}

	/** Takes what is written, and has nothing to read or to delete. */
	private final class Memory extends JdbcTemplate {

		Memory() {
			super((DataSource) empty(DataSource.class));
		}

		/** Connections, statements and results of nothing. */
		private static Object empty(Class<?> type) {
			return Proxy.newProxyInstance(TestJournal.class.getClassLoader(), new Class<?>[] { type },
					(proxy, method, arguments) -> {
						Class<?> result = method.getReturnType();
						if (result.isInterface() && result.getName().startsWith("java.sql.")) {
							return empty(result);
						}
						if (result == boolean.class) {
							return false;
						}
						return (result != int.class) ? null : Integer.valueOf(0);
					});
		}

		@Override
		public <T> int[][] batchUpdate(String sql, Collection<T> rows, int size,
				ParameterizedPreparedStatementSetter<T> setter) {
			rows.forEach((row) -> TestJournal.this.written.add(((AuditTable.Row) row).entry()));
			return new int[0][];
		}

	}

}
