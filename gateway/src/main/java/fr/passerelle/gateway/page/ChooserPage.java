package fr.passerelle.gateway.page;

import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * The choice between several ENTs that lead into one Espace.
 *
 * @param establishment the school's name
 * @param espace the Espace that they lead to
 * @param choices in the document's order
 * @param directLogin whether the form for the school's own accounts is offered too
 * @param directHref that form's address
 * @param homeHref Page commune
 */
public record ChooserPage(String establishment, EspaceKey espace, List<Choice> choices, boolean directLogin,
		String directHref, String homeHref) {

	public ChooserPage {
		choices = List.copyOf(choices);
	}

}
