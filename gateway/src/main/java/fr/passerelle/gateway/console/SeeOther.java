package fr.passerelle.gateway.console;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Redirects to another page after a form was processed.
 */
public final class SeeOther {

	private SeeOther() {
	}

	/** To an address of the console. */
	public static ModelAndView at(String address) {
		RedirectView view = new RedirectView(address);
		view.setStatusCode(HttpStatus.SEE_OTHER);
		view.setExposeModelAttributes(false);
		return new ModelAndView(view);
	}

}
