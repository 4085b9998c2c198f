package fr.passerelle.entcatalog;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Reads an entry and checks the rules within it.
 */
final class EntReader {

	private static final Pattern SERVER_PATTERN = Pattern
		.compile("https://(?=[^*]{0,200}\\*)[a-z0-9.*-]{1,200}(:([0-9]{1,5}|\\*))?(/[A-Za-z0-9._/-]{0,200})?");

	private EntReader() {
	}

	static EntDraft read(Fields fields) {
		String id = fields.text("id", Ent::isId, Ent.ID_RULE);
		List<String> aliases = fields.texts("aliases", Ent::isId, Ent.ID_RULE);
		String name = fields.text("name");
		fields.requireMentioned("territory", "a text of one line, up to " + Fields.SHORT_TEXT + " characters");
		String territory = fields.optionalText("territory", Fields.SHORT_TEXT);
		Audience audience = fields.oneOf("audience", Audience.class);
		String platform = fields.text("platform", Ent::isId, "the id of a platform");
		Confidence confidence = fields.oneOf("confidence", Confidence.class);
		EntDraft.Server server = server(fields, confidence);
		String upstreamLogin = fields.optionalText("upstreamLogin", Fields.LONG_TEXT);
		List<Selector> selectors = PlatformReader.selectors(fields);
		PlatformDefaults attributes = PlatformReader.attributes(fields);
		PlatformDefaults.National4 national4 = fields.optionalOneOf("national4", PlatformDefaults.National4.class);
		Status status = fields.oneOf("status", Status.class);
		List<String> supersededBy = fields.texts("supersededBy", Ent::isId, "the id of another ENT of the catalogue");
		String statusReason = fields.optionalText("statusReason", Fields.LONG_TEXT);
		if (status != null) {
			checkStatus(fields, status);
		}
		List<String> sources = PlatformReader.sources(fields);
		int revision = fields.number("revision");
		fields.refuseOthers();
		return new EntDraft(fields, id, aliases, name, territory, (audience != null) ? audience : Audience.UNKNOWN,
				platform, server, upstreamLogin, selectors, attributes, national4,
				(status != null) ? status : Status.CURRENT, supersededBy, statusReason, sources,
				(confidence != null) ? confidence : Confidence.NAME_ONLY, revision);
	}

	private static EntDraft.Server server(Fields fields, @Nullable Confidence confidence) {
		SignOn stated = fields.optionalOneOf("signOn", SignOn.class);
		SignOn signOn = (stated != null) ? stated : SignOn.CAS;
		Fields cas = fields.block("cas");
		SamlEndpoints saml = saml(fields, signOn);
		OidcEndpoints oidc = oidc(fields, signOn);
		if (signOn != SignOn.CAS) {
			if (cas != null) {
				fields.fault("cas", "comes with signOn " + signOn + "; accepted: with signOn CAS alone");
			}
			boolean half = (signOn == SignOn.EDUCONNECT && saml == null) || (signOn == SignOn.OIDC && oidc == null);
			return new EntDraft.Server(half ? SignOn.FORM : signOn, CasEndpoints.UNKNOWN, null, null, saml, oidc);
		}
		if (cas == null) {
			fields.fault("cas", "is missing; accepted: serverUrl and validation, or another signOn than CAS");
			return new EntDraft.Server(signOn, CasEndpoints.UNKNOWN, null, null, null, null);
		}
		return casServer(cas, confidence);
	}

	private static EntDraft.Server casServer(Fields cas, @Nullable Confidence confidence) {
		boolean mentioned = cas.requireMentioned("serverUrl", CasEndpoints.ADDRESS_RULE);
		CasEndpoints endpoints = new CasEndpoints(cas.address("serverUrl"), cas.address("loginUrl"),
				cas.address("validationUrl"), cas.address("logoutUrl"));
		String pattern = serverPattern(cas);
		cas.requireMentioned("validation", "CAS1, CAS2, CAS3, SAML1");
		ValidationKind validation = cas.optionalOneOf("validation", ValidationKind.class);
		if (confidence != null && mentioned) {
			checkAddresses(cas, confidence);
		}
		if (pattern != null && cas.states("serverUrl")) {
			cas.fault("serverUrlPattern", "comes with an address; accepted: if serverUrl is ~");
		}
		cas.refuseOthers();
		return new EntDraft.Server(SignOn.CAS, endpoints, pattern, validation, null, null);
	}

