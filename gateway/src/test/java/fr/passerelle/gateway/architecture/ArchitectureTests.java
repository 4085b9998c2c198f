package fr.passerelle.gateway.architecture;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import fr.passerelle.gateway.Passerelle;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each package of the gateway is a module, and uses what its {@code package-info.java}
 * allows and no more.
 */
class ArchitectureTests {

	private static final ApplicationModules MODULES = ApplicationModules.of(Passerelle.class);

	/** These packages read establishments, and no document and no version of one. */
	private static final List<String> VISITORS_SIDE = List.of("front", "login", "directlogin", "logout", "page",
			"session", "proxy", "identity", "cas", "diagnosis", "whatif", "establishment", "http");

	@Test
	void modulesUseWhatTheirPackageAllowsAndHaveNoCycle() {
		MODULES.verify();
	}

	@Test
	void entrancesAndProtocolAreUsedByNoPackage() {
		assertThat(Packages.uses()).allSatisfy((name, used) -> assertThat(used).as("what %s uses", name)
			.doesNotContain("front", "api", "console", "cas", "saml", "wsfed"));
	}

	@Test
	void packagesAllowNothingThatTheyDoNotUse() {
		assertThat(Packages.uses().entrySet())
			.allSatisfy((room) -> assertThat(allowed(room.getKey())).as("what %s allows", room.getKey())
				.containsExactlyInAnyOrderElementsOf(room.getValue()));
	}

	@Test
	void visitorsSideReadsWhatIsPublishedAndNoDocument() {
		assertThat(VISITORS_SIDE).allSatisfy((name) -> assertThat(Packages.uses().get(name)).as("what %s uses", name)
			.doesNotContain("document", "version"));
	}

	@Test
	void sessionsAndProxyReachNeitherStoreNorTrailNorPages() {
		assertThat(List.of("session", "proxy")).allSatisfy(
				(name) -> assertThat(reach(name)).as("what %s reaches", name).doesNotContain("store", "audit", "page"));
	}

	private static String[] allowed(String name) throws ClassNotFoundException {
		return Class.forName(Packages.GATEWAY + "." + name + ".package-info")
			.getAnnotation(ApplicationModule.class)
			.allowedDependencies();
	}

	private static Set<String> reach(String name) {
		Set<String> reached = new TreeSet<>();
		for (String used : Packages.uses().getOrDefault(name, Set.of())) {
			reached.add(used);
			reached.addAll(reach(used));
		}
		return reached;
	}

}
