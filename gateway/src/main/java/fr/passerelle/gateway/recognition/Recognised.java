package fr.passerelle.gateway.recognition;

import java.util.function.Function;

import fr.passerelle.gateway.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * The result of recognising a person whom an ENT vouches for.
 */
public sealed interface Recognised {

	/** Calls the function of this result. */
	<T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord, Function<AskPassword, T> askPassword,
			Function<Nobody, T> nobody);

	/**
	 * One of the establishment's people.
	 *
	 * @param person who
	 * @param now the step that made the link just now; null for a link made earlier
	 */
	record Local(Person person, @Nullable LinkedBy now) implements Recognised {

		@Override
		public <T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord,
				Function<AskPassword, T> askPassword, Function<Nobody, T> nobody) {
			return local.apply(this);
		}

	}

	/**
	 * No local record; the ENT's profile is taken at its word.
	 *
	 * @param user the user for applications; it differs from the ENT's where another
	 * person here has that one
	 */
	record AtItsWord(String user) implements Recognised {

		@Override
		public <T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord,
				Function<AskPassword, T> askPassword, Function<Nobody, T> nobody) {
			return atItsWord.apply(this);
		}

	}

	/**
	 * The visitor must give the local name and password.
	 *
	 * @param optional whether there are other steps for a person who has none
	 */
	record AskPassword(boolean optional) implements Recognised {

		@Override
		public <T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord,
				Function<AskPassword, T> askPassword, Function<Nobody, T> nobody) {
			return askPassword.apply(this);
		}

	}

	/**
	 * No person here matches, and no step admits unknown people.
	 *
	 * @param why what the administrator is shown
	 */
	record Nobody(IdentityState why) implements Recognised {

		@Override
		public <T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord,
				Function<AskPassword, T> askPassword, Function<Nobody, T> nobody) {
			return nobody.apply(this);
		}

	}

}
