package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.http.Page;
import fr.passerelle.gateway.version.EstablishmentLine;
import fr.passerelle.gateway.version.EstablishmentList;
import fr.passerelle.gateway.version.EstablishmentQuery;
import fr.passerelle.gateway.version.EstablishmentQuery.Order;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.Version;
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

	private final EstablishmentList list;

	EstablishmentsController(Establishments establishments, EstablishmentList list) {
		this.establishments = establishments;
		this.list = list;
	}

	/**
	 * Lists what the administrator may see, by UAI or, with {@code sort=name}, by name.
	 * {@code Passerelle-Total} counts all that fit; {@code Link} leads to the next page.
	 */
	@GetMapping
	ResponseEntity<List<Line>> list(@RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "100") int size,
			@RequestParam(defaultValue = "uai") String sort, Grant grant) {
		Pages.check(page, size, MAX_PAGE);
		Page<EstablishmentLine> found = this.list
			.find(new EstablishmentQuery(q, grant.establishments(), order(sort), Math.multiplyExact(page, size), size));
		ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
		Pages.head(answer, found.total(), page, size, PATH + "?q=" + UriUtils.encode(q, StandardCharsets.UTF_8)
				+ (sort.equals("uai") ? "" : "&sort=" + sort));
		return answer.body(found.items().stream().map(Line::of).toList());
	}

	private static Order order(String sort) {
		return switch (sort) {
			case "uai" -> Order.UAI;
			case "name" -> Order.NAME;
			default -> throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "sort is uai or name");
		};
	}

	@PostMapping(consumes = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML },
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> create(InputStream body, @RequestHeader HttpHeaders headers, Change change)
			throws IOException {
		Version version = this.establishments.create(Documents.read(body, headers), change);
		// Relative: the program does not know by which host the administrator came.
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

	/** An establishment in the list. */
	record Line(String uai, String name, String publicUrl, boolean published, long version) {

		static Line of(EstablishmentLine establishment) {
			return new Line(establishment.uai().value(), establishment.name(), establishment.publicUrl(),
					establishment.published(), establishment.version());
		}

	}

}
