package fr.passerelle.gateway.api;

import java.util.List;

import fr.passerelle.entcatalog.EntCatalog;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The ENT catalogue. The header {@code Passerelle-Catalogue} says which revision of it
 * answers.
 */
@RestController
@RequestMapping("/api/v1/ents")
class EntsController {

	/** France has some hundred and fifty; a catalogue of its own may have more. */
	private static final int MAX_FOUND = 1000;

	private static final int MAX_QUERY = 200;

	private static final String CATALOGUE = "Passerelle-Catalogue";

	private final EntCatalog catalog;

	EntsController(EntCatalog catalog) {
		this.catalog = catalog;
	}

	@GetMapping
	ResponseEntity<List<EntView>> search(@RequestParam(defaultValue = "") String q) {
		if (q.length() > MAX_QUERY) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "q is at most " + MAX_QUERY + " characters");
		}
		return ResponseEntity.ok()
			.header(CATALOGUE, this.catalog.revision())
			.body(this.catalog.search(q, MAX_FOUND).stream().map(EntView::of).toList());
	}

	@GetMapping("/{id}")
	ResponseEntity<EntView> find(@PathVariable String id) {
		EntView ent = this.catalog.find(id)
			.map(EntView::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such ENT"));
		return ResponseEntity.ok().header(CATALOGUE, this.catalog.revision()).body(ent);
	}

}
