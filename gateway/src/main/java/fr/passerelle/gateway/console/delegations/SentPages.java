package fr.passerelle.gateway.console.delegations;

import java.util.Locale;

import fr.passerelle.gateway.establishment.ConfigurationDocument;
import fr.passerelle.gateway.establishment.DelegationBlock;
import fr.passerelle.gateway.establishment.DelegationEdit;
import fr.passerelle.gateway.establishment.Establishments;
import fr.passerelle.gateway.establishment.InvalidDocumentException;
import fr.passerelle.gateway.establishment.Matrix;
import fr.passerelle.gateway.establishment.Proposal;
import fr.passerelle.gateway.establishment.Uai;
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
			// The list shows what is: whatever is sent from there is made upon that.
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

	/** Where the form's delegation stands, or would: at the end. */
	private static int index(ConfigurationDocument document, DelegationForm form) {
		int index = DelegationEdit.indexOf(document, form.id());
		return (index >= 0) ? index : DelegationBlock.of(document).size();
	}

}
