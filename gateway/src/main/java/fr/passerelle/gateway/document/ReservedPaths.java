package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that always belong to the gateway or to an Espace. A pattern that reaches one
 * of them is refused: it would have no effect there, or take the address over if the
 * order in which owners are asked ever changed.
 */
final class ReservedPaths {

	private final String basePath;

	private final List<String> prefixes;

	private final List<String> pages = new ArrayList<>();

	ReservedPaths(String basePath) {
		this.basePath = basePath;
		this.prefixes = List.of("/console", "/api", "/actuator", "/v3", "/.passerelle", basePath + "/logout");
		this.pages.addAll(List.of("/", basePath));
		for (EspaceKey key : EspaceKey.values()) {
			this.pages.add(basePath + "/" + key.desktopPage());
			this.pages.add(basePath + "/" + key.mobilePage());
		}
	}

	/**
	 * Reads a pattern.
	 * @param owner the Espace that it is to belong to; null for public paths
	 * @throws Flaw if it is not a pattern or reaches a reserved address
	 */
	PathPattern pattern(String text, @Nullable EspaceKey owner) {
		PathPattern pattern = form(text);
		Stream<String> folders = Stream.of(EspaceKey.values())
			.filter((key) -> key != owner)
			.map((key) -> this.basePath + "/" + key.key());
		Stream.concat(this.prefixes.stream(), folders).filter(pattern::reaches).findFirst().ifPresent((prefix) -> {
			throw new Flaw(FaultCode.PATH_RESERVED, prefix);
		});
		this.pages.stream().filter(pattern::matches).findFirst().ifPresent((page) -> {
			throw new Flaw(FaultCode.PAGE_RESERVED, page);
		});
		return pattern;
	}

	private static PathPattern form(String text) {
		try {
			return new PathPattern(text);
		}
		catch (IllegalArgumentException ex) {
			throw new Flaw(FaultCode.NOT_PATTERN);
		}
	}

}
