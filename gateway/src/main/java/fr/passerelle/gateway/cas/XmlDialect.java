package fr.passerelle.gateway.cas;

import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.login.CleanText;
import fr.passerelle.gateway.login.DelegationOutcome;
import fr.passerelle.gateway.login.DelegationOutcome.Authenticated;
import fr.passerelle.gateway.login.DelegationOutcome.Refused;
import fr.passerelle.gateway.login.ReleasedAttributes;
import fr.passerelle.gateway.login.ServiceTicket;
import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * CAS 2.0 and 3.0 (§2.5.2, §2.8, Appendix A): {@code serviceResponse} in the CAS
 * namespace with exactly one outcome. The principal is the {@code user} that is a direct
 * child of the success, in the CAS namespace, and nothing else: clients that searched by
 * name were given a second one by attributes, by echoed tickets, by HTML.
 */
final class XmlDialect implements Dialect {

	private static final String NAMESPACE = "http://www.yale.edu/tp/cas";

	private static final String SUCCESS = "authenticationSuccess";

	private static final String FAILURE = "authenticationFailure";

	/** Of any namespace: a look-alike beside the outcome is no accident. */
	private static final Set<String> OUTCOMES = Set.of(SUCCESS, FAILURE, "proxySuccess", "proxyFailure");

	@Override
	public ValidationRequest request(Cas cas, String service, ServiceTicket ticket) {
		return Dialect.get(cas, service, ticket);
	}

	@Override
	public DelegationOutcome read(Reply reply, String service) throws ValidationFailedException {
		String text = reply.text();
		if (PlainDialect.isRefusal(text)) {
			// LemonLDAP::NG refuses so at every address what is not of a fresh login.
			return new Refused(PlainDialect.REFUSAL);
		}
		XmlElement root = StrictXml.parse(text);
		if (!root.is(NAMESPACE, "serviceResponse")) {
			throw ValidationFailedException.invalid("The ENT's answer is no serviceResponse of CAS.");
		}
		List<XmlElement> outcomes = root.children()
			.stream()
			.filter((child) -> child.namespace().equals(NAMESPACE) || OUTCOMES.contains(child.name()))
			.toList();
		if (outcomes.size() != 1) {
			throw ValidationFailedException.invalid("The ENT's answer does not have exactly one outcome.");
		}
		XmlElement outcome = outcomes.get(0);
		if (outcome.is(NAMESPACE, FAILURE)) {
			return new Refused(CleanText.code(outcome.attribute("code")));
		}
		if (!outcome.is(NAMESPACE, SUCCESS)) {
			throw ValidationFailedException.invalid("The ENT's answer is neither a success nor a failure.");
		}
		return success(outcome);
	}

	private static DelegationOutcome success(XmlElement success) throws ValidationFailedException {
		XmlElement user = success.only(NAMESPACE, "user");
		if (!user.isLeaf()) {
			throw ValidationFailedException.invalid("The user in the ENT's answer holds markup.");
		}
		String name = CleanText.user(user.text());
		boolean proxied = success.children(NAMESPACE, "proxies").stream().anyMatch((proxies) -> !proxies.isLeaf());
		if (proxied) {
			// §2.5.1: serviceValidate must refuse proxy tickets; this server did not.
			return new Refused("PROXY_TICKET");
		}
		ReleasedAttributes attributes = new ReleasedAttributes();
		for (XmlElement child : success.children()) {
			if (!isProtocol(child)) {
				AttributeLayouts.collect(child, attributes);
			}
		}
		return new Authenticated(attributes.of(name));
	}

	private static boolean isProtocol(XmlElement child) {
		return child.is(NAMESPACE, "user") || child.is(NAMESPACE, "proxyGrantingTicket")
				|| child.is(NAMESPACE, "proxies");
	}

}
