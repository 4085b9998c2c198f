package fr.passerelle.gateway.document;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The lines of a YAML text in which its paths are, so that a fault can be found in an
 * editor.
 */
public final class DocumentLines {

	private final Map<String, Integer> lines;

	private DocumentLines(Map<String, Integer> lines) {
		this.lines = lines;
	}

	/**
	 * The lines of a text. If the text is not valid YAML, only the lines before its first
	 * error.
	 */
	public static DocumentLines of(String yaml) {
		Map<String, Integer> lines = new HashMap<>();
		try {
			YamlTree.read(yaml, new Faults(), lines);
		}
		catch (InvalidDocumentException ex) {
			// The caller has read the text as a document and has its faults.
		}
		return new DocumentLines(lines);
	}

	/**
	 * The line of a fault, or of the block in which something is missing.
	 * @param fault whose path it is
	 * @return counted from 1; null if it is unknown
	 */
	public @Nullable Integer of(DocumentFault fault) {
		String path = fault.path();
		while (!path.isEmpty()) {
			Integer line = this.lines.get(path);
			if (line != null) {
				return line;
			}
			int cut = Math.max(path.lastIndexOf('.'), path.endsWith("]") ? path.lastIndexOf('[') : -1);
			path = (cut > 0) ? path.substring(0, cut) : "";
		}
		return null;
	}

}
