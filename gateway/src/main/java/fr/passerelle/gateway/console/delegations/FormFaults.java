package fr.passerelle.gateway.console.delegations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.FaultCode;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.Field.Kind;
import fr.passerelle.gateway.establishment.Field.Place;
import fr.passerelle.gateway.establishment.Protocol;

/**
 * Puts the faults of a document beside the fields they came from.
 */
final class FormFaults {

	private static final Pattern OF_DELEGATION = Pattern.compile("delegations\\[(\\d+)](?:\\.(.+))?");

	private static final Pattern OF_ESPACE = Pattern.compile("espaces\\.([a-z]+)\\..*");

	private final FaultTexts texts;

	FormFaults(FaultTexts texts) {
		this.texts = texts;
	}

	/**
	 * One fault for each field, the first that was found.
	 * @param faults of the document that the form would make
	 * @param index the place of its delegation in that document
	 * @param form what was typed
	 */
	List<FormFault> of(List<DocumentFault> faults, int index, DelegationForm form, Locale locale) {
		Map<String, FormFault> byField = new LinkedHashMap<>();
		for (DocumentFault fault : faults) {
			String field = field(fault.path(), index, form);
			byField.putIfAbsent(field, new FormFault(field, text(fault, field, locale)));
		}
		return List.copyOf(byField.values());
	}

	/** Of the matrix: each at its row. */
	List<FormFault> ofRows(List<DocumentFault> faults, Locale locale) {
		return faults.stream().map((fault) -> {
			Matcher espace = OF_ESPACE.matcher(fault.path());
			boolean row = espace.matches();
			return new FormFault(row ? "row." + espace.group(1) : "", text(fault, row ? "row" : "", locale));
		}).toList();
	}

	/** A fault that no field shows says its path. */
	private String text(DocumentFault fault, String field, Locale locale) {
		if (fault.code() == FaultCode.REQUIRED_WITHOUT_SERVER && field.equals("serverUrl")) {
			return this.texts.of(FaultCode.REQUIRED, locale);
		}
		String text = this.texts.of(fault, locale);
		return (field.isEmpty() && !fault.path().isEmpty()) ? fault.path() + " : " + text : text;
	}

	private static String field(String path, int index, DelegationForm form) {
		Matcher espace = OF_ESPACE.matcher(path);
		if (espace.matches()) {
			return "row." + espace.group(1);
		}
		Matcher delegation = OF_DELEGATION.matcher(path);
		if (!delegation.matches() || Integer.parseInt(delegation.group(1)) != index) {
			return "";
		}
		String key = (delegation.group(2) != null) ? delegation.group(2).replaceAll("\\[\\d+]$", "") : "";
		return switch (key) {
			case "id" -> "label";
			case "label", "ent", "recognition" -> key;
			default -> key.startsWith("attributes.") ? DelegationForm.ATTRIBUTE + key.substring("attributes.".length())
					: ofProtocol(key, form);
		};
	}

	/** The form's input of a fault in the protocol's block; empty: no input shows it. */
	private static String ofProtocol(String key, DelegationForm form) {
		Protocol protocol = form.protocol();
		String server = protocol.fieldsAt(Place.SERVER).get(0).input();
		if (key.equals(protocol.block())) {
			return server;
		}
		for (Field<?> field : protocol.fields()) {
			if (key.equals(protocol.block() + "." + field.key()) && field.kind() != Kind.FLAG) {
				return (field.place() == Place.WHERE_DIFFERENT && !form.differs()) ? server : field.input();
			}
		}
		return "";
	}

}
