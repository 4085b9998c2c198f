package fr.passerelle.gateway.plan;

import java.time.Clock;
import java.util.Optional;

import fr.passerelle.gateway.account.Account;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.Token;
import fr.passerelle.gateway.account.Tokens;

/**
 * Whether the author of a planned change could still make it. A plan of a deleted account
 * must not take effect later, even if a new account has the same name.
 */
final class Authors implements PlanAuthors {

	private final Administrators administrators;

	private final Tokens tokens;

	private final Clock clock;

	Authors(Administrators administrators, Tokens tokens, Clock clock) {
		this.administrators = administrators;
		this.tokens = tokens;
		this.clock = clock;
	}

	@Override
	public boolean mayApply(PlannedChange plan) {
		return granted(plan).filter((grant) -> grant.mayChange(plan.uai())).isPresent();
	}

	@Override
	public boolean mayChangePlatform(PlannedChange plan) {
		return granted(plan).filter(Grant::mayChangePlatform).isPresent();
	}

	private Optional<Grant> granted(PlannedChange plan) {
		return this.administrators.find(plan.author())
			.filter((account) -> !account.locked() && isTheSame(account, plan))
			.flatMap((account) -> grant(account, plan));
	}

	/**
	 * The account of the settings is never deleted, and is younger than its plans if the
	 * installation was set up from a backup.
	 */
	private static boolean isTheSame(Account account, PlannedChange plan) {
		return account.first() || !account.times().created().isAfter(plan.madeAt());
	}

	private Optional<Grant> grant(Account account, PlannedChange plan) {
		if (plan.through() == null) {
			return Optional.of(account.grant());
		}
		return this.tokens.list(account.username())
			.stream()
			.filter((token) -> token.id().equals(plan.through()) && this.clock.instant().isBefore(token.expires()))
			.map(Token::grant)
			.map((granted) -> account.grant().within(granted))
			.findFirst();
	}

}
