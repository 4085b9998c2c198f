package fr.passerelle.gateway.saml;

import java.util.List;

import fr.passerelle.gateway.session.EntSession;
import org.jspecify.annotations.Nullable;

/**
 * A person's session at an identity provider, as both sides name it in logout messages.
 *
 * @param idp the provider
 * @param name of the person
 * @param index of the session; null where the provider gives none
 */
record IdpSession(String idp, NameId name, @Nullable String index) {

	/** Longer ones cannot be kept with a session. */
	private static final int MAX_MEMORY = 1024;

	private static final String SEPARATOR = "\n";

	/** The lines that a memory has without a way out. */
	private static final int PARTS = 6;

	/**
	 * What a session here keeps of it.
	 * @param delegation by which it was opened
	 */
	EntSession kept(String delegation) {
		return kept(delegation, null);
	}

	/**
	 * What a session here keeps of it.
	 * @param delegation by which it was opened
	 * @param wayOut the address that leads out of the provider, as it was released; it is
	 * left out where it has no room
	 */
	EntSession kept(String delegation, @Nullable String wayOut) {
		String name = key(delegation, this.idp, this.name, null);
		String memory = String.join(SEPARATOR, this.idp, this.name.value(), text(this.name.format()),
				text(this.name.qualifier()), text(this.name.spQualifier()), text(this.index));
		List<String> others = (this.index != null) ? List.of(key(delegation, this.idp, this.name, this.index))
				: List.of();
		if (memory.length() > MAX_MEMORY || !isLines(memory)) {
			return new EntSession(name, others, null);
		}
		boolean room = wayOut != null && memory.length() + wayOut.length() < MAX_MEMORY
				&& wayOut.chars().noneMatch(Character::isISOControl);
		return new EntSession(name, others, room ? memory + SEPARATOR + wayOut : memory);
	}

	/** The session that was kept; null where the memory is no session's. */
	static @Nullable IdpSession of(@Nullable String memory) {
		String[] parts = (memory != null) ? memory.split(SEPARATOR, -1) : new String[0];
		if (parts.length != PARTS && parts.length != PARTS + 1) {
			return null;
		}
		return new IdpSession(parts[0], new NameId(parts[1], orNull(parts[2]), orNull(parts[3]), orNull(parts[4])),
				orNull(parts[5]));
	}

	/** The address that leads out of the provider; null where none was kept. */
	static @Nullable String wayOut(@Nullable String memory) {
		String[] parts = (memory != null) ? memory.split(SEPARATOR, -1) : new String[0];
		return (parts.length == PARTS + 1) ? parts[PARTS] : null;
	}

	/**
	 * The key under which a session is found. Providers leave out qualifiers in logout
	 * requests, so that they are no part of it. The delegation is, since the metadata of
	 * one could take the name of another's provider.
	 */
	static String key(String delegation, String idp, NameId name, @Nullable String index) {
		return String.join(SEPARATOR, "saml2", delegation, idp, name.value(), text(index));
	}

	private static boolean isLines(String memory) {
		return memory.chars().filter((c) -> c == '\n').count() == PARTS - 1;
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

	private static @Nullable String orNull(String text) {
		return text.isEmpty() ? null : text;
	}

	@Override
	public String toString() {
		return "IdpSession[redacted]";
	}

}
