package fr.passerelle.gateway.establishment;

import java.util.List;

/**
 * The protocols by which a delegation can sign people on, by their names in the document.
 */
public enum Protocol {

	CAS("cas", CasFields.ALL);

	private final String block;

	private final List<Field<?>> fields;

	Protocol(String block, List<Field<?>> fields) {
		this.block = block;
		this.fields = fields;
	}

	/** The key of the protocol's own block in a delegation. */
	public String block() {
		return this.block;
	}

	/** The fields of that block, in the document's order. */
	public List<Field<?>> fields() {
		return this.fields;
	}

	/** The fields that the console's form shows in a place, in the document's order. */
	public List<Field<?>> fieldsAt(Field.Place place) {
		return this.fields.stream().<Field<?>>map((field) -> field).filter((field) -> field.place() == place).toList();
	}

	/** The keys of that block, in the document's order. */
	public List<String> keys() {
		return this.fields.stream().<String>map(Field::key).toList();
	}

}
