package fr.passerelle.mockcas;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The people of one server, in the order in which they were added.
 */
final class PeopleRegister {

	private final Map<String, Person> people = new LinkedHashMap<>();

	PeopleRegister(List<Person> people) {
		people.forEach((person) -> this.people.put(person.username(), person));
	}

	synchronized void change(String username, UnaryOperator<Person> change) {
		Person before = this.people.getOrDefault(username, Person.of(username));
		this.people.put(username, change.apply(before));
	}

	synchronized void remove(String username) {
		this.people.remove(username);
	}

	synchronized @Nullable Person find(@Nullable String username) {
		return this.people.get(username);
	}

	synchronized List<Person> all() {
		return new ArrayList<>(this.people.values());
	}

}
