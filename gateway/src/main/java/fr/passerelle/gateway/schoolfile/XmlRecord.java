package fr.passerelle.gateway.schoolfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * One record of a large XML file, e.g. one pupil, with all that is in it.
 */
final class XmlRecord {

	private final String name;

	private final long line;

	private final Map<String, String> attributes = new HashMap<>();

	private final List<XmlRecord> children = new ArrayList<>();

	private final StringBuilder text = new StringBuilder();

	XmlRecord(String name, long line) {
		this.name = name;
		this.line = line;
	}

	void attribute(String attribute, String value) {
		this.attributes.put(attribute, value);
	}

	void child(XmlRecord child) {
		this.children.add(child);
	}

	void text(String more) {
		this.text.append(more);
	}

	int length() {
		return this.text.length();
	}

	String name() {
		return this.name;
	}

	/** Where it begins, counted from 1. */
	long line() {
		return this.line;
	}

	/** The attribute on one line; empty where it is missing. */
	String attribute(String attribute) {
		return FieldText.oneLine(this.attributes.getOrDefault(attribute, ""));
	}

	/** The text of the first child of this name; empty where there is none. */
	String of(String child) {
		XmlRecord found = first(child);
		return (found != null) ? FieldText.oneLine(found.text.toString()) : "";
	}

	/** The first child of this name. */
	@Nullable XmlRecord first(String child) {
		return all(child).findFirst().orElse(null);
	}

	/** All children of this name. */
	Stream<XmlRecord> all(String child) {
		return this.children.stream().filter((one) -> one.name.equals(child));
	}

	@Override
	public String toString() {
		return "XmlRecord[" + this.name + "]";
	}

}
