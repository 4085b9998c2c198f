package fr.passerelle.gateway.diagnosis;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.WsFederation;

/**
 * The text that a school sends to its ENT's administrator: who asks, what to register,
 * what is needed, and what was seen from here and when.
 */
public final class EntLetter {

	private final DiagnosisWords words;

	private final ZoneId zone;

	EntLetter(DiagnosisWords words, ZoneId zone) {
		this.words = words;
		this.zone = zone;
	}

	/** The text, in plain lines. */
	public String text(Diagnosis diagnosis, Locale locale) {
		Establishment school = diagnosis.establishment();
		SignOn signOn = diagnosis.delegation().signOn();
		List<String> lines = new ArrayList<>();
		lines.add(say(locale, "greeting"));
		lines.add("");
		lines.add(say(locale, "who", school.name(), school.uai().value(), school.publicUrl(), protocol(signOn)));
		lines.add("");
		lines.add(say(locale, ofProtocol(locale, "register", signOn)));
		lines.add("    " + registered(diagnosis));
		if (signOn instanceof Cas) {
			lines.add(say(locale, "logout"));
		}
		lines.add("");
		lines.add(say(locale, "how"));
		URI metadata = ProviderSteps.metadataUrl(signOn);
		if (metadata != null) {
			lines.add("    " + say(locale, "metadata", metadata));
		}
		if (!signOn.loginUrl().equals(metadata)) {
			lines.add("    " + say(locale, "login", signOn.loginUrl()));
		}
		if (signOn instanceof Cas cas) {
			lines.add("    " + say(locale, "validation", cas.validationUrl(), dialect(cas, locale)));
		}
		lines.add("");
		lines.add(say(locale, "attributes"));
		attributes(diagnosis.delegation().attributes(), locale).forEach((line) -> lines.add("    - " + line));
		lines.add("");
		lines.add(say(locale, (signOn instanceof Cas) ? "seen" : "seen.plain", time(diagnosis, locale),
				diagnosis.service()));
		diagnosis.steps()
			.stream()
			.filter((step) -> step.status() != Step.Status.SKIPPED)
			.forEach((step) -> lines.add("    - " + line(step, locale)));
		lines.add("");
		lines.add(say(locale, (diagnosis.status() == Step.Status.OK) ? "fine" : "please"));
		lines.add("");
		lines.add(say(locale, "thanks", school.name()));
		return String.join("\n", lines) + "\n";
	}

	private static String protocol(SignOn signOn) {
		return switch (signOn.protocol()) {
			case CAS -> "CAS";
			case SAML2 -> "SAML 2";
			case OIDC -> "OpenID Connect";
			default -> signOn.dialect();
		};
	}

	/** The words of a protocol, or the usual ones. */
	private String ofProtocol(Locale locale, String key, SignOn signOn) {
		String own = key + "." + signOn.protocol();
		return this.words.has(locale, "letter." + own) ? own : key;
	}

	private static String registered(Diagnosis diagnosis) {
		Establishment school = diagnosis.establishment();
		SignOn signOn = diagnosis.delegation().signOn();
		if (signOn instanceof WsFederation federation) {
			String back = school.address(WsFederation.RETURN_PATH);
			String realm = federation.realm(school);
			return realm.equals(back) ? back : back + " (" + realm + ")";
		}
		if (signOn instanceof Oidc) {
			return String.join(", ", school.address(Oidc.RETURN_PATH), school.address(Oidc.LOGGED_OUT_PATH),
					school.address(Oidc.BACK_CHANNEL_PATH));
		}
		return signOn.register(school);
	}

	private String line(Step step, Locale locale) {
		return "[" + this.words.status(step.status(), locale) + "] " + this.words.title(step.kind(), locale) + " ("
				+ step.target() + ") : " + this.words.seen(step, locale);
	}

	private List<String> attributes(AttributeNames names, Locale locale) {
		List<String> lines = new ArrayList<>();
		lines.add(say(locale, "profiles", either(names.profiles())));
		lines.add(say(locale, "establishments", either(names.establishments())));
		Set<String> identity = new LinkedHashSet<>(names.familyName().stream().limit(1).toList());
		names.givenName().stream().limit(1).forEach(identity::add);
		names.birthDate().stream().limit(1).forEach(identity::add);
		lines.add(say(locale, "identity", String.join(", ", identity)));
		if (!names.user().isEmpty()) {
			lines.add(say(locale, "user", either(names.user())));
		}
		return lines;
	}

	/** The first few names: an ENT releases one of them. */
	private static String either(List<String> names) {
		return String.join(" / ", names.stream().limit(3).toList());
	}

	private String dialect(Cas cas, Locale locale) {
		return this.words.text(locale, "dialect." + cas.validation());
	}

	private String time(Diagnosis diagnosis, Locale locale) {
		return diagnosis.at()
			.atZone(this.zone)
			.format(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.LONG).withLocale(locale));
	}

	private String say(Locale locale, String key, Object... arguments) {
		return this.words.text(locale, "letter." + key, arguments);
	}

}
