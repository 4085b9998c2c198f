package fr.passerelle.gateway.saml;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.EduConnect;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser goes to leave EduConnect. The address comes with the assertion and
 * differs from one front of EduConnect to another; it may lead on to further addresses.
 * It is followed only if all of them are EduConnect's.
 */
final class WayOut {

	/** The page of Shibboleth, which EduConnect is made of. */
	private static final String PAGE = "/idp/profile/Logout";

	/** A chain of logouts within an address is not deeper. */
	private static final int MAX_DEPTH = 4;

	private static final Pattern PLACE = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/*([^/?#&\\s]*)");

	private WayOut() {
	}

	/**
	 * The address that was released.
	 * @param released null where none was
	 * @param where the environment whose hosts count, over https
	 * @param signOn the address where people sign in, whose server counts too
	 * @return null where it is missing, or leads anywhere else
	 */
	static @Nullable URI of(@Nullable String released, EduConnect.Environment where, URI signOn) {
		if (released == null) {
			return null;
		}
		try {
			URI address = new URI(released);
			String text = released;
			for (int i = 0; i < MAX_DEPTH; i++) {
				if (!isWithin(text, where, signOn)) {
					return null;
				}
				text = URLDecoder.decode(text, StandardCharsets.UTF_8);
			}
			boolean plain = address.isAbsolute() && address.getHost() != null && address.getRawUserInfo() == null
					&& address.getRawFragment() == null;
			return (plain && isWithin(text, where, signOn)) ? address : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	/** The logout page beside the address where people sign in. */
	static URI page(URI signOn) {
		return signOn.resolve(PAGE);
	}

	/** Whether every address in a text is EduConnect's. */
	private static boolean isWithin(String text, EduConnect.Environment where, URI signOn) {
		if (text.indexOf('\\') >= 0 || text.indexOf('@') >= 0 || text.contains("=//")) {
			return false;
		}
		Matcher places = PLACE.matcher(text);
		while (places.find()) {
			String scheme = places.group(1).toLowerCase(Locale.ROOT);
			String authority = places.group(2).toLowerCase(Locale.ROOT);
			boolean own = scheme.equals(signOn.getScheme()) && authority.equals(signOn.getRawAuthority());
			boolean known = scheme.equals("https") && where.owns(authority);
			if (!own && !known) {
				return false;
			}
		}
		return true;
	}

}
