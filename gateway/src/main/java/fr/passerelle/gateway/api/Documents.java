package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.version.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.server.ResponseStatusException;

/**
 * Configuration documents over HTTP: JSON unless YAML is asked for or sent, bounded, with
 * the version as their ETag.
 */
final class Documents {

	static final String JSON = MediaType.APPLICATION_JSON_VALUE;

	static final String YAML = "application/yaml";

	static final String X_YAML = "application/x-yaml";

	static final String TEXT_YAML = "text/yaml";

	/**
	 * A little above what a document may be: the document's own bound gives the better
	 * message.
	 */
	private static final int MAX_BODY = 512 * 1024;

	private Documents() {
	}

	static ConfigurationDocument read(InputStream body, HttpHeaders headers) throws IOException {
		MediaType type = headers.getContentType();
		return ConfigurationDocument.parse(bytes(body), isYaml(type) ? Format.YAML : Format.JSON);
	}

	/** A body's bytes; one that is larger than any body of this API is refused unread. */
	static byte[] bytes(InputStream body) throws IOException {
		byte[] bytes = body.readNBytes(MAX_BODY + 1);
		if (bytes.length > MAX_BODY) {
			throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE,
					"the body is larger than " + MAX_BODY / 1024 + " KB");
		}
		return bytes;
	}

	static ResponseEntity<byte[]> answer(ResponseEntity.BodyBuilder answer, Version version, HttpHeaders request) {
		boolean yaml = wantsYaml(request);
		String text = yaml ? version.document().toYaml() : version.document().toJson();
		return answer.eTag("\"" + version.number() + "\"")
			.contentType(yaml ? MediaType.parseMediaType(YAML) : MediaType.APPLICATION_JSON)
			.body(text.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean wantsYaml(HttpHeaders request) {
		var accepted = request.getAccept();
		MimeTypeUtils.sortBySpecificity(accepted);
		MediaType best = null;
		for (MediaType type : accepted) {
			boolean known = isYaml(type) || type.includes(MediaType.APPLICATION_JSON);
			if (known && (best == null || type.getQualityValue() > best.getQualityValue())) {
				best = type;
			}
		}
		return best != null && isYaml(best);
	}

	private static boolean isYaml(@Nullable MediaType type) {
		return type != null && (type.getSubtype().equals("yaml") || type.getSubtype().equals("x-yaml"));
	}

}
