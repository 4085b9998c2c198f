package fr.passerelle.gateway.api;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonRawValue;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.preview.Consequence;
import fr.passerelle.gateway.preview.Preview;
import fr.passerelle.gateway.preview.Previews;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What a change would do to whom; nothing is changed.
 */
@RestController
@RequestMapping("/api/v1/establishments/{uai}/preview")
class PreviewController {

	private static final String MERGE_PATCH = "application/merge-patch+json";

	private final Previews previews;

	PreviewController(Previews previews) {
		this.previews = previews;
	}

	/** Of a whole document. */
	@PostMapping(consumes = { Documents.JSON, Documents.YAML, Documents.X_YAML, Documents.TEXT_YAML })
	PreviewView document(@PathVariable Uai uai, InputStream body, @RequestHeader HttpHeaders headers,
			ExpectedVersion expected) throws IOException {
		DocumentEdit edit = DocumentEdit.replacing(Documents.read(body, headers));
		return PreviewView.of(this.previews.of(uai, edit, expected));
	}

	/** Of the part of the document that a merge patch names (RFC 7396). */
	@PostMapping(consumes = MERGE_PATCH)
	PreviewView patch(@PathVariable Uai uai, InputStream body, ExpectedVersion expected) throws IOException {
		return PreviewView.of(this.previews.of(uai, DocumentEdit.merging(Documents.bytes(body)), expected));
	}

	/**
	 * A preview.
	 *
	 * @param base the version that it was judged upon, for {@code If-Match}
	 * @param changes whether the document would differ at all
	 * @param warns whether people may be kept out
	 * @param consequences what it does to whom
	 * @param document as it would be
	 */
	record PreviewView(long base, boolean changes, boolean warns, List<ConsequenceView> consequences,
			@JsonRawValue String document) {

		static PreviewView of(Preview preview) {
			return new PreviewView(preview.proposal().base(), preview.proposal().changesAnything(), preview.warns(),
					preview.consequences().stream().map(ConsequenceView::of).toList(),
					preview.proposal().document().toJson());
		}

	}

	/** A consequence, its Espaces by key. */
	record ConsequenceView(Consequence.Kind kind, Consequence.Severity severity, List<String> espaces,
			List<String> before, List<String> after, int connected) {

		static ConsequenceView of(Consequence consequence) {
			return new ConsequenceView(consequence.kind(), consequence.severity(),
					consequence.espaces().stream().map(EspaceKey::key).toList(), consequence.before(),
					consequence.after(), consequence.connected());
		}

	}

}
