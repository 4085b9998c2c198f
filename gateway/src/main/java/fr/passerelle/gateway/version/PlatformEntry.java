package fr.passerelle.gateway.version;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import fr.passerelle.gateway.document.DocumentFault;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.PlatformSettings;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.settings.StartRefusedException;
import org.jspecify.annotations.Nullable;

/** The platform's entry of EduConnect, as the settings say it. */
final class PlatformEntry {

	/** Settings by the keys of a document's block. */
	private static final Map<String, String> SETTINGS = Map.of("metadata", PasserelleSettings.Educonnect.METADATA,
			"metadataUrl", PasserelleSettings.Educonnect.METADATA, "entityId", "passerelle.educonnect.entity-id");

	private PlatformEntry() {
	}

	/**
	 * Reads it.
	 * @throws StartRefusedException if EduConnect cannot be known by it
	 */
	static PlatformEduConnect of(PasserelleSettings.Educonnect settings) {
		String url = settings.url();
		if (url == null) {
			return PlatformEduConnect.NONE;
		}
		Map<String, @Nullable String> block = new LinkedHashMap<>();
		block.put("environment", settings.environment());
		block.put("entityId", settings.entityId());
		Path file = settings.file();
		block.put((file != null) ? "metadata" : "metadataUrl", (file != null) ? text(file) : settings.metadata());
		try {
			return PlatformSettings.read(url, block, settings.wantEncrypted());
		}
		catch (InvalidDocumentException ex) {
			DocumentFault fault = ex.faults().get(0);
			throw new StartRefusedException(
					SETTINGS.getOrDefault(fault.path(), "passerelle.educonnect") + ": " + fault.message());
		}
	}

	private static String text(Path file) {
		try {
			return Files.readString(file, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new StartRefusedException(PasserelleSettings.Educonnect.METADATA + ": " + file
					+ " cannot be read as text (" + ex.getClass().getSimpleName() + ")");
		}
	}

}
