package fr.passerelle.gateway.document;

import java.util.Map;

import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Saml;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the platform's entry of EduConnect from the program's settings, by the rules of a
 * school's document.
 */
public final class PlatformSettings {

	private PlatformSettings() {
	}

	/**
	 * The entry.
	 * @param url the platform's address
	 * @param block the keys of the block {@code educonnect} with their values; a null
	 * value is none
	 * @throws InvalidDocumentException with faults by those keys
	 */
	public static PlatformEduConnect read(String url, Map<String, @Nullable String> block, boolean wantEncrypted) {
		ObjectNode node = JsonNodeFactory.instance.objectNode();
		block.forEach((key, value) -> {
			if (value != null) {
				node.put(key, value);
			}
		});
		node.put("wantEncrypted", wantEncrypted);
		Faults faults = new Faults();
		Saml saml = EduConnectReader.ofSettings(new Section(node, "", faults, Protocol.EDUCONNECT.keys()));
		faults.throwIfAny();
		if (saml == null) {
			throw new IllegalStateException("settings of EduConnect are missing without a fault");
		}
		return PlatformEduConnect.at(url, saml);
	}

}
