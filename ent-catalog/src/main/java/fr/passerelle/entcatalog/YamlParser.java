package fr.passerelle.entcatalog;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Parses a file's text to nodes and no further: no file can make it construct an object,
 * and every fault can name its line.
 */
final class YamlParser {

	/**
	 * A catalogue as one file is six levels deep. The parser recurses, so without a bound
	 * a file of brackets would overflow the stack.
	 */
	private static final int DEEPEST = 10;

	private final Faults faults;

	YamlParser(Faults faults) {
		this.faults = faults;
	}

	/** The document of a file, or {@code null} with a fault that gives the reason. */
	@Nullable Node parse(CatalogFile file) {
		LoadSettings settings = LoadSettings.builder()
			.setLabel(file.name())
			.setSchema(new CoreSchema())
			.setCodePointLimit(CatalogFiles.LARGEST_FILE)
			.build();
		try {
			if (isTooDeep(settings, file.text())) {
				refuse(file, 0, "is nested too deeply; accepted: a depth of up to " + DEEPEST);
				return null;
			}
			Optional<Node> root = new Compose(settings).composeString(file.text());
			if (root.isEmpty()) {
				refuse(file, 0, "is empty; accepted: fields with their values");
			}
			return root.orElse(null);
		}
		catch (MarkedYamlEngineException ex) {
			int line = ex.getProblemMark().map((mark) -> mark.getLine() + 1).orElse(0);
			refuse(file, line, "is not YAML: " + ex.getProblem() + "; accepted: one document of YAML 1.2");
		}
		catch (YamlEngineException ex) {
			refuse(file, 0, "is not YAML; accepted: one document of YAML 1.2");
		}
		return null;
	}

	private void refuse(CatalogFile file, int line, String message) {
		this.faults.add(file.name(), line, "(document)", message);
	}

	private static boolean isTooDeep(LoadSettings settings, String text) {
		int depth = 0;
		for (Event event : new Parse(settings).parseString(text)) {
			if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
				return true;
			}
			if (event instanceof CollectionEndEvent) {
				depth--;
			}
		}
		return false;
	}

}
