package fr.passerelle.gateway.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.preview.Consequence;
import org.springframework.context.MessageSource;

/**
 * Says each consequence of a change in one plain sentence.
 */
public final class ConsequenceTexts {

	private static final String PREFIX = "delegations.preview.";

	private final MessageSource words;

	/** From the console's messages. */
	public ConsequenceTexts(MessageSource words) {
		this.words = words;
	}

	/** The sentence for a consequence. */
	public String of(Consequence consequence, Moments when, Locale locale) {
		List<EspaceKey> espaces = consequence.espaces();
		List<String> labels = espaces.stream().map(EspaceKey::label).toList();
		String who = (espaces.size() == 1) ? word("delegations.who." + espaces.get(0).key(), locale)
				: word("delegations.who.people", locale);
		String after = switch (consequence.kind()) {
			case REOPENS_AT -> when.full(Instant.parse(consequence.after().get(0)));
			case SETTING_CHANGED -> setting(consequence.after().get(0), locale);
			default -> list(consequence.after(), "delegations.or", locale);
		};
		List<String> before = consequence.before();
		boolean address = before.size() == 2 && consequence.after().size() == 1 && isAddressChange(consequence.kind());
		Object[] arguments = { list(labels, "delegations.and", locale),
				address ? before.get(0) : named(consequence, locale), after, consequence.connected(), who,
				address ? before.get(1) : "", espaces.size() };
		String sentence = this.words.getMessage(PREFIX + consequence.kind(), arguments, locale);
		return losesLogout(consequence)
				? sentence + " " + this.words.getMessage(PREFIX + "SESSIONS_STAY.former", arguments, locale) : sentence;
	}

	/**
	 * The label of a field on the form of a delegation; its name where it has no words.
	 */
	private String setting(String name, Locale locale) {
		return String.valueOf(this.words.getMessage("delegations." + name, null, name, locale));
	}

	/** The logout page offers to leave an ENT only while it leads into the Espace. */
	private static boolean losesLogout(Consequence consequence) {
		return consequence.kind() == Consequence.Kind.SESSIONS_STAY && !consequence.before().isEmpty()
				&& consequence.after().isEmpty();
	}

	/** Who stays signed in came by an ENT, or by the local form. */
	private String named(Consequence consequence, Locale locale) {
		boolean local = consequence.kind() == Consequence.Kind.SESSIONS_STAY && consequence.before().isEmpty();
		return local ? word("delegations.direct.word", locale) : list(consequence.before(), "delegations.or", locale);
	}

	private static boolean isAddressChange(Consequence.Kind kind) {
		return switch (kind) {
			case LOGIN_ADDRESS_CHANGED, VALIDATION_CHANGED, LOGOUT_ADDRESS_CHANGED -> true;
			default -> false;
		};
	}

	private String list(List<String> items, String joint, Locale locale) {
		List<String> shown = new ArrayList<>(items);
		if (shown.size() < 2) {
			return String.join("", shown);
		}
		String last = shown.remove(shown.size() - 1);
		return this.words.getMessage(joint, new Object[] { String.join(", ", shown), last }, locale);
	}

	private String word(String key, Locale locale) {
		return this.words.getMessage(key, null, locale);
	}

}
