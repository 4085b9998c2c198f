package fr.passerelle.mockcas;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a platform does in its own way. Each method here says what mock-cas does without a
 * platform; a class for each platform overrides what is documented of it.
 */
interface Traits {

	/** Without a platform. */
	Traits USUAL = new Traits() {
	};

	/** Where the XML has the attributes. */
	default Layout layout() {
		return Layout.GROUPED;
	}

	/** The value of {@code cas:user}. */
	default String user(String username, String service) {
		return username;
	}

	/** The released attributes, in order. One without values is an empty element. */
	default Map<String, List<String>> attributes(Person person) {
		return AttributeNames.SDET.attributesOf(person);
	}

	/** The validation addresses that exist. */
	default Set<Dialect> dialects() {
		return EnumSet.allOf(Dialect.class);
	}

	/** How an answer is written. */
	default AnswerFormat format(Dialect dialect, HttpCall call) {
		return switch (dialect) {
			case CAS1 -> Cas1Format.USUAL;
			case SAML1 -> new SamlFormat();
			default -> "JSON".equalsIgnoreCase(call.parameter("format")) ? new CasJsonFormat()
					: new CasXmlFormat(XmlStyle.USUAL);
		};
	}

	/** The code and the sentence of a refusal. */
	default Refusal refusal(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return Refusal.usual(reason, question);
	}

	/** Whether a validation is about the service that the ticket was issued for. */
	default boolean isSameService(String issuedFor, String asked) {
		return issuedFor.equals(asked);
	}

	/** Whether {@code renew} has an effect. */
	default boolean heedsRenew() {
		return true;
	}

	/** What a ticket looks like. */
	default TicketShape tickets() {
		return TicketShape.NUMBERED;
	}

	default Duration ticketLife() {
		return Duration.ofMinutes(5);
	}

	/** Whether a SAML answer repeats the id of its request. */
	default boolean repeatsRequestId() {
		return true;
	}

	/** Whether a service that is not registered is refused only after the sign-in. */
	default boolean checksServiceAfterSignIn() {
		return false;
	}

	/** What a person sees whose service is not registered. */
	default Answer unknownService(Pages pages, List<Person> people, String service) {
		return Answer.page(403, pages.unknownService(service));
	}

	/** The parameter that brings the ticket back. */
	default String ticketParameter(HttpCall call, String usual) {
		return usual;
	}

	/** Whether a page of the ENT takes the place of the way back. */
	default boolean stopsBeforeTicket() {
		return false;
	}

	default SloStyle slo() {
		return SloStyle.FORM;
	}

	/** The message of single logout. */
	default String logoutMessage(String user, String ticket, Instant now) {
		return """
				<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
				xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="LR-%s" Version="2.0" IssueInstant="%s">\
				<saml:NameID>%s</saml:NameID><samlp:SessionIndex>%s</samlp:SessionIndex></samlp:LogoutRequest>\
				""".formatted(UUID.randomUUID(), now.truncatedTo(ChronoUnit.SECONDS), Markup.escape(user),
				Markup.escape(ticket));
	}

	/** The media type of a message that is the body itself; null for none. */
	default @Nullable String rawLogoutType() {
		return "text/xml;charset=UTF-8";
	}

	/** Whether single logout names only the last ticket of each service. */
	default boolean tellsLastTicketOnly() {
		return false;
	}

	/** Where the browser goes after a logout that names a service. */
	default String afterLogout(String service) {
		return ServiceUrl.location(service);
	}

	/** Percent-encodes a part of a query. */
	static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}
