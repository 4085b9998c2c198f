package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * EduConnect, the ministry's account of pupils and parents. Servers speak SAML 2, OpenID
 * Connect or CAS with it; a delegation by it has the settings of that protocol, and these
 * two beside them.
 *
 * @param environment of the ministry
 * @param by the protocol that is spoken
 */
public record EduConnect(Environment environment, Way by) {

	/** The attribute that says where the browser goes to leave EduConnect. */
	public static final List<String> WAY_OUT = names("FrEduUrlRetour", 5);

	/** What EduConnect calls the facts about a person, by the document's keys. */
	public static final Map<String, List<String>> ATTRIBUTES = Map.of("user", names("FrEduCtId", 57), "profiles",
			names("FrEduCtPersonAffiliation", 7), "establishments", names("FrEduCtEleveUAI", 72), "personId",
			List.of("FrEduCtRefId", "FrEduVecteur"), "familyName", List.of("sn", "urn:oid:2.5.4.4", "family_name"),
			"givenName", List.of("givenName", "urn:oid:2.5.4.42", "given_name"), "birthDate",
			names("FrEduCtDateNaissance", 67));

	/**
	 * How people are recognised where the document does not say. Every pupil and parent
	 * of the country has an account, so that a profile alone opens nothing.
	 */
	public static final List<Recognition> RECOGNITION = List.of(Recognition.PERSON_ID, Recognition.IDENTITY,
			Recognition.PASSWORD);

	/** How a delegation knows EduConnect; null where it leads elsewhere. */
	public static @Nullable EduConnect of(SignOn signOn) {
		Environment environment = signOn.values().find(EduConnectFields.ENVIRONMENT);
		Way by = signOn.values().find(EduConnectFields.BY);
		return (environment != null && by != null) ? new EduConnect(environment, by) : null;
	}

	/** By friendly name, and by the number that some front ends send alone. */
	private static List<String> names(String friendly, int number) {
		return List.of(friendly, "urn:oid:1.3.6.1.4.1.20326.10.999.1." + number);
	}

	/** An environment of the ministry. */
	public enum Environment {

		/** The one that families use. */
		PRODUCTION("https://educonnect.education.gouv.fr", "educonnect.education.gouv.fr"),

		/** The one for trials ("pr4"). */
		PREPRODUCTION("https://pr4.educonnect.phm.education.gouv.fr", "educonnect.phm.education.gouv.fr");

		private final URI root;

		private final String domain;

		Environment(String root, String domain) {
			this.root = URI.create(root);
			this.domain = domain;
		}

		/** The name in the document. */
		public String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		/** The root of its addresses, and its name as an OpenID Connect provider. */
		public URI root() {
			return this.root;
		}

		/** The name of its identity provider. */
		public String entityId() {
			return this.root + "/idp";
		}

		/** Where the browser signs in, by redirect. */
		public URI signOn() {
			return this.root.resolve("/idp/profile/SAML2/Redirect/SSO");
		}

		/** Whether a host is one of this environment's. */
		public boolean owns(String host) {
			String name = host.toLowerCase(Locale.ROOT);
			return name.equals(this.domain) || name.endsWith("." + this.domain);
		}

	}

	/** The protocols by which EduConnect is reached. */
	public enum Way {

		/** At the ministry itself, with an agreement. */
		SAML2,

		/** At the ministry itself, with an agreement and a client's secret. */
		OIDC,

		/** Through a CAS server that stands before it, as a publisher's hub does. */
		CAS,

		/**
		 * At the ministry itself, by the one agreement of the platform
		 * ({@link PlatformEduConnect}).
		 */
		PLATFORM

	}

}
