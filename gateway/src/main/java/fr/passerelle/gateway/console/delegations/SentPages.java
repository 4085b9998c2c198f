package fr.passerelle.gateway.console.delegations;

import java.util.Locale;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.DelegationBlock;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.InvalidDocumentException;
import fr.passerelle.gateway.document.Matrix;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.Proposal;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page that an edit was sent from, with what was typed and what is wrong in it.
 */
final class SentPages {

	private final Establishments establishments;

	private final DelegationPages pages;

	private final FormFaults faults;

	SentPages(Establishments establishments, DelegationPages pages, FormFaults faults) {
		this.establishments = establishments;
		this.pages = pages;
		this.faults = faults;
	}

	/** After a refusal of the edit. */
	ModelAndView again(Uai uai, PendingEdit pending, InvalidDocumentException refusal, Locale locale) {
		Proposal now = this.establishments.now(uai);
		return switch (pending.what()) {
			case FORM -> {
				DelegationForm form = DelegationForm.read(pending.sent());
				yield DelegationPages.goingOn(form(now, form, refusal, locale), pending.sent());
			}
			case MATRIX ->
				DelegationPages.goingOn(list(now, MatrixForm.read(pending.sent()), refusal, locale), pending.sent());
			// The list shows the present state: a change from there is made upon it.
			case ACTIVE, REMOVE -> list(now, MatrixForm.of(Matrix.of(now.current())), refusal, locale);
		};
	}

	/** The form with its faults. */
	ModelAndView form(Proposal now, DelegationForm form, InvalidDocumentException refusal, Locale locale) {
		return this.pages.form(now, form, null, "",
				this.faults.of(refusal.faults(), index(now.current(), form), form, locale));
	}

	private ModelAndView list(Proposal now, MatrixForm form, InvalidDocumentException refusal, Locale locale) {
		return this.pages.list(now, form, this.faults.ofRows(refusal.faults(), locale), locale);
	}

	/** The place of the form's delegation; a new one is at the end. */
	private static int index(ConfigurationDocument document, DelegationForm form) {
		int index = DelegationEdit.indexOf(document, form.id());
		return (index >= 0) ? index : DelegationBlock.of(document).size();
	}

}
