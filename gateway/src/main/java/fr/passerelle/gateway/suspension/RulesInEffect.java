package fr.passerelle.gateway.suspension;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditChange;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.http.IpRange;

/**
 * The rules as they are now: in the store first, then, whole, where logins read them
 * without a lock.
 */
public final class RulesInEffect implements Supplier<SecurityRules> {

	/** An attempt fails only if another change was written at the same moment. */
	private static final int MAX_ATTEMPTS = 10;

	private final RulesTable table;

	private final NumberedRules fromSettings;

	private final AuditTrail audit;

	private final Clock clock;

	private volatile NumberedRules current;

	RulesInEffect(RulesTable table, SecurityRules fromSettings, AuditTrail audit, Clock clock) {
		this.table = table;
		this.fromSettings = new NumberedRules(1, fromSettings);
		this.audit = audit;
		this.clock = clock;
		this.current = this.fromSettings;
	}

	@Override
	public SecurityRules get() {
		return this.current.rules();
	}

	/** The rules with their number. */
	public NumberedRules current() {
		return this.current;
	}

	/**
	 * Puts new rules into effect, here immediately and on other nodes within seconds.
	 * @param draft all of them
	 * @param expected whether they were made upon the rules of a number
	 * @param by who
	 * @return the rules in effect, the same ones where nothing differs
	 * @throws InvalidRulesException if one of them is not usable
	 * @throws RulesOvertakenException if another change was written first
	 */
	public NumberedRules change(SecurityRulesDraft draft, LongPredicate expected, Actor by) {
		SecurityRules rules = draft.read();
		for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			refresh();
			NumberedRules before = this.current;
			if (!expected.test(before.number())) {
				throw new RulesOvertakenException(before);
			}
			if (rules.equals(before.rules())) {
				return before;
			}
			NumberedRules after = new NumberedRules(before.number() + 1, rules);
			Instant now = this.clock.instant();
			if (this.table.add(after, by.name(), now)) {
				refresh();
				record(before.rules(), rules, now, by);
				return after;
			}
		}
		throw new RulesOvertakenException(this.current);
	}

	private void record(SecurityRules before, SecurityRules after, Instant now, Actor by) {
		List<AuditChange> changes = new ArrayList<>();
		add(changes, RulesFault.Field.ATTEMPTS, before.attempts(), after.attempts());
		add(changes, RulesFault.Field.WINDOW, before.window(), after.window());
		add(changes, RulesFault.Field.SUSPENSION, before.suspension(), after.suspension());
		add(changes, RulesFault.Field.TRUSTED_NETWORKS, networks(before), networks(after));
		this.audit.record(AuditEntry.of(now, AuditType.SECURITY_RULES_CHANGED).by(by).withChanges(changes));
	}

	private static void add(List<AuditChange> changes, RulesFault.Field field, Object before, Object after) {
		if (!before.equals(after)) {
			changes.add(new AuditChange(field.path(), before.toString(), after.toString()));
		}
	}

	private static String networks(SecurityRules rules) {
		return rules.trustedNetworks().stream().map(IpRange::toString).collect(Collectors.joining(" "));
	}

	/** Takes up what the store holds: other nodes' changes, or a backup put back. */
	public synchronized void refresh() {
		this.current = this.table.newest().orElse(this.fromSettings);
	}

}
