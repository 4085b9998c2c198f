package fr.passerelle.gateway.document;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * One change of several Espaces' switches; Espaces that are not named stay as they are.
 *
 * @param patches by Espace
 */
public record MatrixEdit(Map<EspaceKey, EspacePatch> patches) implements DocumentEdit {

	public MatrixEdit {
		Map<EspaceKey, EspacePatch> kept = new EnumMap<>(EspaceKey.class);
		kept.putAll(patches);
		kept.values().removeIf(EspacePatch::isEmpty);
		patches = Collections.unmodifiableMap(kept);
	}

	/**
	 * Reads a body whose keys are Espaces.
	 * @param json its text
	 * @return the edit
	 * @throws InvalidDocumentException if a key is unknown, or a value is no patch
	 */
	public static MatrixEdit parse(byte[] json) {
		Section body = new Section(DocumentParser.parse(json, Format.JSON), "", new Faults(), EspaceKey.keys());
		Map<EspaceKey, EspacePatch> patches = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			Section patch = body.section(key.key(), EspacePatch.KEYS);
			if (patch != null) {
				patches.put(key, EspacePatch.read(patch));
			}
		}
		if (body.keys().isEmpty()) {
			body.fault("", FaultCode.NEEDS_SOME, String.join(", ", EspaceKey.keys()));
		}
		body.throwIfFaulty();
		return new MatrixEdit(patches);
	}

	/**
	 * Refuses what no row may be.
	 * @param espaces the Espaces for which both none and some delegation were asked
	 */
	public static void refuseContradictions(List<EspaceKey> espaces) {
		Faults faults = new Faults();
		espaces.forEach((key) -> faults.add("espaces." + key.key() + ".delegations", FaultCode.NONE_AND_SOME));
		faults.throwIfAny();
	}

	@Override
	public ConfigurationDocument applyTo(ConfigurationDocument document) {
		ConfigurationDocument edited = document;
		for (Map.Entry<EspaceKey, EspacePatch> entry : this.patches.entrySet()) {
			edited = entry.getValue().applyTo(edited, entry.getKey());
		}
		return edited;
	}

}
