package fr.passerelle.mockcas;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * LemonLDAP::NG 2.16 as issuer, after a trial with it and its source code.
 */
record LemonLdapTraits(Set<Quirk> quirks) implements Traits {

	private static final String SOAP = "application/soap+xml";

	private static final XmlStyle XML = XmlStyle.bare(SOAP, "\t")
		.singleQuoted()
		.technical((success) -> Map.of())
		.failureOnItsOwnLine();

	private static final Cas1Format CAS1 = new Cas1Format(SOAP, null, "no\n\n");

	@Override
	public Set<Dialect> dialects() {
		return EnumSet.complementOf(EnumSet.of(Dialect.SAML1));
	}

	@Override
	public AnswerFormat format(Dialect dialect, HttpCall call) {
		if (dialect == Dialect.CAS1) {
			return CAS1;
		}
		return new CasXmlFormat(this.quirks.contains(Quirk.UNESCAPED) ? XML.unescaped() : XML);
	}

	@Override
	public Refusal refusal(Refusal.Reason reason, Validations.Question question, @Nullable IssuedTicket ticket) {
		return switch (reason) {
			case MISSING_PARAMETERS -> new Refusal("INVALID_REQUEST", "Missing mandatory parameters (service, ticket)");
			case UNKNOWN_TICKET -> new Refusal("INVALID_TICKET", "Ticket not found");
			case PROXY_TICKET -> new Refusal("INVALID_TICKET", "Provided ticket is not a service ticket");
			case WRONG_SERVICE -> new Refusal("INVALID_SERVICE", "Submitted service does not match initial service");
			case OLD_LOGIN -> {
				Refusal usual = Refusal.usual(reason, question);
				yield new Refusal(usual.code(), usual.text(), this.quirks.contains(Quirk.PLAIN_REFUSAL));
			}
			default -> Refusal.usual(reason, question);
		};
	}

	/** Equal after normalisation, or one of the two is the folder of the other. */
	@Override
	public boolean isSameService(String issuedFor, String asked) {
		if (issuedFor.equals(asked)) {
			return true;
		}
		try {
			String first = normalised(URI.create(issuedFor));
			String second = normalised(URI.create(asked));
			return first.equals(second) || first.equals(folder(second)) || second.equals(folder(first));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String normalised(URI uri) {
		String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
		int usual = "https".equals(scheme) ? 443 : 80;
		String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
		String port = (uri.getPort() < 0 || uri.getPort() == usual) ? "" : ":" + uri.getPort();
		String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
		String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
		return scheme + "://" + host + port + path + query;
	}

	private static String folder(String address) {
		int query = address.indexOf('?');
		String path = (query < 0) ? address : address.substring(0, query);
		return path.substring(0, path.lastIndexOf('/') + 1);
	}

	@Override
	public TicketShape tickets() {
		return TicketShape.hex(64);
	}

	@Override
	public boolean checksServiceAfterSignIn() {
		return true;
	}

	@Override
	public Answer unknownService(Pages pages, List<Person> people, String service) {
		return Answer.page(403, pages.unknownService("Cette application n'est pas reconnue", service));
	}

	@Override
	public String logoutMessage(String user, String ticket, Instant now) {
		return """
				<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="%s" Version="2.0" \
				IssueInstant="%s">
				                <saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">@NOT_USED@</saml:NameID>
				                <samlp:SessionIndex>%s</samlp:SessionIndex>
				            </samlp:LogoutRequest>""".formatted(ticket, now.truncatedTo(ChronoUnit.SECONDS), ticket);
	}

	@Override
	public boolean tellsLastTicketOnly() {
		return true;
	}

}
