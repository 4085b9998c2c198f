package fr.passerelle.gateway.account;

import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whose passkeys there are: what people see of them.
 */
public final class PasskeyAccounts {

	/** Most passkeys of one administrator. */
	public static final int MAX_EACH = 10;

	/** The path in the journal; a passkey is told by its label. */
	static final String CHANGED = "passkeys";

	private final JdbcClient client;

	private final AccountTable table;

	private final Administrators administrators;

	private final AdministratorAudit audit;

	private final boolean on;

	PasskeyAccounts(JdbcTemplate jdbc, AccountTable table, Administrators administrators, AdministratorAudit audit,
			boolean on) {
		this.client = JdbcClient.create(jdbc);
		this.table = table;
		this.administrators = administrators;
		this.audit = audit;
		this.on = on;
	}

	/**
	 * A passkey as its owner sees it.
	 *
	 * @param id names it
	 * @param label what its owner called it
	 * @param created when
	 * @param lastUsed null: never
	 */
	public record Passkey(String id, String label, Instant created, @Nullable Instant lastUsed) {
	}

	/** Whether passkeys are in use. */
	public boolean on() {
		return this.on;
	}

	/** An administrator's own, the newest first. */
	public List<Passkey> list(String username) {
		return this.client.sql("SELECT * FROM administrator_passkeys WHERE username = ? ORDER BY created_at DESC")
			.param(username)
			.query((row, index) -> {
				long used = row.getLong("last_used_at");
				return new Passkey(row.getString("credential_id"), row.getString("label"),
						Instant.ofEpochMilli(row.getLong("created_at")),
						(used != 0) ? Instant.ofEpochMilli(used) : null);
			})
			.list();
	}

	/**
	 * Deletes a passkey of the administrator's own: all their sessions end except the one
	 * that continues under the new stamp.
	 */
	public boolean delete(String username, String id, Actor actor) {
		String label = list(username).stream()
			.filter((passkey) -> passkey.id().equals(id))
			.map(Passkey::label)
			.findFirst()
			.orElse("");
		boolean gone = this.table.changing((revision) -> {
			int deleted = this.client.sql("DELETE FROM administrator_passkeys WHERE username = ? AND credential_id = ?")
				.params(username, id)
				.update();
			if (deleted == 1) {
				this.table.setStamp(username, revision);
			}
			return deleted == 1;
		});
		this.administrators.reload();
		if (gone) {
			this.audit.changed(AuditType.SECOND_FACTOR_CHANGED, actor, username,
					List.of(new AuditChange(CHANGED, label, null)));
		}
		return gone;
	}

}
