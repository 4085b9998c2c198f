package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

import fr.passerelle.gateway.establishment.Change;
import fr.passerelle.gateway.establishment.ConfigurationVersion;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.establishment.ExpectedVersion;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * The establishments themselves: list, create, delete.
 */
@RestController
@RequestMapping("/api/v1/establishments")
class EstablishmentsController {

	private static final int MAX_PAGE = 1000;

	private static final String PATH = "/api/v1/establishments";

	private final Establishments establishments;

	EstablishmentsController(Establishments establishments) {
		this.establishments = establishments;
	}

	/**
	 * Lists by UAI. {@code Passerelle-Total} counts all that fit; {@code Link} leads to
	 * the next page.
	 */
	@GetMapping
	ResponseEntity<List<Line>> list(@RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "100") int size) {
		Pages.check(page, size, MAX_PAGE);
		String wanted = folded(q);
		List<Establishment> found = this.establishments.all()
			.stream()
			.filter((establishment) -> folded(
					establishment.uai() + " " + establishment.name() + " " + establishment.publicUrl())
				.contains(wanted))
			.toList();
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok().header("Passerelle-Total", "" + found.size());
		if ((page + 1L) * size < found.size()) {
			answer.header(HttpHeaders.LINK, "<" + PATH + "?q=" + UriUtils.encode(q, StandardCharsets.UTF_8) + "&page="
					+ (page + 1) + "&size=" + size + ">; rel=\"next\"");
		}
		return answer.body(found.stream().skip((long) page * size).limit(size).map(Line::of).toList());
	}

	@PostMapping(consumes = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML },
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> create(InputStream body, @RequestHeader HttpHeaders headers, Change change)
			throws IOException {
		ConfigurationVersion version = this.establishments.create(Documents.read(body, headers), change);
		// Relative: which host an administrator came by is nobody's to say.
		return Documents.answer(ResponseEntity.created(URI.create(PATH + "/" + version.uai() + "/configuration")),
				version, headers);
	}

	@DeleteMapping("/{uai}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable Uai uai, @RequestParam(required = false) @Nullable String confirm,
			ExpectedVersion expected, Change change) {
		if (!uai.value().equalsIgnoreCase(confirm)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"a deletion takes the history too: repeat the UAI, ?confirm=" + uai);
		}
		this.establishments.delete(uai, expected, change);
	}

	private static String folded(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
	}

	/** An establishment in the list. */
	record Line(String uai, String name, String publicUrl, boolean published, long version) {

		static Line of(Establishment establishment) {
			return new Line(establishment.uai().value(), establishment.name(), establishment.publicUrl(),
					establishment.published(), establishment.version());
		}

	}

}
