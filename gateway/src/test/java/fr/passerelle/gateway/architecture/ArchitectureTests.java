package fr.passerelle.gateway.architecture;

import java.util.List;

import fr.passerelle.gateway.Passerelle;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each package of the gateway is a module, and uses what its {@code package-info.java}
 * allows and no more.
 */
class ArchitectureTests {

	private static final ApplicationModules MODULES = ApplicationModules.of(Passerelle.class);

	@Test
	void modulesUseWhatTheirPackageAllowsAndHaveNoCycle() {
		MODULES.verify();
	}

	@Test
	void nobodyDependsOnTheEntrancesAndTheProtocol() {
		for (ApplicationModule module : MODULES) {
			assertThat(module.getDirectDependencies(MODULES).uniqueModules()).as("what %s uses", module.getIdentifier())
				.extracting((used) -> used.getIdentifier().toString())
				.doesNotContain("front", "api", "console", "cas");
		}
	}

	@Test
	void sessionsAndProxyReachNeitherStoreNorTrailNorPages() {
		for (String name : List.of("session", "proxy")) {
			ApplicationModule module = MODULES.getModuleByName(name).orElseThrow();
			assertThat(module.getAllDependencies(MODULES).uniqueModules()).as("what %s uses", name)
				.extracting((used) -> used.getIdentifier().toString())
				.doesNotContain("store", "audit", "page");
		}
	}

}
