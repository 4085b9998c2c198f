package fr.passerelle.gateway.recognition;

import java.util.function.Function;

import fr.passerelle.gateway.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * What came of recognising somebody whom an ENT vouches for.
 */
public sealed interface Recognised {

	/** Reads the result, whichever it is. */
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
	 * @param user who it is for applications; another than the ENT's where that is
	 * somebody else's here
	 */
	record AtItsWord(String user) implements Recognised {

		@Override
		public <T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord,
				Function<AskPassword, T> askPassword, Function<Nobody, T> nobody) {
			return atItsWord.apply(this);
		}

	}

	/**
	 * The local name and password have to tell.
	 *
	 * @param optional whether there are other steps for who has none
	 */
	record AskPassword(boolean optional) implements Recognised {

		@Override
		public <T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord,
				Function<AskPassword, T> askPassword, Function<Nobody, T> nobody) {
			return askPassword.apply(this);
		}

	}

	/**
	 * Nobody here, and nothing admits unknown people.
	 *
	 * @param why the attention it asks for
	 */
	record Nobody(IdentityState why) implements Recognised {

		@Override
		public <T> T fold(Function<Local, T> local, Function<AtItsWord, T> atItsWord,
				Function<AskPassword, T> askPassword, Function<Nobody, T> nobody) {
			return nobody.apply(this);
		}

	}

}
