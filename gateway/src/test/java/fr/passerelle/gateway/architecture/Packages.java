package fr.passerelle.gateway.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * The gateway's packages and which uses which, calls and types alike. A sub-package
 * counts as its parent.
 */
final class Packages {

	static final String GATEWAY = "fr.passerelle.gateway";

	private static final Map<String, Set<String>> USES = read();

	private Packages() {
	}

	/** Each package's name, with the names of those that it uses. */
	static Map<String, Set<String>> uses() {
		return USES;
	}

	private static Map<String, Set<String>> read() {
		Map<String, Set<String>> uses = new TreeMap<>();
		for (JavaClass type : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages(GATEWAY)) {
			String from = room(type.getPackageName());
			if (from.isEmpty()) {
				continue;
			}
			Set<String> used = uses.computeIfAbsent(from, (name) -> new TreeSet<>());
			type.getDirectDependenciesFromSelf()
				.stream()
				.map((dependency) -> room(dependency.getTargetClass().getBaseComponentType().getPackageName()))
				.filter((to) -> !to.isEmpty() && !to.equals(from))
				.forEach(used::add);
		}
		return uses;
	}

	/** The first part of a name below the gateway's; empty for all others. */
	private static String room(String name) {
		return name.startsWith(GATEWAY + ".") ? name.substring(GATEWAY.length() + 1).split("\\.", 2)[0] : "";
	}

}
