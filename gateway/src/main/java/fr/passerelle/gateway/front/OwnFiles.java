package fr.passerelle.gateway.front;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.proxy.SigningKeys;

/**
 * The files that the gateway has at addresses of its own: the public keys of its
 * assertions, and what its pages load.
 */
final class OwnFiles {

	/** All paths below are the gateway's own. */
	static final String ROOT = "/.passerelle/";

	private static final String KEYS = ROOT + "jwks.json";

	private final Pages pages;

	private final SigningKeys keys;

	OwnFiles(Pages pages, SigningKeys keys) {
		this.pages = pages;
		this.keys = keys;
	}

	/** The file at a path below {@link #ROOT}; empty if no file has it. */
	Optional<Answer> find(String path) {
		if (path.equals(KEYS)) {
			return Optional.of(new Answer(200,
					List.of(Map.entry("Content-Type", "application/jwk-set+json"),
							Map.entry("Cache-Control", "public, max-age=300")),
					this.keys.jwks().getBytes(StandardCharsets.UTF_8)));
		}
		return path.startsWith(Pages.ASSETS) ? Optional.ofNullable(this.pages.asset(path)) : Optional.empty();
	}

}
