package fr.passerelle.gateway.console.history;

import java.nio.charset.StandardCharsets;
import java.util.List;

import fr.passerelle.gateway.console.FaultTexts;
import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * The whole document in a text field, as it was typed, with its faults by line.
 */
final class EditorPages {

	private final Establishments establishments;

	private final History history;

	private final DifferenceWords words;

	private final FaultTexts faults;

	EditorPages(Establishments establishments, History history, DifferenceWords words, FaultTexts faults) {
		this.establishments = establishments;
		this.history = history;
		this.words = words;
		this.faults = faults;
	}

	/**
	 * What was typed.
	 *
	 * @param base the version that it was made upon
	 * @param text YAML or JSON
	 * @param comment why
	 * @param at when it is to take effect, where that is later
	 */
	record Typed(long base, String text, @Nullable String comment, @Nullable String at) {

		/** Reads the text; JSON is YAML too. */
		ConfigurationDocument document() {
			return ConfigurationDocument.parse(this.text.getBytes(StandardCharsets.UTF_8), Format.YAML);
		}

	}

	ModelAndView page(Typed typed) {
		ModelAndView page = new ModelAndView("history/edit");
		page.addObject("typed", typed);
		page.addObject("faults", List.of());
		return page;
	}

	/** The same page again, with what is wrong. */
	ModelAndView refused(Typed typed, InvalidDocumentException refusal) {
		ModelAndView page = page(typed);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		page.addObject("faults", faults(refusal, typed.text()));
		return page;
	}

	/** The same page again, with what is wrong about the date or the plan. */
	ModelAndView refused(Typed typed, String key) {
		ModelAndView page = page(typed);
		page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
		page.addObject("planFault", key);
		return page;
	}

	/** The same page again, with what saving would change. */
	ModelAndView checked(Uai uai, Typed typed) {
		ConfigurationDocument document = typed.document();
		this.establishments.check(uai, document);
		ModelAndView page = page(typed);
		page.addObject("checked",
				this.words.lines(Differences.between(this.history.version(uai, typed.base()).document(), document)));
		return page;
	}

	List<FaultLine> faults(InvalidDocumentException refusal, String text) {
		return FaultLine.of(refusal, text, this.faults);
	}

}
