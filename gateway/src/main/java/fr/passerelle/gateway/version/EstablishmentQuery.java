package fr.passerelle.gateway.version;

import java.util.Set;

import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * A question to the list of establishments.
 *
 * @param text words of a name, a UAI or an address, all of which must occur; empty: all
 * @param among the only ones to look at; null: all
 * @param order the order of the answer
 * @param offset how many to pass over
 * @param limit how many at most
 */
public record EstablishmentQuery(String text, @Nullable Set<Uai> among, Order order, int offset, int limit) {

	public EstablishmentQuery {
		among = (among != null) ? Set.copyOf(among) : null;
	}

	/** Orders of the list. */
	public enum Order {

		UAI, NAME

	}

}
