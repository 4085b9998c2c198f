package fr.passerelle.gateway.security;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.account.SignedIn;
import fr.passerelle.gateway.establishment.Uai;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.web.util.UriUtils;

/**
 * What each address of console and API needs, decided by path and method alone and before
 * anything is looked up, so that a forbidden establishment and one that does not exist
 * get the same answer. An address that is not named here belongs to the platform.
 */
final class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

	/**
	 * These ask an establishment by POST, since what is asked may be long, and change
	 * nothing. Elsewhere the last segment may be a name that an administrator chose.
	 */
	private static final Set<String> ASKING = Set.of("preview", "diagnosis", "what-if");

	/** A person's own, for every administrator who has signed in. */
	private static final Set<String> OWN = Set.of("account", "tokens", "ents", "passkeys");

	/** What decides who is an administrator. */
	private static final Set<String> PEOPLE_ALONE = Set.of("account", "tokens", "administrators", "passkeys");

	/** The whole content, with everyone's names: more than reading. */
	private static final String CONTENT = "content";

	private final Grants grants;

	AccessRules(Grants grants) {
		this.grants = grants;
	}

	@Override
	public AuthorizationDecision authorize(Supplier<? extends @Nullable Authentication> authentication,
			RequestAuthorizationContext context) {
		Authentication who = authentication.get();
		if (who == null || !who.isAuthenticated() || who instanceof AnonymousAuthenticationToken) {
			return new AuthorizationDecision(false);
		}
		HttpServletRequest request = context.getRequest();
		boolean allowed = isAllowed(this.grants.of(who), request) && !(isToken(who) && isForPeopleAlone(request));
		return new AuthorizationDecision(allowed);
	}

	private static boolean isToken(Authentication who) {
		return who instanceof SignedIn signedIn && signedIn.means() == SignedIn.Means.TOKEN;
	}

	/** A token that leaked must not make others, or accounts, that outlive it. */
	private static boolean isForPeopleAlone(HttpServletRequest request) {
		String[] path = path(request);
		return path.length > 0 && PEOPLE_ALONE.contains(path[0]) && !isReading(request.getMethod(), path);
	}

	private static boolean isAllowed(Grant grant, HttpServletRequest request) {
		String[] path = path(request);
		boolean reading = isReading(request.getMethod(), path);
		if (path.length == 0 || (OWN.contains(path[0]) && !isPlatforms(path))) {
			return !grant.equals(Grant.NONE);
		}
		if (path[0].equals("establishments")) {
			if (path.length == 1) {
				return reading ? !grant.equals(Grant.NONE) : grant.mayChangePlatform();
			}
			Uai uai = uai(path[1]);
			if (uai != null && !isLifeAndDeath(request.getMethod(), path)) {
				return reading ? grant.mayRead(uai) : grant.mayChange(uai);
			}
		}
		return reading ? grant.mayReadPlatform() : grant.mayChangePlatform();
	}

	/** The ENTs' states cover every establishment. */
	private static boolean isPlatforms(String[] path) {
		return path[0].equals("ents") && path.length > 1 && path[1].equals("states");
	}

	/** Deleting an establishment, or making another one of it. */
	private static boolean isLifeAndDeath(String method, String[] path) {
		return (path.length == 2 && method.equals("DELETE"))
				|| (path.length == 3 && (path[2].equals("delete") || path[2].equals("duplicate")));
	}

	private static boolean isReading(String method, String[] path) {
		if (path.length == 0) {
			return READING.contains(method);
		}
		String last = path[path.length - 1];
		if (READING.contains(method)) {
			return !last.equals(CONTENT);
		}
		return method.equals("POST") && path[0].equals("establishments") && ASKING.contains(last) && !isOfADraft(path);
	}

	/**
	 * A draft names any host to call; a saved delegation only hosts that an administrator
	 * could save.
	 */
	private static boolean isOfADraft(String[] path) {
		return path[path.length - 1].equals("diagnosis") && path.length != 5;
	}

	private static @Nullable Uai uai(String segment) {
		return Uai.isUai(segment) ? new Uai(segment) : null;
	}

	/**
	 * The segments after {@code /console} or {@code /api/v1}. The door has refused every
	 * path that could be read in two ways.
	 */
	private static String[] path(HttpServletRequest request) {
		String path = UriUtils.decode(request.getRequestURI(), StandardCharsets.UTF_8);
		for (String root : new String[] { "/console", "/api/v1" }) {
			if (path.equals(root) || path.startsWith(root + "/")) {
				String rest = path.substring(root.length());
				return rest.replace("/", "").isEmpty() ? new String[0] : rest.substring(1).split("/", -1);
			}
		}
		return new String[] { path.toLowerCase(Locale.ROOT) };
	}

}
