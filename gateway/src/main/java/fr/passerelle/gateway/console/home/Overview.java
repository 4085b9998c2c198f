package fr.passerelle.gateway.console.home;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.backup.BackupStatus;
import fr.passerelle.gateway.backup.Backups;
import fr.passerelle.gateway.console.ents.StateLine;
import fr.passerelle.gateway.diagnosis.DiagnosisWords;
import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.enthealth.EntStates;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.plan.PlannedChange;
import fr.passerelle.gateway.plan.Plans;
import fr.passerelle.gateway.suspension.SuspendedAddresses;

/**
 * Gathers the contents of the first page from the other packages.
 */
final class Overview {

	/** After this many intervals without a backup, the next one is late. */
	private static final int LATE = 2;

	private final EntStates ents;

	private final DiagnosisWords words;

	private final Plans plans;

	private final SuspendedAddresses suspended;

	private final Backups backups;

	private final Clock clock;

	Overview(EntStates ents, DiagnosisWords words, Plans plans, SuspendedAddresses suspended, Backups backups,
			Clock clock) {
		this.ents = ents;
		this.words = words;
		this.plans = plans;
		this.suspended = suspended;
		this.backups = backups;
		this.clock = clock;
	}

	/** The ENTs that an Espace is delegated to, in the order of the Espaces. */
	List<DelegatedEnt> ents(Establishment establishment, Locale locale) {
		Map<String, List<EspaceKey>> espaces = new LinkedHashMap<>();
		Map<String, Delegation> delegations = new LinkedHashMap<>();
		for (EspaceKey key : EspaceKey.values()) {
			for (Delegation delegation : establishment.espace(key).delegations()) {
				delegations.putIfAbsent(delegation.id(), delegation);
				List<EspaceKey> led = espaces.computeIfAbsent(delegation.id(), (id) -> new ArrayList<>());
				if (establishment.isOpen(key)) {
					led.add(key);
				}
			}
		}
		return delegations.values()
			.stream()
			.map((delegation) -> new DelegatedEnt(delegation,
					StateLine.of(this.ents.of(delegation), this.words, locale),
					espaces.getOrDefault(delegation.id(), List.of())))
			.toList();
	}

	/** The problems, the worst first. */
	List<Concern> concerns(Establishment establishment, List<DelegatedEnt> ents, Grant may) {
		String home = "/console/establishments/" + establishment.uai();
		List<Concern> all = new ArrayList<>();
		for (DelegatedEnt line : ents) {
			String diagnosis = home + "/delegations/" + line.delegation().id() + "/diagnosis";
			if (line.is(EntState.DOWN)) {
				all.add(Concern.bad(diagnosis, "home.concern.down", line.delegation().label()));
			}
			else if (line.is(EntState.SLOW)) {
				all.add(Concern.warn(diagnosis, "home.concern.slow", line.delegation().label()));
			}
		}
		if (!establishment.published()) {
			all.add(Concern.warn(home + "/publication", "home.concern.stopped"));
		}
		else if (Arrays.stream(EspaceKey.values()).filter((key) -> !isPage(key)).noneMatch(establishment::isOpen)) {
			all.add(Concern.warn(home + "/publication", "home.concern.nothingPublished"));
		}
		for (PlannedChange plan : this.plans.failed(establishment.uai())) {
			all.add(Concern.bad(home + "/plans", "home.concern.plan", (plan.comment() != null) ? plan.comment() : ""));
		}
		int held = this.suspended.list(establishment.uai()).size();
		if (held > 0) {
			all.add(Concern.warn(home + "/security", "home.concern.suspended", held));
		}
		if (may.mayReadPlatform()) {
			backups(all);
		}
		return all;
	}

	private void backups(List<Concern> all) {
		BackupStatus status = this.backups.status();
		Duration allowed = status.every().multipliedBy(LATE);
		if (status.failed() != null) {
			all.add(Concern.bad("/console/backups", "home.concern.backup.failed"));
		}
		else if (status.last() != null && status.last().at().plus(allowed).isBefore(this.clock.instant())) {
			all.add(Concern.warn("/console/backups", "home.concern.backup.late"));
		}
	}

	/** The two pages without sign-in. */
	private static boolean isPage(EspaceKey key) {
		return key == EspaceKey.COMMUNE || key == EspaceKey.ETABLISSEMENT;
	}

}
