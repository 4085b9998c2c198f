package fr.passerelle.gateway.recognition;

import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.people.Person;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the user under which applications know a person who is taken at an ENT's word.
 * One user is one person's: it is never the user of a person of the establishment's list,
 * nor one with which another ENT's person, or another spelling of the same ENT's user,
 * came before. The second person gets a user with the delegation in it, and keeps it: an
 * application keeps its data under this text. A person with the same user and the same
 * name at two ENTs, or here and at an ENT, is one person who came by two ways.
 */
final class SentUsers {

	/** Length of the hash that is added where the delegation is not enough. */
	private static final int SUFFIX = 8;

	/** The ENT's user, the same with the delegation, the same with a hash. */
	private static final int RANKS = 3;

	private final People people;

	SentUsers(People people) {
		this.people = people;
	}

	/**
	 * A user to send.
	 *
	 * @param user the text
	 * @param qualified whether it differs from the ENT's
	 * @param other the person of the list who has the ENT's user as their identifiant;
	 * null where another ENT's person has it, or no person has it
	 */
	record Sent(String user, boolean qualified, @Nullable Person other) {

		@Override
		public String toString() {
			return "Sent[]";
		}

	}

	/** Asks the store for one user, or takes it. */
	interface Ask {

		/**
		 * Whether a user is this person's.
		 * @param human as {@link Human#key()}; null where a name does not count
		 */
		boolean isMine(String user, @Nullable String human, int rank);

		/**
		 * Whether this person is the one of the list who has their user.
		 * @param same whether their names say so today
		 */
		boolean isListed(String user, boolean same);

	}

	/**
	 * The user of a person who is not linked to a person of the list.
	 * @param key the ENT's key of the person
	 * @param human the name that the ENT released
	 * @param rank the highest that this person ever had
	 * @param listed whether the list has a person with the ENT's user
	 * @param ask whether a user is this person's
	 * @return the first that is; null where none is
	 */
	@Nullable Sent of(EntKey key, Human human, int rank, boolean listed, Ask ask) {
		Person other = listed ? this.people.find(key.uai(), key.user()).orElse(null) : null;
		if (rank == 0 && ((other != null) ? ask.isListed(key.user(), human.isCalledLike(other))
				: ask.isMine(key.user(), human.key(), 0))) {
			return new Sent(key.user(), false, null);
		}
		for (int i = Math.max(1, rank); i < RANKS; i++) {
			String user = user(key, i);
			if (this.people.find(key.uai(), user).isEmpty() && ask.isMine(user, null, i)) {
				return new Sent(user, true, other);
			}
		}
		return null;
	}

	private static String user(EntKey key, int rank) {
		return switch (rank) {
			case 0 -> key.user();
			case 1 -> key.user() + "@" + key.delegation();
			default -> key.user() + "@" + key.delegation() + "." + key.id().substring(0, SUFFIX);
		};
	}

}
