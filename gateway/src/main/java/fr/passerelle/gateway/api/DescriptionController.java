package fr.passerelle.gateway.api;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The API's description at {@code /v3/api-docs}, a file of the program. A test reads the
 * controllers and compares; the program itself has no library for that, which would take
 * 800 classes at each start.
 */
@RestController
class DescriptionController {

	static final String FILE = "openapi.json";

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> describe() throws IOException {
		byte[] description = description();
		return ResponseEntity.ok()
			.eTag("\"" + DigestUtils.md5DigestAsHex(description) + "\"")
			.contentType(MediaType.APPLICATION_JSON)
			.body(description);
	}

	/** Read anew each time: it is seldom asked for, and would stay in memory. */
	private static byte[] description() throws IOException {
		try (InputStream file = DescriptionController.class.getResourceAsStream(FILE)) {
			if (file == null) {
				throw new FileNotFoundException(FILE);
			}
			return file.readAllBytes();
		}
	}

}
