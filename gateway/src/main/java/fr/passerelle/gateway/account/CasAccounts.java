package fr.passerelle.gateway.account;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import fr.passerelle.gateway.account.AccountRefusedException.Reason;
import fr.passerelle.gateway.account.SignedIn.Means;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditType;
import org.jspecify.annotations.Nullable;

/**
 * Which CAS user opens which account. A CAS user opens one account, and only after
 * another administrator, or its owner, has bound it: a server that the settings name
 * makes no administrators.
 */
public final class CasAccounts {

	/** How the journal names the binding. */
	static final String CHANGED = "casUser";

	private final AccountTable table;

	private final Administrators administrators;

	private final AdministratorAudit audit;

	/** Labels by id. */
	private final Map<String, String> servers;

	CasAccounts(AccountTable table, Administrators administrators, AdministratorAudit audit,
			Map<String, String> servers) {
		this.table = table;
		this.administrators = administrators;
		this.audit = audit;
		this.servers = Map.copyOf(servers);
	}

	/**
	 * Binds an account to a CAS user, or to none. Its sessions end: the one who opened
	 * them may not be the one who may open it now.
	 * @param wanted the CAS user; null: the account is bound to none
	 * @return the account as it is now
	 */
	public Account bind(String username, @Nullable CasUser wanted, Actor actor) {
		if (wanted != null) {
			check(wanted);
		}
		Account[] changed = new Account[1];
		Account after = this.table.changing((revision) -> {
			Account old = this.administrators.get(username);
			if (Objects.equals(old.casUser(), wanted)) {
				return old;
			}
			if (wanted != null && this.table.all().stream().anyMatch((other) -> wanted.equals(other.casUser()))) {
				throw new AccountRefusedException(Reason.CAS_USER_TAKEN);
			}
			changed[0] = old;
			this.table.setCasUser(username, wanted, revision);
			return this.administrators.get(username);
		});
		this.administrators.reload();
		if (changed[0] != null) {
			this.audit.changed(AuditType.ADMINISTRATOR_CHANGED, actor, username,
					List.of(new AuditChange(CHANGED, text(changed[0].casUser()), text(wanted))));
		}
		return after;
	}

	/** By the server's label, which people know. */
	private @Nullable String text(@Nullable CasUser user) {
		return (user != null) ? user.at(this.servers.getOrDefault(user.server(), user.server())) : null;
	}

	private void check(CasUser wanted) {
		if (!this.servers.containsKey(wanted.server())) {
			throw new InvalidAccountException(List.of(AccountFault.of("server", AccountFault.Kind.UNKNOWN_CAS_SERVER)));
		}
		String user = wanted.user();
		boolean good = !user.isEmpty() && user.length() <= CasUser.MAX_USER && user.equals(user.strip())
				&& AccountFault.isPrintable(user);
		if (!good) {
			throw new InvalidAccountException(
					List.of(new AccountFault("user", AccountFault.Kind.CAS_USER, CasUser.MAX_USER)));
		}
	}

	/**
	 * The sign-in of a CAS user whom the server vouches for; empty if no open account is
	 * bound to it.
	 */
	public Optional<SignedIn> signIn(CasUser user) {
		return this.administrators.find(user)
			.filter((account) -> !account.locked())
			.map((account) -> SignedIn.by(Means.CAS, account));
	}

}
