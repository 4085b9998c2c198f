package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.ImportReport;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.PeopleExport;
import fr.passerelle.gateway.version.Establishments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * An establishment's people: take over a list, search, hand the list out.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/people")
class PeopleController {

	private static final List<String> FORMATS = List.of("csv", "json");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final People people;

	private final PeopleExport export;

	private final Establishments establishments;

	PeopleController(People people, PeopleExport export, Establishments establishments) {
		this.people = people;
		this.export = export;
		this.establishments = establishments;
	}

	/**
	 * A page of people.
	 *
	 * @param people by name
	 * @param page counted from 0
	 * @param size people on a page
	 * @param total people on all pages
	 */
	record PeoplePage(List<PersonView> people, int page, int size, long total) {
	}

	@GetMapping
	PeoplePage search(@PathVariable String uai, @RequestParam(defaultValue = "") String q,
			@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
		Uai establishment = establishment(uai);
		int first = Math.max(0, page);
		int most = Math.max(1, Math.min(size, People.MAX_PAGE_SIZE));
		List<PersonView> found = this.people.search(establishment, q, first, most)
			.stream()
			.map(PersonView::of)
			.toList();
		return new PeoplePage(found, first, most, this.people.count(establishment, q));
	}

	/** Reads no more of the body than a list may have; the rest stays on the wire. */
	@PostMapping(path = "/import", consumes = "text/csv")
	ImportReport takeOver(@PathVariable String uai, Actor actor, HttpServletRequest request) throws IOException {
		Uai establishment = establishment(uai);
		byte[] csv = request.getInputStream().readNBytes(People.MAX_IMPORT_BYTES + 1);
		return this.people.importCsv(establishment, csv, actor);
	}

	/**
	 * Everyone, written as they are read; {@code csv} is what an import takes, without
	 * passwords.
	 */
	@GetMapping(path = "/export", produces = { "text/csv;charset=utf-8", MediaType.APPLICATION_JSON_VALUE })
	void export(@PathVariable String uai, @RequestParam(defaultValue = "csv") String format, Actor actor,
			HttpServletResponse response) throws IOException {
		Uai establishment = establishment(uai);
		if (!FORMATS.contains(format)) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"There is no such format; there are: " + String.join(", ", FORMATS));
		}
		boolean csv = format.equals("csv");
		response.setContentType(csv ? "text/csv;charset=utf-8" : MediaType.APPLICATION_JSON_VALUE);
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
				"attachment; filename=\"people-" + establishment + "." + format + "\"");
		if (csv) {
			this.export.csv(establishment, response.getOutputStream(), actor);
		}
		else {
			json(establishment, response.getOutputStream(), actor);
		}
	}

	/**
	 * Closed only at its end: a list that was cut short must not look like a whole one.
	 */
	private void json(Uai establishment, OutputStream out, Actor actor) {
		SequenceWriter list = JSON.writer().writeValuesAsArray(out);
		this.export.forEach(establishment, "json", actor, (person) -> list.write(PersonView.of(person)));
		list.close();
	}

	/** A malformed code is answered like an unknown one here, by 404. */
	private Uai establishment(String uai) {
		if (!Uai.isUai(uai) || this.establishments.find(new Uai(uai)).isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such establishment.");
		}
		return new Uai(uai);
	}

}
