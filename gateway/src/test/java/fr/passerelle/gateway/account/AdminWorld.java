package fr.passerelle.gateway.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Ticker;
import fr.passerelle.gateway.account.AdministratorAccount.Administrator;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.MovableClock;
import fr.passerelle.gateway.people.PasswordHashing;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * One node's administrators over a database, with passwords that are hashed fast.
 */
final class AdminWorld implements AutoCloseable {

	static final Uai COLLEGE = new Uai("0330001A");

	static final Uai LYCEE = new Uai("0330002B");

	/** The one that there is not. */
	static final Uai NOWHERE = new Uai("0339999Z");

	static final Grant OF_COLLEGE = new Grant(Set.of(COLLEGE), false);

	static final Actor ROOT = new Actor("admin", "192.0.2.1");

	static final String GOOD = "Vr7!kw-Zq2?bT";

	final MovableClock clock;

	final AccountTable table;

	final AdministratorAudit audit;

	final Administrators administrators;

	final OwnAccount own;

	final SecondFactors secondFactors;

	final Tokens tokens;

	final SignIns signIns;

	final CasAccounts casAccounts;

	final AuditTrail trail;

	AdminWorld(TestDatabase database, MovableClock clock, @Nullable String passwordOfSettings,
			boolean secondFactorRequired) {
		this.clock = clock;
		PasswordHashing hashing = new PasswordHashing(new Plain(), 4, Duration.ofSeconds(30));
		Administrator first = new AdministratorAccount(database.template(), hashing, clock, (text) -> {
		}).open(new PasserelleSettings.Admin("admin", passwordOfSettings));
		this.table = new AccountTable(database.template(), database.transactions(), first, true);
		this.trail = AuditTrail.open(database.template(), clock, Duration.ofDays(365));
		this.audit = new AdministratorAudit(this.trail, clock);
		this.administrators = new Administrators(this.table, hashing, (uai) -> !uai.equals(NOWHERE), this.audit, clock);
		this.own = new OwnAccount(this.administrators, this.table, new PasswordRules(GuessableParts.bundled()), hashing,
				(grant) -> List.of("Collège Jean-Moulin"), this.audit, clock);
		this.secondFactors = new SecondFactors(database.template(), this.table, this.administrators, this.own,
				new SecretBox(new byte[32]), this.audit, clock);
		this.tokens = new Tokens(database.template(), this.table, this.audit, Duration.ofDays(365), clock);
		this.casAccounts = new CasAccounts(this.table, this.administrators, this.audit, Map.of("academie", "Académie"));
		this.signIns = new SignIns(this.administrators, this.table, this.tokens, hashing, secondFactorRequired, clock);
	}

	/** An empty store but for the first administrator. */
	static void empty(TestDatabase database) {
		database.template().update("DELETE FROM administrators");
	}

	AdministratorProviders providers() {
		return AdministratorConfiguration.providers(this.signIns, Ticker.systemTicker());
	}

	/** An account that has signed in and chosen {@link #GOOD}. */
	Account settled(String username, Grant grant) {
		OneTimePassword first = this.administrators.create(new NewAccount(username, "", null, grant), ROOT);
		return this.own.changePassword(this.administrators.get(username), first.password(), GOOD,
				new Actor(username, "192.0.2.2"));
	}

	SignedIn signIn(String username, String password) {
		return this.signIns.check(username, password)
			.map((account) -> SignedIn.by(SignedIn.Means.PASSWORD, account))
			.orElseThrow();
	}

	String token(Account maker, Grant grant) {
		Instant expires = this.clock.instant().plus(Duration.ofDays(30));
		return this.tokens.create(maker, "a script", grant, expires, ROOT).text();
	}

	/** The code that an application shows now. */
	String code(SecondFactors.Enrolment enrolment) {
		return TestCodes.at(enrolment.secret(), this.clock.instant().getEpochSecond());
	}

	@Override
	public void close() {
		this.trail.close();
	}

	/** Costs nothing. */
	static final class Plain implements PasswordEncoder {

		@Override
		public String encode(@Nullable CharSequence password) {
			return "hash of " + password;
		}

		@Override
		public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
			return encode(password).equals(hash);
		}

	}

}
