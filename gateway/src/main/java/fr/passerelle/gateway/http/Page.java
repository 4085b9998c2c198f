package fr.passerelle.gateway.http;

import java.util.List;

/**
 * A part of a list, for administrators who page through it.
 *
 * @param items in the list's order
 * @param total how many the whole list has
 * @param <T> what the list has
 */
public record Page<T>(List<T> items, long total) {

	public Page {
		items = List.copyOf(items);
	}

}
