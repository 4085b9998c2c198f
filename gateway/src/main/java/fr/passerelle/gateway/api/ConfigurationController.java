package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.EspacePatch;
import fr.passerelle.gateway.document.Publication;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.HistoryFilter;
import fr.passerelle.gateway.version.Version;
import fr.passerelle.gateway.version.VersionSummary;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * One establishment's configuration and its history. Every change answers with the whole
 * document it led to and its version as {@code ETag}.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}")
class ConfigurationController {

	private static final int MAX_PAGE = 1000;

	private final Establishments establishments;

	private final History history;

	ConfigurationController(Establishments establishments, History history) {
		this.establishments = establishments;
		this.history = history;
	}

	@GetMapping(path = "/configuration",
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> current(@PathVariable Uai uai, @RequestHeader HttpHeaders headers) {
		return Documents.answer(ResponseEntity.ok(), this.establishments.current(uai), headers);
	}

	/**
	 * Replaces the document. Delegations that stay as they are written keep the addresses
	 * they were made from; {@code ?catalogue=current} takes up those of today.
	 */
	@PutMapping(path = "/configuration",
			consumes = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML },
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> replace(@PathVariable Uai uai, InputStream body, @RequestHeader HttpHeaders headers,
			@RequestParam(required = false) @Nullable String catalogue, ExpectedVersion expected, Change change)
			throws IOException {
		if (catalogue != null && !catalogue.equals("current")) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "catalogue is left out or current");
		}
		ConfigurationDocument document = Documents.read(body, headers);
		return Documents.answer(ResponseEntity.ok(),
				this.establishments.replace(uai, document, expected, catalogue != null, change), headers);
	}

	@PatchMapping(path = "/espaces/{key}", consumes = Documents.JSON,
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> patchEspace(@PathVariable Uai uai, @PathVariable String key, InputStream body,
			@RequestHeader HttpHeaders headers, ExpectedVersion expected, Change change) throws IOException {
		EspaceKey espace = EspaceKey.of(key)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND,
					"there is no such Espace; there are: " + String.join(", ", EspaceKey.keys())));
		EspacePatch patch = EspacePatch.parse(Documents.bytes(body));
		return Documents.answer(ResponseEntity.ok(), this.establishments.patch(uai, espace, patch, expected, change),
				headers);
	}

	@PutMapping(path = "/publication", consumes = Documents.JSON,
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> publish(@PathVariable Uai uai, InputStream body, @RequestHeader HttpHeaders headers,
			ExpectedVersion expected, Change change) throws IOException {
		Publication publication = Publication.parse(Documents.bytes(body));
		return Documents.answer(ResponseEntity.ok(), this.establishments.publish(uai, publication, expected, change),
				headers);
	}

	/**
	 * The history, newest first, of one author or of a time where that is asked for.
	 * {@code Passerelle-Total} and {@code Link} as in the list of establishments.
	 */
	@GetMapping("/configuration/versions")
	ResponseEntity<List<VersionSummary>> history(@PathVariable Uai uai, @RequestParam(defaultValue = "0") int page,
			@RequestParam(defaultValue = "100") int size, @RequestParam(required = false) @Nullable String author,
			@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant since,
			@RequestParam(required = false) @DateTimeFormat(
					iso = DateTimeFormat.ISO.DATE_TIME) @Nullable Instant until) {
		Pages.check(page, size, MAX_PAGE);
		HistoryFilter filter = new HistoryFilter(author, since, until);
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		Pages.head(answer, this.history.size(uai, filter), page, size, pageless(uai, filter));
		return answer.body(this.history.versions(uai, filter, Math.multiplyExact(page, size), size));
	}

	private static String pageless(Uai uai, HistoryFilter filter) {
		StringJoiner query = new StringJoiner("&");
		if (filter.author() != null) {
			query.add("author=" + UriUtils.encode(filter.author(), StandardCharsets.UTF_8));
		}
		if (filter.since() != null) {
			query.add("since=" + filter.since());
		}
		if (filter.until() != null) {
			query.add("until=" + filter.until());
		}
		return "/api/v1/establishments/" + uai + "/configuration/versions?" + query;
	}

	@GetMapping("/configuration/versions/{number}")
	ResponseEntity<VersionView> version(@PathVariable Uai uai, @PathVariable long number) {
		return ResponseEntity.ok(VersionView.of(this.history.version(uai, number)));
	}

	@PostMapping(path = "/configuration/versions/{number}/restore",
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> restore(@PathVariable Uai uai, @PathVariable long number, @RequestHeader HttpHeaders headers,
			ExpectedVersion expected, Change change) {
		return Documents.answer(ResponseEntity.ok(), this.establishments.restore(uai, number, expected, change),
				headers);
	}

	/** A version with its document. */
	record VersionView(long number, String author, Instant at, @Nullable String comment,
			@JsonRawValue String document) {

		static VersionView of(Version version) {
			return new VersionView(version.number(), version.author(), version.at(), version.comment(),
					version.document().toJson());
		}

	}

}
