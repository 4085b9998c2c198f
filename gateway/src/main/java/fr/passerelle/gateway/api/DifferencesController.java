package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.Difference;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.ThreeWay;
import fr.passerelle.gateway.document.ThreeWay.Conflict;
import fr.passerelle.gateway.document.ThreeWay.Merged;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What differs between two versions, and what a document that lost its race would become
 * upon the latest one.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/configuration")
class DifferencesController {

	private final Establishments establishments;

	private final History history;

	DifferencesController(Establishments establishments, History history) {
		this.establishments = establishments;
		this.history = history;
	}

	/** Without {@code to}: what differs from the version in effect. */
	@GetMapping("/differences")
	DifferencesView differences(@PathVariable Uai uai, @RequestParam long from,
			@RequestParam(required = false) @Nullable Long to) {
		Version later = (to != null) ? this.history.version(uai, to) : this.establishments.current(uai);
		Version earlier = this.history.version(uai, from);
		Differences differences = Differences.between(earlier.document(), later.document());
		return new DifferencesView(earlier.number(), later.number(), differences.total(),
				differences.list().stream().map(DifferenceView::of).toList());
	}

	/**
	 * Brings a document together with the latest version; changes nothing. The answer's
	 * {@code ETag} is the version to name in {@code If-Match} when the result is sent.
	 */
	@PostMapping(path = "/merge/preview",
			consumes = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	ResponseEntity<MergeView> merge(@PathVariable Uai uai, @RequestParam long base, InputStream body,
			@RequestHeader HttpHeaders headers) throws IOException {
		ConfigurationDocument mine = Documents.read(body, headers);
		Version latest = this.establishments.current(uai);
		Merged merged = ThreeWay.merge(this.history.version(uai, base).document(), mine, latest.document());
		return ResponseEntity.ok()
			.eTag("\"" + latest.number() + "\"")
			.body(new MergeView(base, latest.number(), merged.conflicts().stream().map(ConflictView::of).toList(),
					merged.document().toJson()));
	}

	/** What differs between two versions; the list is cut where it is very long. */
	record DifferencesView(long from, long to, int total, List<DifferenceView> differences) {
	}

	/** One thing that differs. */
	record DifferenceView(String path, Difference.Kind kind, @Nullable String before, @Nullable String after) {

		static DifferenceView of(Difference difference) {
			return new DifferenceView(difference.path(), difference.kind(), difference.before(), difference.after());
		}

	}

	/**
	 * A document upon the latest version, with {@code theirs} where both sides differ.
	 */
	record MergeView(long base, long latest, List<ConflictView> conflicts, @JsonRawValue String document) {
	}

	/** What both sides changed, and differently. */
	record ConflictView(String path, @Nullable String base, @Nullable String mine, @Nullable String theirs) {

		static ConflictView of(Conflict conflict) {
			return new ConflictView(conflict.path(), conflict.base(), conflict.mine(), conflict.theirs());
		}

	}

}
