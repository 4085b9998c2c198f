package fr.passerelle.gateway.session;

import org.jspecify.annotations.Nullable;

/**
 * What kind of machine someone signed in from, as far as browsers tell: a phone says
 * {@code Mobi}, a tablet that asks for the desktop page passes for a computer.
 */
public enum Device {

	MOBILE, COMPUTER;

	static Device of(@Nullable String userAgent) {
		return (userAgent != null && userAgent.contains("Mobi")) ? MOBILE : COMPUTER;
	}

}
