package fr.passerelle.gateway.establishment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which path belongs to whom in one establishment. The Espaces' own pages and
 * {@code /pronote/<key>/**} come first, then the patterns of all Espaces, the most
 * specific first, and public paths last: a public pattern that is drawn too wide opens
 * nothing of an Espace.
 */
public final class PathOwners {

	private final String basePath;

	private final Map<String, EspaceKey> pages = new HashMap<>();

	private final Map<String, EspaceKey> folders = new HashMap<>();

	private final List<Owned> patterns = new ArrayList<>();

	private final List<PathPattern> publicPaths;

	/**
	 * Draws the map.
	 * @param basePath without trailing slash
	 * @param espacePaths the patterns of the Espaces' {@code paths}
	 * @param publicPaths patterns that need no session
	 */
	public PathOwners(String basePath, Map<EspaceKey, List<PathPattern>> espacePaths, List<PathPattern> publicPaths) {
		this.basePath = basePath;
		this.publicPaths = List.copyOf(publicPaths);
		for (EspaceKey key : EspaceKey.values()) {
			this.pages.put(basePath + "/" + key.desktopPage(), key);
			this.pages.put(basePath + "/" + key.mobilePage(), key);
			this.folders.put(key.key(), key);
		}
		espacePaths.forEach((key, paths) -> paths.forEach((pattern) -> this.patterns.add(new Owned(pattern, key))));
		this.patterns.sort(Comparator.comparingInt((Owned owned) -> owned.pattern().literalLength()).reversed());
	}

	/**
	 * Finds the Espace that owns a path.
	 * @param path the decoded path
	 * @return the Espace; null where no Espace owns it
	 */
	public @Nullable EspaceKey espace(String path) {
		EspaceKey page = this.pages.get(path);
		if (page != null) {
			return page;
		}
		EspaceKey folder = folder(path);
		if (folder != null) {
			return folder;
		}
		for (Owned owned : this.patterns) {
			if (owned.pattern().matches(path)) {
				return owned.espace();
			}
		}
		return null;
	}

	/**
	 * Whether a path is open to all and carries no identity. Only meaningful where no
	 * Espace owns it.
	 */
	public boolean isPublic(String path) {
		for (PathPattern pattern : this.publicPaths) {
			if (pattern.matches(path)) {
				return true;
			}
		}
		return false;
	}

	private @Nullable EspaceKey folder(String path) {
		int begin = this.basePath.length() + 1;
		if (path.length() < begin || !path.startsWith(this.basePath) || path.charAt(begin - 1) != '/') {
			return null;
		}
		int end = path.indexOf('/', begin);
		return this.folders.get((end < 0) ? path.substring(begin) : path.substring(begin, end));
	}

	private record Owned(PathPattern pattern, EspaceKey espace) {
	}

}
