package fr.passerelle.gateway.account;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/**
 * The handles by which passkeys know whose they are: random, and in the accounts' own
 * rows.
 */
final class PasskeyUsers implements PublicKeyCredentialUserEntityRepository {

	private final JdbcClient client;

	PasskeyUsers(JdbcTemplate jdbc) {
		this.client = JdbcClient.create(jdbc);
	}

	@Override
	public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
		return find("passkey_handle", id.toBase64UrlString());
	}

	@Override
	public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
		return find("username", username);
	}

	private @Nullable PublicKeyCredentialUserEntity find(String column, String value) {
		return this.client
			.sql("SELECT username, passkey_handle FROM administrators WHERE " + column
					+ " = ? AND passkey_handle IS NOT NULL")
			.param(value)
			.query((row, index) -> ImmutablePublicKeyCredentialUserEntity.builder()
				.name(row.getString("username"))
				.displayName(row.getString("username"))
				.id(Bytes.fromBase64(row.getString("passkey_handle")))
				.build())
			.optional()
			.orElse(null);
	}

	/** Once: a handle that passkeys know never changes. */
	@Override
	public void save(PublicKeyCredentialUserEntity user) {
		this.client.sql("UPDATE administrators SET passkey_handle = ? WHERE username = ? AND passkey_handle IS NULL")
			.params(user.getId().toBase64UrlString(), user.getName())
			.update();
	}

	@Override
	public void delete(Bytes id) {
		throw new UnsupportedOperationException("a handle goes with its account");
	}

}
