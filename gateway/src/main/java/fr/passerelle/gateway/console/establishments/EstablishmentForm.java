package fr.passerelle.gateway.console.establishments;

import java.util.LinkedHashMap;
import java.util.Map;

import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.console.history.FaultLine;
import fr.passerelle.gateway.document.Blueprint;
import fr.passerelle.gateway.document.InvalidDocumentException;

/**
 * The form of a new establishment, as it was typed.
 *
 * @param uai its code
 * @param name its name
 * @param publicUrl its address
 * @param upstream the application
 * @param published whether it opens immediately
 */
record EstablishmentForm(String uai, String name, String publicUrl, String upstream, boolean published) {

	static final EstablishmentForm EMPTY = new EstablishmentForm("", "", "https://", "http://127.0.0.1:", false);

	EstablishmentForm {
		uai = uai.strip();
		name = name.strip();
		publicUrl = publicUrl.strip();
		upstream = upstream.strip();
	}

	/** As the document takes it. */
	Blueprint blueprint() {
		return new Blueprint(this.uai, this.name, this.publicUrl, this.upstream);
	}

	/**
	 * A refusal's sentences by field, one for each field. Faults without a field are
	 * under {@code form}.
	 */
	static Map<String, String> faults(InvalidDocumentException refusal, FaultTexts texts) {
		Map<String, String> faults = new LinkedHashMap<>();
		for (FaultLine fault : FaultLine.of(refusal, "", texts)) {
			faults.putIfAbsent(field(fault.path()), fault.text());
		}
		return faults;
	}

	private static String field(String path) {
		return switch (path) {
			case "uai", "name", "publicUrl", "upstream" -> path;
			default -> "form";
		};
	}

}
