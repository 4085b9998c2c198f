package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.people.ImportChoices;
import fr.passerelle.gateway.people.LastImport;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.PeopleExport;
import fr.passerelle.gateway.people.PeopleImports;
import fr.passerelle.gateway.recognition.NationalNumber;
import fr.passerelle.gateway.schoolfile.SchoolFileReader;
import fr.passerelle.gateway.schoolfile.SchoolFiles;
import fr.passerelle.gateway.upload.MultipartBody;
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

	/** The name of a file that came without one. */
	private static final String BODY = "body";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final People people;

	private final PeopleImports imports;

	private final PeopleExport export;

	private final Establishments establishments;

	PeopleController(People people, PeopleImports imports, PeopleExport export, Establishments establishments) {
		this.people = people;
		this.imports = imports;
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
		List<PersonView> found = this.people.listed(establishment, this.people.search(establishment, q, first, most))
			.stream()
			.map(PersonView::of)
			.toList();
		return new PeoplePage(found, first, most, this.people.count(establishment, q));
	}

	/**
	 * One file as the body, or several as a form; a field {@code answers} of it counts
	 * too.
	 */
	@PostMapping(path = "/import", consumes = { "text/csv", "application/xml", "text/xml", "application/zip",
			"application/octet-stream", "multipart/form-data" })
	ImportView takeOver(@PathVariable String uai, ImportParameters parameters, Actor actor, HttpServletRequest request)
			throws IOException {
		Uai establishment = establishment(uai);
		SchoolFileReader reader = this.imports.reader(establishment);
		Map<String, String> answers = new HashMap<>(
				ImportParameters.answers(Objects.requireNonNullElse(parameters.answers(), "")));
		String type = Objects.requireNonNullElse(request.getContentType(), "");
		if (type.regionMatches(true, 0, "multipart/", 0, 10)) {
			MultipartBody.read(type, request.getInputStream(), (name, file, content) -> {
				if (file != null && !file.isEmpty()) {
					reader.read(file, content);
				}
				else if ("answers".equals(name)) {
					answers.putAll(ImportParameters.answers(
							new String(content.readNBytes(ImportParameters.MAX_ANSWERS * 4), StandardCharsets.UTF_8)));
				}
			});
		}
		else {
			reader.read(BODY, request.getInputStream());
		}
		boolean keepIne = this.establishments.find(establishment).map(NationalNumber::isAskedFor).orElse(false);
		ImportChoices choices = new ImportChoices(Boolean.TRUE.equals(parameters.close()), keepIne, answers);
		SchoolFiles files = reader.result();
		if (files.files().isEmpty()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Nothing was changed: the form has no file.");
		}
		return ImportView
			.of(Boolean.TRUE.equals(parameters.dryRun()) ? this.imports.preview(establishment, files, choices)
					: this.imports.run(establishment, files, choices, actor));
	}

	/** Takes the last import back; possible until the next. */
	@PostMapping(path = "/import/undo")
	UndoneImport undo(@PathVariable String uai, Actor actor) {
		LastImport undone = this.imports.undo(establishment(uai), actor);
		return new UndoneImport(undone.at(), undone.detail());
	}

	/**
	 * An import that was taken back.
	 *
	 * @param at when it was made
	 * @param detail what it had done
	 */
	record UndoneImport(Instant at, String detail) {
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
