package fr.passerelle.gateway.version;

import java.util.List;

/**
 * A part of the list of establishments.
 *
 * @param lines in the order that was asked for
 * @param total how many there are on all pages
 */
public record EstablishmentPage(List<EstablishmentLine> lines, long total) {

	public EstablishmentPage {
		lines = List.copyOf(lines);
	}

}
