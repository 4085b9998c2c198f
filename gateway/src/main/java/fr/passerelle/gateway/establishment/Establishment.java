package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One establishment as the data plane sees it: immutable, complete, swapped whole when a
 * new version is accepted.
 *
 * @param uai its code
 * @param name its name
 * @param publicUrl origin with no trailing slash; every address that we make begins with
 * it
 * @param version the document's version
 * @param published the switch over all Espaces
 * @param closedReason what the administrator tells visitors while it is closed
 * @param closedUntil when it opens again by itself; null: when an administrator opens it
 * @param basePath under which the Espaces lie, e.g. {@code /pronote}, no trailing slash
 * @param delegations all of them, inactive ones and those that lead nowhere included
 * @param espaces all Espaces, those that the document leaves out included (not published)
 * @param paths which path belongs to whom
 * @param upstream the application for public paths
 */
public record Establishment(Uai uai, String name, String publicUrl, long version, boolean published,
		@Nullable String closedReason, @Nullable Instant closedUntil, String basePath, List<Delegation> delegations,
		Map<EspaceKey, Espace> espaces, PathOwners paths, URI upstream) {

	/** The query that asks an Espace's page for the local form, in its only spelling. */
	public static final String DIRECT_LOGIN = "login=true";

	public Establishment {
		delegations = List.copyOf(delegations);
		espaces = Collections.unmodifiableMap(new EnumMap<>(espaces));
	}

	/** The Espace of this key; every establishment has all of them. */
	public Espace espace(EspaceKey key) {
		Espace espace = this.espaces.get(key);
		if (espace == null) {
			throw new IllegalStateException("an establishment without " + key);
		}
		return espace;
	}

	/** The delegation of this id, active or not. */
	public Optional<Delegation> delegation(String id) {
		return this.delegations.stream().filter((delegation) -> delegation.id().equals(id)).findFirst();
	}

	/** Whether visitors may be in this Espace now. */
	public boolean isOpen(EspaceKey key) {
		return this.published && espace(key).published();
	}

	/** The address of a path of this establishment, with a query if there is one. */
	public String address(String target) {
		return this.publicUrl + target;
	}

	/** The address of the page that leads to all Espaces. */
	public String home() {
		return address(this.basePath + "/");
	}

	/** The address of an Espace's desktop page. */
	public String page(EspaceKey key) {
		return address(desktopPath(key));
	}

	/** The address of an Espace's mobile page. */
	public String mobilePage(EspaceKey key) {
		return address(mobilePath(key));
	}

	/** The path of an Espace's desktop page. */
	public String desktopPath(EspaceKey key) {
		return this.basePath + "/" + key.desktopPage();
	}

	/** The path of an Espace's mobile page. */
	public String mobilePath(EspaceKey key) {
		return this.basePath + "/" + key.mobilePage();
	}

	/**
	 * What an ENT's administrator registers, so that all pages below may be returned to.
	 */
	public String registrationPattern() {
		return address(this.basePath + "/**");
	}

	/** Where people without an ENT account sign in, on an Espace that allows it. */
	public String directLoginAddress(EspaceKey key) {
		return page(key) + "?" + DIRECT_LOGIN;
	}

	/** Whether it is served over TLS, so that its cookies are {@code Secure}. */
	public boolean isSecure() {
		return this.publicUrl.startsWith("https:");
	}

}
