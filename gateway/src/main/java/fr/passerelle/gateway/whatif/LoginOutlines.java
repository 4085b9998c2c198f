package fr.passerelle.gateway.whatif;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.NameIdFormat;
import fr.passerelle.gateway.establishment.Oidc;
import fr.passerelle.gateway.establishment.Saml;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.WsFederation;
import fr.passerelle.gateway.establishment.WsFederationFields;
import fr.passerelle.gateway.whatif.LoginOutline.Kind;
import fr.passerelle.gateway.whatif.LoginOutline.Step;
import org.jspecify.annotations.Nullable;

/**
 * Writes the steps of a login down, protocol by protocol.
 */
final class LoginOutlines {

	private static final String SAML_RETURN_PATH = "/.passerelle/saml2/acs";

	private final Establishment establishment;

	private final Delegation delegation;

	private final List<Step> steps = new ArrayList<>();

	private LoginOutlines(Establishment establishment, Delegation delegation) {
		this.establishment = establishment;
		this.delegation = delegation;
	}

	static LoginOutline of(Establishment establishment, Delegation delegation) {
		LoginOutlines outline = new LoginOutlines(establishment, delegation);
		SignOn signOn = delegation.signOn();
		if (signOn instanceof Cas cas) {
			outline.cas(cas);
		}
		else if (signOn instanceof Saml saml) {
			outline.saml(saml);
		}
		else if (signOn instanceof WsFederation federation) {
			outline.wsFederation(federation);
		}
		else if (signOn instanceof Oidc oidc) {
			outline.oidc(oidc);
		}
		if (EduConnect.of(signOn) != null) {
			outline.add(Kind.EDUCONNECT_ACCOUNTS);
			outline.add(Kind.EDUCONNECT_MISHAP);
		}
		return new LoginOutline(outline.steps, reads(delegation.attributes()));
	}

	private void cas(Cas cas) {
		add(Kind.CAS_REQUEST, cas.loginUrl().toASCIIString());
		forced(cas.renew());
		add(Kind.CAS_VALIDATION, cas.voucher().toASCIIString(), cas.dialect());
		user(Kind.USER_CAS);
	}

	private void saml(Saml saml) {
		add(saml.signRequests() ? Kind.SAML_REQUEST_SIGNED : Kind.SAML_REQUEST,
				told(saml.values().find(SamlFields.SSO_URL)));
		NameIdFormat format = saml.nameId();
		if (format != null) {
			add(switch (format) {
				case PERSISTENT -> Kind.NAME_PERSISTENT;
				case TRANSIENT -> Kind.NAME_TRANSIENT;
				case EMAIL -> Kind.NAME_EMAIL;
				case UNSPECIFIED -> Kind.NAME_UNSPECIFIED;
			});
		}
		String context = saml.authnContext();
		if (context != null) {
			add(Kind.SAML_CONTEXT, context);
		}
		forced(saml.forceAuthn());
		add(Kind.SAML_RETURN, this.establishment.address(SAML_RETURN_PATH));
		add(Kind.SAML_SIGNED, this.establishment.address(Saml.METADATA_PATH));
		add(saml.wantEncrypted() ? Kind.SAML_ENCRYPTED : Kind.SAML_CLEAR);
		user(Kind.USER_NAME_ID);
	}

	private void wsFederation(WsFederation federation) {
		String realm = federation.realm(this.establishment);
		add(Kind.WS_REQUEST, told(federation.values().find(WsFederationFields.PASSIVE_URL)), realm);
		add(Kind.WS_RETURN, this.establishment.address(WsFederation.RETURN_PATH));
		add(Kind.WS_SIGNED, realm);
		user(Kind.USER_TOKEN);
	}

	private void oidc(Oidc oidc) {
		add(Kind.OIDC_REQUEST, oidc.discoveryUrl().toASCIIString(), oidc.clientId(), String.join(" ", oidc.scopes()));
		forced(oidc.forceAuthn());
		add(Kind.OIDC_RETURN, this.establishment.address(Oidc.RETURN_PATH));
		add(switch (oidc.clientAuthentication()) {
			case BASIC -> Kind.OIDC_SECRET_BASIC;
			case POST -> Kind.OIDC_SECRET_POST;
			case NONE -> Kind.OIDC_SECRET_NONE;
		});
		add(Kind.OIDC_TOKEN, oidc.idTokenAlgorithm().name(), oidc.issuerName(), oidc.clientId());
		add(oidc.userinfo() ? Kind.OIDC_USERINFO : Kind.OIDC_TOKEN_ALONE);
		user(Kind.USER_SUBJECT);
	}

	private void forced(boolean forced) {
		if (forced) {
			add(Kind.FORCED);
		}
	}

	private void user(Kind unlessAttribute) {
		List<String> names = this.delegation.attributes().user();
		if (names.isEmpty()) {
			add(unlessAttribute);
		}
		else {
			add(Kind.USER_ATTRIBUTE, String.join(", ", names));
		}
	}

	private void add(Kind kind, String... details) {
		this.steps.add(Step.of(kind, details));
	}

	private static String told(@Nullable URI address) {
		return (address != null) ? address.toASCIIString() : "";
	}

	private static Map<String, List<String>> reads(AttributeNames names) {
		Map<String, List<String>> reads = new LinkedHashMap<>();
		reads.put("profiles", names.profiles());
		reads.put("establishments", names.establishments());
		reads.put("personId", names.personId());
		reads.put("familyName", names.familyName());
		reads.put("givenName", names.givenName());
		reads.put("birthDate", names.birthDate());
		reads.values().removeIf(List::isEmpty);
		return reads;
	}

}
