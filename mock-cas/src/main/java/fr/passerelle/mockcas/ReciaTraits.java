package fr.passerelle.mockcas;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The CAS of GIP RECIA, an Apereo CAS with extensions: the user is an opaque id that each
 * service has for itself.
 */
record ReciaTraits(Set<Quirk> quirks) implements Traits {

	@Override
	public String user(String username, String service) {
		String seed = URI.create(ServiceUrl.location(service)).getRawAuthority() + "$" + username;
		return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
	}

	@Override
	public Map<String, List<String>> attributes(Person person) {
		Map<String, List<String>> attributes = AttributeNames.RECIA.attributesOf(person);
		if (!person.establishments().isEmpty()) {
			attributes.put("ESCOUAICourant", person.establishments().subList(0, 1));
			attributes.put("ESCOUAI", person.establishments());
		}
		if (this.quirks.contains(Quirk.BOTH_CODES)) {
			attributes.computeIfPresent("ENTPersonProfils", (name, codes) -> ProfileCodes.both(codes));
		}
		return attributes;
	}

	@Override
	public AnswerFormat format(Dialect dialect, HttpCall call) {
		return ApereoTraits.format(dialect, call, this.quirks.contains(Quirk.CAS2_ATTRIBUTES));
	}

	@Override
	public Refusal refusal(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return ApereoTraits.refusalOf(reason, question, ticket);
	}

	@Override
	public boolean stopsBeforeTicket() {
		return this.quirks.contains(Quirk.STOPS_BEFORE_TICKET);
	}

	@Override
	public String logoutMessage(String user, String ticket, Instant now) {
		return ApereoTraits.message(user, ticket, now);
	}

}
