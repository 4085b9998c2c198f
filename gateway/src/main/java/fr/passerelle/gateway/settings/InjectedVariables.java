package fr.passerelle.gateway.settings;

import java.util.regex.Pattern;

/**
 * Variables that Kubernetes puts into every container's environment for each service of
 * the namespace. Those of a service called {@code passerelle}, or {@code passerelle-…},
 * look like settings and are not. They are recognised by name and value together: {@code
 * PASSERELLE_PORT=9000} is an operator's error, {@code tcp://10.0.0.1:9000} is not.
 */
final class InjectedVariables {

	private static final Pattern SERVICE_HOST = Pattern.compile("PASSERELLE(_\\w+)?_SERVICE_HOST");

	private static final Pattern SERVICE_PORT = Pattern.compile("PASSERELLE(_\\w+)?_SERVICE_PORT(_\\w+)?");

	private static final Pattern LINK = Pattern.compile("PASSERELLE(_\\w+)?_PORT(_\\d{1,5}_(TCP|UDP|SCTP))?");

	private static final Pattern PART = Pattern
		.compile("PASSERELLE(_\\w+)?_PORT_\\d{1,5}_(TCP|UDP|SCTP)_(ADDR|PORT|PROTO)");

	private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}|None");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,5}");

	private static final Pattern URL = Pattern.compile("(tcp|udp|sctp)://\\S{1,80}:\\d{1,5}");

	private static final Pattern PROTOCOL = Pattern.compile("tcp|udp|sctp");

	private InjectedVariables() {
	}

	static boolean has(String name, String value) {
		if (SERVICE_HOST.matcher(name).matches()) {
			return ADDRESS.matcher(value).matches();
		}
		if (PART.matcher(name).matches()) {
			Pattern form = name.endsWith("_ADDR") ? ADDRESS : name.endsWith("_PROTO") ? PROTOCOL : NUMBER;
			return form.matcher(value).matches();
		}
		if (SERVICE_PORT.matcher(name).matches()) {
			return NUMBER.matcher(value).matches();
		}
		return LINK.matcher(name).matches() && URL.matcher(value).matches();
	}

}
