package fr.passerelle.gateway.console.home;

import java.util.List;

/**
 * A problem that an administrator should look at.
 *
 * @param key the message
 * @param arguments for it
 * @param tone {@code warn} or {@code bad}
 * @param href where it is looked after
 */
public record Concern(String key, List<Object> arguments, String tone, String href) {

	static Concern bad(String href, String key, Object... arguments) {
		return new Concern(key, List.of(arguments), "bad", href);
	}

	static Concern warn(String href, String key, Object... arguments) {
		return new Concern(key, List.of(arguments), "warn", href);
	}

	/** The arguments as a template hands them to the message. */
	public Object[] values() {
		return this.arguments.toArray();
	}

}
