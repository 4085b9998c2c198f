package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.document.MatrixEdit;
import fr.passerelle.gateway.enthealth.DelegationSecrets;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.ExpectedVersion;
import fr.passerelle.gateway.version.Proposal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * One establishment's delegations, one by one, and which Espace is delegated to which.
 * Every change answers with the whole document it led to and its version as {@code ETag}.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}")
class DelegationsController {

	private static final String MERGE_PATCH = "application/merge-patch+json";

	private final Establishments establishments;

	private final DelegationSecrets secrets;

	DelegationsController(Establishments establishments, DelegationSecrets secrets) {
		this.establishments = establishments;
		this.secrets = secrets;
	}

	/** In the document's order, every address as the program uses it. */
	@GetMapping("/delegations")
	ResponseEntity<List<DelegationView>> list(@PathVariable Uai uai) {
		Proposal now = this.establishments.now(uai);
		return ResponseEntity.ok().eTag("\"" + now.base() + "\"").body(views(now));
	}

	@GetMapping("/delegations/{id}")
	ResponseEntity<DelegationView> one(@PathVariable Uai uai, @PathVariable String id) {
		Proposal now = this.establishments.now(uai);
		DelegationView found = views(now).stream()
			.filter((view) -> view.id().equals(id))
			.findFirst()
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such delegation"));
		return ResponseEntity.ok().eTag("\"" + now.base() + "\"").body(found);
	}

	/** Adds a delegation, or writes it anew: the body is a document's block. */
	@PutMapping(path = "/delegations/{id}", consumes = Documents.JSON,
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> put(@PathVariable Uai uai, @PathVariable String id, InputStream body,
			@RequestHeader HttpHeaders headers, ExpectedVersion expected, Change change) throws IOException {
		return edit(uai, DelegationEdit.put(id, Documents.bytes(body)), headers, expected, change);
	}

	/** Changes what the body names (RFC 7396). */
	@PatchMapping(path = "/delegations/{id}", consumes = { Documents.JSON, MERGE_PATCH },
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> patch(@PathVariable Uai uai, @PathVariable String id, InputStream body,
			@RequestHeader HttpHeaders headers, ExpectedVersion expected, Change change) throws IOException {
		return edit(uai, DelegationEdit.merge(id, Documents.bytes(body)), headers, expected, change);
	}

	/** Refused while it leads anywhere, unless {@code ?fromEspaces=true} takes it out. */
	@DeleteMapping(path = "/delegations/{id}",
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> delete(@PathVariable Uai uai, @PathVariable String id,
			@RequestParam(defaultValue = "false") boolean fromEspaces, @RequestHeader HttpHeaders headers,
			ExpectedVersion expected, Change change) {
		return edit(uai, DelegationEdit.remove(id, fromEspaces), headers, expected, change);
	}

	/** Changes several Espaces' switches in one version; those not named stay. */
	@PatchMapping(path = "/espaces", consumes = { Documents.JSON, MERGE_PATCH },
			produces = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<byte[]> patchEspaces(@PathVariable Uai uai, InputStream body, @RequestHeader HttpHeaders headers,
			ExpectedVersion expected, Change change) throws IOException {
		return edit(uai, MatrixEdit.parse(Documents.bytes(body)), headers, expected, change);
	}

	private ResponseEntity<byte[]> edit(Uai uai, DocumentEdit edit, HttpHeaders headers, ExpectedVersion expected,
			Change change) {
		return Documents.answer(ResponseEntity.ok(), this.establishments.edit(uai, edit, expected, change), headers);
	}

	private List<DelegationView> views(Proposal now) {
		Establishment establishment = now.before();
		Matrix matrix = Matrix.of(now.current());
		return establishment.delegations()
			.stream()
			.map((delegation) -> DelegationView.of(establishment, matrix, delegation, this.secrets))
			.toList();
	}

}
