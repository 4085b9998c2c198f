package fr.passerelle.gateway.diagnosis;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.audit.AuditType;
import fr.passerelle.gateway.enthealth.EntKey;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.oidc.CodeTrial;
import fr.passerelle.gateway.settings.PasserelleSettings;

/**
 * Tries an ENT from here, step by step, for a delegation that is saved or not:
 *
 * <pre>
 * Delegation delegation = establishments.draft(uai, json);     // a form's block, or
 * Delegation delegation = establishment.delegation(id)…             // one of the document's
 * Diagnosis diagnosis = diagnoses.run(establishment, delegation, administrator, address);
 * words.seen(step, locale); words.remedy(step, locale); letter.text(diagnosis, locale);
 * </pre>
 *
 * <p>
 * ENTs may be on school networks, so private and loopback hosts are examined too. For a
 * school's administrator this holds only for saved hosts; otherwise any administrator
 * could scan the server's network by typing drafts. A diagnosis makes a look-up,
 * connections, one GET with its redirects and a few validations of a made-up ticket, or a
 * question for tokens with a made-up code. That question alone bears a secret, to the
 * provider that the secret was set for. A diagnosis returns only a classification and a
 * title of a page's body.
 */
public final class Diagnoses {

	private final EntLine line;

	private final CodeTrial codeTrial;

	private final Consumer<AuditEntry> audit;

	private final PasserelleSettings.Probe settings;

	private final PasserelleSettings.Ent bounds;

	private final Clock clock;

	private final Semaphore places;

	private final Set<EntKey> underWay = ConcurrentHashMap.newKeySet();

	Diagnoses(EntLine line, CodeTrial codeTrial, Consumer<AuditEntry> audit, PasserelleSettings.Probe settings,
			PasserelleSettings.Ent bounds, Clock clock) {
		this.line = line;
		this.codeTrial = codeTrial;
		this.audit = audit;
		this.settings = settings;
		this.bounds = bounds;
		this.clock = clock;
		this.places = new Semaphore(settings.maxDiagnoses());
	}

	/**
	 * Runs a diagnosis and writes the actor to the audit trail, since it calls a host
	 * that they named.
	 * @param establishment for whom
	 * @param delegation which way in; need not be saved nor active
	 * @param insideToo whether hosts inside networks may be looked at
	 * @param actor who asks
	 * @return what was found
	 * @throws DiagnosisBusyException if this ENT is being examined already, or too many
	 * are
	 */
	public Diagnosis run(Establishment establishment, Delegation delegation, boolean insideToo, Actor actor) {
		Diagnosis diagnosis = run(establishment, delegation, insideToo);
		this.audit.accept(AuditEntry.of(diagnosis.at(), AuditType.DIAGNOSIS_RUN)
			.withUai(establishment.uai())
			.withDelegation(delegation.id())
			.by(actor)
			.withDetail(diagnosis.status() + " " + Steps.shown(delegation.signOn().voucher())));
		return diagnosis;
	}

	/** Whether every host of a delegation is one of a saved delegation already. */
	public static boolean isAtSavedHosts(Establishment establishment, Delegation draft) {
		Set<String> saved = establishment.delegations()
			.stream()
			.flatMap((delegation) -> origins(delegation))
			.collect(Collectors.toSet());
		return origins(draft).allMatch(saved::contains);
	}

	private static Stream<String> origins(Delegation delegation) {
		return delegation.signOn().visited().stream().map(Steps::origin);
	}

	/**
	 * Runs a diagnosis on the caller's thread; it ends within
	 * {@code passerelle.probe.diagnosis-timeout}.
	 * @param establishment for whom
	 * @param delegation which way in; need not be saved nor active
	 * @return what was found
	 * @throws DiagnosisBusyException if this ENT is being examined already, or too many
	 * are
	 */
	Diagnosis run(Establishment establishment, Delegation delegation) {
		return run(establishment, delegation, true);
	}

	private Diagnosis run(Establishment establishment, Delegation delegation, boolean insideToo) {
		EntLine allowed = insideToo ? this.line : this.line.outsideOnly();
		EntKey key = EntKey.of(delegation.signOn());
		if (!this.underWay.add(key)) {
			throw new DiagnosisBusyException("This ENT is being examined already. Try again in a few seconds.");
		}
		try {
			if (!this.places.tryAcquire()) {
				throw new DiagnosisBusyException("Too many ENTs are being examined. Try again in a few seconds.");
			}
			try {
				Deadline deadline = new Deadline(this.clock, this.settings.diagnosisTimeout(), this.bounds.timeout());
				return new DiagnosisRun(allowed, this.codeTrial, establishment, delegation, this.settings.slow(),
						this.bounds.connectTimeout(), this.clock, deadline)
					.run();
			}
			finally {
				this.places.release();
			}
		}
		finally {
			this.underWay.remove(key);
		}
	}

}
