package fr.passerelle.gateway.admin;

import java.time.Clock;
import java.util.stream.Collectors;

import fr.passerelle.gateway.audit.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * What administrators do to accounts, in the journal: who, whom, from where. Never a
 * password, a code or a token.
 */
final class AdministratorAudit {

	private final AuditTrail trail;

	private final Clock clock;

	AdministratorAudit(AuditTrail trail, Clock clock) {
		this.trail = trail;
		this.clock = clock;
	}

	void record(AuditType type, Actor actor, @Nullable String target, @Nullable String detail) {
		String text = ((target != null) ? target : "") + ((target != null && detail != null) ? ": " : "")
				+ ((detail != null) ? detail : "");
		AuditEntry entry = AuditEntry.of(this.clock.instant(), type)
			.withPerson(actor.name())
			.withAddress(actor.address());
		this.trail.record(text.isEmpty() ? entry : entry.withDetail(text));
	}

	void changed(Actor actor, Account before, Account after) {
		record(AuditType.ADMINISTRATOR_CHANGED, actor, after.username(), words(before) + " -> " + words(after));
	}

	private static String words(Account account) {
		return words(account.grant()) + (account.locked() ? ", locked" : "") + ", " + account.shownName()
				+ ((account.email() != null) ? " <" + account.email() + ">" : "");
	}

	/** A grant in a few words. */
	static String words(Grant grant) {
		String where = (grant.establishments() == null) ? "platform"
				: grant.establishments().stream().map(Uai::value).sorted().collect(Collectors.joining(" "));
		return where + (grant.readOnly() ? ", read only" : "");
	}

}
