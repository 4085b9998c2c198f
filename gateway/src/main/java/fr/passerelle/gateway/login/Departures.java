package fr.passerelle.gateway.login;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.VisitorRequest;
import fr.passerelle.gateway.page.LeavingPage;
import fr.passerelle.gateway.page.Pages;

/** Answers that send a browser to another server. */
public final class Departures {

	private final Pages pages;

	/** With the page that posts a form. */
	public Departures(Pages pages) {
		this.pages = pages;
	}

	/**
	 * The answer to a request that ends elsewhere.
	 * @param status of a redirect
	 */
	public Answer answer(int status, VisitorRequest request, Way way) {
		if (way.departure() instanceof Departure.Post post) {
			return this.pages.leaving(request, new LeavingPage(way.establishment().name(), way.delegation().label(),
					post.address().toASCIIString(), post.fields(), way.establishment().home()));
		}
		return Answer.redirect(status, way.departure().address().toASCIIString());
	}

	/**
	 * A way from a school to another server.
	 *
	 * @param establishment the school
	 * @param delegation whose server it is
	 * @param departure how the browser goes there
	 */
	public record Way(Establishment establishment, Delegation delegation, Departure departure) {
	}

}
