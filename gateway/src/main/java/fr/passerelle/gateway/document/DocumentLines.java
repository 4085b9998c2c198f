package fr.passerelle.gateway.document;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * In which line of a YAML text a path stands, so that a fault can be found in an editor.
 */
public final class DocumentLines {

	private final Map<String, Integer> lines = new HashMap<>();

	private DocumentLines() {
	}

	/**
	 * Looks where everything stands; of a text that is no YAML, as far as it is.
	 * @param yaml the text
	 * @return the lines
	 */
	public static DocumentLines of(String yaml) {
		DocumentLines lines = new DocumentLines();
		try {
			LoadSettings settings = LoadSettings.builder().setCodePointLimit(DocumentParser.MAX_SIZE).build();
			Iterator<Event> events = new Parse(settings).parseString(yaml).iterator();
			while (events.hasNext()) {
				Event event = events.next();
				if (event.getEventId() == Event.ID.MappingStart || event.getEventId() == Event.ID.SequenceStart) {
					lines.collection(event, events, "", 0);
				}
			}
		}
		catch (YamlEngineException ex) {
			// Whoever reads it as a document says what is wrong.
		}
		return lines;
	}

	/**
	 * The line of a fault, or of the block in which something is missing.
	 * @param fault whose path it is
	 * @return counted from 1; null where it cannot be told
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

	private void collection(Event start, Iterator<Event> events, String path, int depth) {
		boolean list = start.getEventId() == Event.ID.SequenceStart;
		int index = 0;
		for (Event event = events.next(); !isEnd(event); event = events.next()) {
			String place = list ? path + "[" + index++ + "]" : DocumentParser.at(path, key(event, events, depth));
			note(event, place);
			skipOrEnter(list ? event : events.next(), events, place, depth);
		}
	}

	private String key(Event event, Iterator<Event> events, int depth) {
		if (event instanceof ScalarEvent key) {
			return key.getValue();
		}
		skipOrEnter(event, events, "?", depth);
		return "?";
	}

	private void skipOrEnter(Event event, Iterator<Event> events, String place, int depth) {
		boolean nested = event.getEventId() == Event.ID.MappingStart || event.getEventId() == Event.ID.SequenceStart;
		if (nested && depth >= DocumentParser.MAX_DEPTH) {
			throw new YamlEngineException("nested deeper than a document may be");
		}
		if (nested) {
			collection(event, events, place, depth + 1);
		}
	}

	private void note(Event event, String place) {
		event.getStartMark().ifPresent((mark) -> this.lines.putIfAbsent(place, mark.getLine() + 1));
	}

	private static boolean isEnd(Event event) {
		return event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd;
	}

}