	/**
	 * What is known of EduConnect; null, with a fault, where the entry has half of it.
	 */
	private static @Nullable SamlEndpoints saml(Fields fields, SignOn signOn) {
		Fields saml = fields.block("saml2");
		if (signOn != SignOn.EDUCONNECT) {
			if (saml != null) {
				fields.fault("saml2", "comes with signOn " + signOn + "; accepted: with signOn EDUCONNECT alone");
			}
			return null;
		}
		if (saml == null) {
			fields.fault("saml2", "is missing; accepted: entityId, signOnUrl and logoutUrl");
			return null;
		}
		boolean whole = true;
		for (String name : List.of("entityId", "signOnUrl", "logoutUrl")) {
			if (!saml.states(name)) {
				saml.fault(name, "is missing; accepted: " + CasEndpoints.ADDRESS_RULE);
				whole = false;
			}
		}
		URI entityId = saml.address("entityId");
		URI signOnUrl = saml.address("signOnUrl");
		URI logoutUrl = saml.address("logoutUrl");
		saml.refuseOthers();
		return (whole && entityId != null && signOnUrl != null && logoutUrl != null)
				? new SamlEndpoints(entityId.toString(), signOnUrl, logoutUrl) : null;
	}

	/** An OpenID Connect provider; null, with a fault, where the entry has half of it. */
	private static @Nullable OidcEndpoints oidc(Fields fields, SignOn signOn) {
		Fields oidc = fields.block("oidc");
		if (signOn != SignOn.OIDC) {
			if (oidc != null) {
				fields.fault("oidc", "comes with signOn " + signOn + "; accepted: with signOn OIDC alone");
			}
			return null;
		}
		if (oidc == null) {
			fields.fault("oidc", "is missing; accepted: issuer");
			return null;
		}
		if (!oidc.states("issuer")) {
			oidc.fault("issuer", "is missing; accepted: " + CasEndpoints.ADDRESS_RULE);
		}
		URI issuer = oidc.address("issuer");
		oidc.refuseOthers();
		return (issuer != null) ? new OidcEndpoints(issuer) : null;
	}

	/** An entry without an address says so, and one that says so has no address. */
	private static void checkAddresses(Fields cas, Confidence confidence) {
		boolean any = Stream.of("serverUrl", "loginUrl", "validationUrl", "logoutUrl").anyMatch(cas::states);
		if (confidence == Confidence.NAME_ONLY && any) {
			cas.fault("serverUrl",
					"has addresses beside confidence NAME_ONLY; accepted: ~, or confidence STATED or" + " DERIVED");
		}
		if (confidence != Confidence.NAME_ONLY && !cas.states("serverUrl")) {
			cas.fault("serverUrl",
					"is unknown beside confidence " + confidence + "; accepted: an address, or confidence NAME_ONLY");
		}
	}

	private static @Nullable String serverPattern(Fields cas) {
		if (!cas.states("serverUrlPattern")) {
			return null;
		}
		return cas.text("serverUrlPattern", (text) -> SERVER_PATTERN.matcher(text).matches(),
				"an https:// address with * for what the administrator supplies");
	}

	private static void checkStatus(Fields fields, Status status) {
		boolean named = fields.states("supersededBy");
		if (status == Status.SUPERSEDED && !named) {
			fields.fault("supersededBy", "is missing beside status SUPERSEDED; accepted: the id of another ENT of the"
					+ " catalogue, or status OBSOLETE");
		}
		if (status != Status.SUPERSEDED && named) {
			fields.fault("supersededBy", "comes with status " + status + "; accepted: with status SUPERSEDED alone");
		}
		boolean explained = fields.states("statusReason");
		if (status != Status.CURRENT && !explained) {
			fields.fault("statusReason", "is missing beside status " + status + "; accepted: a text of one line");
		}
		if (status == Status.CURRENT && explained) {
			fields.fault("statusReason", "comes with status CURRENT; accepted: with status SUPERSEDED or OBSOLETE");
		}
	}

}
