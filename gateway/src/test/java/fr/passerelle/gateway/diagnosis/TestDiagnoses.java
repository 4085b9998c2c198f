package fr.passerelle.gateway.diagnosis;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.cas.TestLines;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.oidc.CodeTrial;
import fr.passerelle.gateway.settings.PasserelleSettings;

/**
 * Diagnoses for the tests of packages that have other servers to examine.
 */
public final class TestDiagnoses {

	private TestDiagnoses() {
	}

	/** Examines a server for a school at {@code https://0330001a.example.fr}. */
	public static Diagnosis run(TestLines lines, Cas cas) {
		Delegation usual = TestEstablishments.delegation("ent");
		Delegation delegation = new Delegation("ent", "ENT", true, null, cas, usual.attributes(), usual.recognition(),
				false);
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			espaces.put(key, TestEstablishments.espace(key, true, List.of(), false));
		}
		PasserelleSettings.Probe settings = new PasserelleSettings.Probe(true, Duration.ofMinutes(1),
				Duration.ofSeconds(1), 8, Duration.ofSeconds(30), 4);
		return new Diagnoses(lines.line(), new CodeTrial((uai, one) -> null), (entry) -> {
		}, settings, lines.bounds(), Clock.systemUTC())
			.run(TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces), delegation);
	}

}
