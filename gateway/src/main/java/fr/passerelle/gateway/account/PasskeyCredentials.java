package fr.passerelle.gateway.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/**
 * Passkeys in the database. A new one ends its owner's sessions, like every change of
 * what opens the account.
 */
final class PasskeyCredentials implements UserCredentialRepository {

	private static final String SELECT = """
			SELECT p.*, a.passkey_handle FROM administrator_passkeys p JOIN administrators a ON a.username = p.username
			WHERE\s""";

	private final JdbcClient client;

	private final AccountTable table;

	PasskeyCredentials(JdbcTemplate jdbc, AccountTable table) {
		this.client = JdbcClient.create(jdbc);
		this.table = table;
	}

	@Override
	public void delete(Bytes credentialId) {
		throw new UnsupportedOperationException("PasskeyAccounts deletes, for its owner alone");
	}

	@Override
	public void save(CredentialRecord passkey) {
		int known = this.client
			.sql("""
					UPDATE administrator_passkeys SET signature_count = :count, uv_initialized = :uv, backup_state = :backup,
					last_used_at = :used WHERE credential_id = :id""")
			.param("count", passkey.getSignatureCount())
			.param("uv", AccountTable.bit(passkey.isUvInitialized()))
			.param("backup", AccountTable.bit(passkey.isBackupState()))
			.param("used", passkey.getLastUsed().toEpochMilli())
			.param("id", passkey.getCredentialId().toBase64UrlString())
			.update();
		if (known == 0) {
			this.table.changing((revision) -> insert(passkey, revision));
		}
	}

	private int insert(CredentialRecord passkey, long revision) {
		String username = this.client.sql("SELECT username FROM administrators WHERE passkey_handle = ?")
			.param(passkey.getUserEntityUserId().toBase64UrlString())
			.query(String.class)
			.single();
		this.table.setStamp(username, revision);
		Bytes attestation = passkey.getAttestationObject();
		Bytes data = passkey.getAttestationClientDataJSON();
		return this.client.sql("""
				INSERT INTO administrator_passkeys (credential_id, username, label, public_key, signature_count,
				uv_initialized, backup_eligible, backup_state, transports, attestation, attestation_data, created_at)
				VALUES (:id, :username, :label, :key, :count, :uv, :eligible, :backup, :transports, :attestation, :data,
				:created)""")
			.param("id", passkey.getCredentialId().toBase64UrlString())
			.param("username", username)
			.param("label", passkey.getLabel())
			.param("key", new Bytes(passkey.getPublicKey().getBytes()).toBase64UrlString())
			.param("count", passkey.getSignatureCount())
			.param("uv", AccountTable.bit(passkey.isUvInitialized()))
			.param("eligible", AccountTable.bit(passkey.isBackupEligible()))
			.param("backup", AccountTable.bit(passkey.isBackupState()))
			.param("transports",
					passkey.getTransports()
						.stream()
						.map(AuthenticatorTransport::getValue)
						.sorted()
						.collect(Collectors.joining(",")))
			.param("attestation", (attestation != null) ? attestation.toBase64UrlString() : null)
			.param("data", (data != null) ? data.toBase64UrlString() : null)
			.param("created", passkey.getCreated().toEpochMilli())
			.update();
	}

	@Override
	public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
		return this.client.sql(SELECT + "p.credential_id = ?")
			.param(credentialId.toBase64UrlString())
			.query((row, index) -> passkey(row))
			.optional()
			.orElse(null);
	}

	@Override
	public List<CredentialRecord> findByUserId(Bytes userId) {
		return this.client.sql(SELECT + "a.passkey_handle = ?")
			.param(userId.toBase64UrlString())
			.query((row, index) -> passkey(row))
			.list();
	}

	private static CredentialRecord passkey(ResultSet row) throws SQLException {
		String transports = row.getString("transports");
		Set<AuthenticatorTransport> ways = transports.isEmpty() ? Set.of()
				: Stream.of(transports.split(",")).map(AuthenticatorTransport::valueOf).collect(Collectors.toSet());
		Instant created = Instant.ofEpochMilli(row.getLong("created_at"));
		long used = row.getLong("last_used_at");
		ImmutableCredentialRecord.ImmutableCredentialRecordBuilder passkey = ImmutableCredentialRecord.builder()
			.credentialType(PublicKeyCredentialType.PUBLIC_KEY)
			.credentialId(Bytes.fromBase64(row.getString("credential_id")))
			.userEntityUserId(Bytes.fromBase64(row.getString("passkey_handle")))
			.publicKey(ImmutablePublicKeyCose.fromBase64(row.getString("public_key")))
			.signatureCount(row.getLong("signature_count"))
			.uvInitialized(row.getInt("uv_initialized") == 1)
			.backupEligible(row.getInt("backup_eligible") == 1)
			.backupState(row.getInt("backup_state") == 1)
			.transports(ways)
			.label(row.getString("label"))
			.created(created)
			.lastUsed((used != 0) ? Instant.ofEpochMilli(used) : created);
		String attestation = row.getString("attestation");
		String data = row.getString("attestation_data");
		if (attestation != null && data != null) {
			passkey.attestationObject(Bytes.fromBase64(attestation)).attestationClientDataJSON(Bytes.fromBase64(data));
		}
		return passkey.build();
	}

}
