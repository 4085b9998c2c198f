package fr.passerelle.mockcas;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The cookie of an SSO session. Browsers share cookies between ports, so each server has
 * a cookie name of its own. Otherwise two ENTs on one machine would overwrite each
 * other's.
 */
final class SsoCookie {

	private final String name = "TGC-" + UUID.randomUUID().toString().substring(0, 8);

	private final String path;

	SsoCookie(String path) {
		this.path = path.isEmpty() ? "/" : path;
	}

	@Nullable String read(HttpCall call) {
		return call.cookies().get(this.name);
	}

	String set(String value, boolean secure) {
		return "%s=%s; Path=%s; HttpOnly; SameSite=Lax%s".formatted(this.name, value, this.path,
				secure ? "; Secure" : "");
	}

	String delete() {
		return "%s=; Path=%s; HttpOnly; SameSite=Lax; Max-Age=0".formatted(this.name, this.path);
	}

}
