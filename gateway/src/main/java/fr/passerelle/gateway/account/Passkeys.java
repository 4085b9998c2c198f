package fr.passerelle.gateway.account;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.SignedIn.Means;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys, by Spring Security's WebAuthn. The person's finger, face or code is always
 * asked for, so a passkey is both factors. Challenges are the caller's to keep, for the
 * one answer that they are good for.
 */
public final class Passkeys {

	private static final Logger logger = LoggerFactory.getLogger(Passkeys.class);

	private static final int MAX_LABEL = 60;

	private final JsonMapper json = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

	private final Webauthn4JRelyingPartyOperations operations;

	private final PasskeyAccounts accounts;

	private final Administrators administrators;

	private final AdministratorAudit audit;

	Passkeys(PasskeyUsers users, PasskeyCredentials credentials, String rpId, Set<String> origins,
			PasskeyAccounts accounts, Administrators administrators, AdministratorAudit audit) {
		this.operations = new Webauthn4JRelyingPartyOperations(users, credentials,
				PublicKeyCredentialRpEntity.builder().id(rpId).name("Passerelle").build(), origins);
		this.operations.setCustomizeCreationOptions(
				(options) -> options.authenticatorSelection(AuthenticatorSelectionCriteria.builder()
					.userVerification(UserVerificationRequirement.REQUIRED)
					.residentKey(ResidentKeyRequirement.REQUIRED)
					.build()));
		this.operations
			.setCustomizeRequestOptions((options) -> options.userVerification(UserVerificationRequirement.REQUIRED));
		this.accounts = accounts;
		this.administrators = administrators;
		this.audit = audit;
	}

	/** What a browser needs to make a passkey. */
	public PublicKeyCredentialCreationOptions creation(SignedIn who) {
		return this.operations
			.createPublicKeyCredentialCreationOptions(new ImmutablePublicKeyCredentialCreationOptionsRequest(who));
	}

	/**
	 * What a browser needs to use one: a passkey of the administrator who gave a
	 * password, else any passkey.
	 */
	public PublicKeyCredentialRequestOptions request(@Nullable SignedIn half) {
		Authentication who = (half != null) ? half : new AnonymousAuthenticationToken("passkeys", "nobody",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
		return this.operations
			.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(who));
	}

	/** The same for any passkey, with a challenge that was given out before. */
	public PublicKeyCredentialRequestOptions request(Bytes challenge) {
		PublicKeyCredentialRequestOptions anew = request((SignedIn) null);
		return PublicKeyCredentialRequestOptions.builder()
			.challenge(challenge)
			.rpId(Objects.requireNonNull(anew.getRpId()))
			.timeout(anew.getTimeout())
			.allowCredentials(anew.getAllowCredentials())
			.userVerification(Objects.requireNonNull(anew.getUserVerification()))
			.extensions(anew.getExtensions())
			.build();
	}

	/** Options as a browser reads them. */
	public String text(Object options) {
		return this.json.writeValueAsString(options);
	}

	/**
	 * Keeps a new passkey.
	 * @param who whose
	 * @param options those that were asked with
	 * @param answer the browser's
	 * @param label what its owner calls it
	 * @param actor from where
	 * @return the sign-in as it continues; empty if the passkey cannot be taken
	 */
	public Optional<SignedIn> register(SignedIn who, PublicKeyCredentialCreationOptions options, String answer,
			String label, Actor actor) {
		Administrators.refuse(AccountFault.ofText("label", label));
		if (this.accounts.list(who.getPrincipal()).size() >= PasskeyAccounts.MAX_EACH) {
			throw new AccountRefusedException(Reason.TOO_MANY);
		}
		String name = label.isBlank() ? "…" : label.strip().substring(0, Math.min(MAX_LABEL, label.strip().length()));
		try {
			PublicKeyCredential<AuthenticatorAttestationResponse> passkey = this.json.readValue(answer,
					new TypeReference<PublicKeyCredential<AuthenticatorAttestationResponse>>() {
					});
			this.operations.registerCredential(
					new ImmutableRelyingPartyRegistrationRequest(options, new RelyingPartyPublicKey(passkey, name)));
		}
		catch (DataAccessException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			// A stranger may send any bytes: every failure of the library is a refusal.
			logger.info("Refused a passkey: {}", ex.getClass().getSimpleName());
			return Optional.empty();
		}
		this.administrators.reload();
		this.audit.changed(AuditType.SECOND_FACTOR_CHANGED, actor, who.getPrincipal(),
				List.of(new AuditChange(PasskeyAccounts.CHANGED, null, name)));
		return Optional.of(who.enrolled(this.administrators.get(who.getPrincipal())));
	}

	/**
	 * Checks the use of a passkey.
	 * @param half who gave a password before; null if no one did
	 * @param options those that were asked with
	 * @param answer the browser's
	 * @return who it is; empty if the passkey is refused
	 */
	public Optional<SignedIn> authenticate(@Nullable SignedIn half, PublicKeyCredentialRequestOptions options,
			String answer) {
		String username;
		try {
			PublicKeyCredential<AuthenticatorAssertionResponse> passkey = this.json.readValue(answer,
					new TypeReference<PublicKeyCredential<AuthenticatorAssertionResponse>>() {
					});
			username = this.operations.authenticate(new RelyingPartyAuthenticationRequest(options, passkey)).getName();
		}
		catch (DataAccessException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			logger.info("Refused the use of a passkey: {}", ex.getClass().getSimpleName());
			return Optional.empty();
		}
		if (half != null && !half.getPrincipal().equals(username)) {
			return Optional.empty();
		}
		return this.administrators.find(username)
			.filter((account) -> !account.locked())
			.map((account) -> SignedIn.by(Means.SECOND_FACTOR, account,
					(half != null) ? half.stamp() : account.stamp()));
	}

}
