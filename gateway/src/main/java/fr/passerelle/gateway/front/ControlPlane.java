package fr.passerelle.gateway.front;

import java.util.List;

/**
 * The paths of the administrators' side. {@link ConsoleAddresses} says on which hosts it
 * answers.
 */
final class ControlPlane {

	private static final List<String> ROOTS = List.of("/console", "/api", "/actuator", "/v3/api-docs");

	private ControlPlane() {
	}

	static boolean owns(String path) {
		for (String root : ROOTS) {
			if (path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/')) {
				return true;
			}
		}
		return false;
	}

}
