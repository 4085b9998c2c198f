package fr.passerelle.entcatalog;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * One ENT, with its platform's defaults already merged in and its addresses resolved.
 *
 * @param id the key that a configuration names; never reused for another ENT
 * @param aliases former ids and short forms that {@link EntCatalog#find} takes too
 * @param name the name that people know
 * @param territory where it serves, in French; {@code null}: no source says
 * @param audience the kind of school that it serves
 * @param platform the shown name of the software below it
 * @param signOn what it offers to an application that delegates its login
 * @param endpoints its addresses, completed by the CAS convention
 * @param serverUrlPattern the form of the address if each school has its own server, with
 * {@code *} for what the administrator supplies; {@code null} otherwise
 * @param validation how it validates tickets; {@code null}: unknown
 * @param selectors the parameters that spare its page of choices, as proposals
 * @param defaults what it releases about people
 * @param upstreamLogin what people meet behind its login page, in French; {@code null}:
 * no source says
 * @param lifecycle whether the entry is in use
 * @param provenance where the entry comes from
 * @param saml its names and addresses as a SAML 2 provider; there for
 * {@link SignOn#EDUCONNECT} alone
 * @param oidc its name as an OpenID Connect provider; there for {@link SignOn#OIDC} alone
 */
public record Ent(String id, List<String> aliases, String name, @Nullable String territory, Audience audience,
		String platform, SignOn signOn, CasEndpoints endpoints, @Nullable String serverUrlPattern,
		@Nullable ValidationKind validation, List<Selector> selectors, PlatformDefaults defaults,
		@Nullable String upstreamLogin, Lifecycle lifecycle, Provenance provenance, @Nullable SamlEndpoints saml,
		@Nullable OidcEndpoints oidc) {

	static final String ID_RULE = "lower-case letters and digits, in words joined by -, 64 characters at most";

	private static final Pattern ID = Pattern.compile("(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*");

	public Ent {
		require(isId(id), "An ENT's id is " + ID_RULE);
		require(!name.isBlank() && !platform.isBlank(), "An ENT has a name and a platform");
		require(signOn == SignOn.CAS || (validation == null && endpoints.equals(CasEndpoints.UNKNOWN)),
				"Only an ENT with a CAS server has its addresses");
		require((signOn == SignOn.EDUCONNECT) == (saml != null), "EduConnect alone has a provider's addresses");
		require((signOn == SignOn.OIDC) == (oidc != null), "An OpenID Connect provider alone has an issuer");
		aliases = List.copyOf(aliases);
		selectors = List.copyOf(selectors);
		endpoints = endpoints.completedFor(validation);
	}

	/** An entry that is neither EduConnect's nor an OpenID Connect provider's. */
	public Ent(String id, List<String> aliases, String name, @Nullable String territory, Audience audience,
			String platform, SignOn signOn, CasEndpoints endpoints, @Nullable String serverUrlPattern,
			@Nullable ValidationKind validation, List<Selector> selectors, PlatformDefaults defaults,
			@Nullable String upstreamLogin, Lifecycle lifecycle, Provenance provenance) {
		this(id, aliases, name, territory, audience, platform, signOn, endpoints, serverUrlPattern, validation,
				selectors, defaults, upstreamLogin, lifecycle, provenance, null, null);
	}

	static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * Whether a delegation can use the entry as it is. An entry out of use stays
	 * choosable: the sources may be wrong about it, and saved configurations must go on.
	 * @return {@code true} if there is no obstacle
	 */
	public boolean choosable() {
		return obstacles().isEmpty();
	}

	/**
	 * What prevents a delegation. {@link Obstacle#NOT_CAS} is final; the administrator
	 * removes the others by supplying what is missing.
	 * @return the obstacles, in a fixed order
	 */
	public Set<Obstacle> obstacles() {
		EnumSet<Obstacle> found = EnumSet.noneOf(Obstacle.class);
		if (this.signOn != SignOn.CAS) {
			found.add(Obstacle.NOT_CAS);
			return Collections.unmodifiableSet(found);
		}
		if (this.endpoints.loginUrl() == null) {
			found.add(Obstacle.ADDRESS_UNKNOWN);
		}
		if (this.validation == null) {
			found.add(Obstacle.VALIDATION_UNKNOWN);
		}
		return Collections.unmodifiableSet(found);
	}

	/**
	 * The addresses to use: each of the administrator's own replaces the entry's. Another
	 * server replaces them all, since the entry's belong to its server; another way of
	 * validating replaces the entry's validation address, which belongs to its way.
	 * @param own the administrator's addresses
	 * @param ownValidation the administrator's way of validating; {@code null}: the
	 * entry's
	 * @return the addresses to use, with {@code null} for what is still unknown
	 */
	public CasEndpoints endpointsWith(CasEndpoints own, @Nullable ValidationKind ownValidation) {
		ValidationKind kind = (ownValidation != null) ? ownValidation : this.validation;
		if (own.serverUrl() != null && !own.serverUrl().equals(this.endpoints.serverUrl())) {
			return own.completedFor(kind);
		}
		CasEndpoints base = this.endpoints;
		if (kind != this.validation) {
			base = new CasEndpoints(base.serverUrl(), base.loginUrl(), null, base.logoutUrl()).completedFor(kind);
		}
		return own.above(base);
	}

	/**
	 * The entry's status.
	 * @return the status
	 */
	public Status status() {
		return this.lifecycle.status();
	}

	/**
	 * The ids of the entries that replaced this one.
	 * @return the ids; empty unless the status is {@link Status#SUPERSEDED}
	 */
	public List<String> supersededBy() {
		return this.lifecycle.supersededBy();
	}

	/**
	 * Where the entry comes from, in one line.
	 * @return the sources, joined by semicolons
	 */
	public String source() {
		return String.join("; ", this.provenance.sources());
	}

	/**
	 * How far the sources carry the addresses.
	 * @return the confidence
	 */
	public Confidence confidence() {
		return this.provenance.confidence();
	}

	/**
	 * The number of the entry's version, for a configuration to remember.
	 * @return 1 or more
	 */
	public int revision() {
		return this.provenance.revision();
	}

	private static void require(boolean holds, String rule) {
		if (!holds) {
			throw new IllegalArgumentException(rule);
		}
	}

	/**
	 * Whether an entry is in use, and what replaced it.
	 *
	 * @param status the status
	 * @param supersededBy the ids of its successors: usually one; several if each
	 * territory took its own
	 * @param reason why it is no longer current, in French; {@code null} if it is
	 */
	public record Lifecycle(Status status, List<String> supersededBy, @Nullable String reason) {

		public Lifecycle {
			require((status == Status.SUPERSEDED) != supersededBy.isEmpty(), "SUPERSEDED alone names successors");
			require((status == Status.CURRENT) == (reason == null), "What is not CURRENT says why");
			supersededBy = List.copyOf(supersededBy);
		}

	}

	/**
	 * Where an entry comes from.
	 *
	 * @param sources the public sources, each in its own words
	 * @param confidence how far they carry the addresses
	 * @param revision the number of the entry's version, from 1
	 */
	public record Provenance(List<String> sources, Confidence confidence, int revision) {

		public Provenance {
			require(!sources.isEmpty(), "An entry names a source");
			require(revision > 0, "Revisions count from 1");
			sources = List.copyOf(sources);
		}

	}

}
