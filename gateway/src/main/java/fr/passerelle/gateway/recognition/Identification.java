package fr.passerelle.gateway.recognition;

import java.util.List;
import java.util.Objects;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.identity.Admission;
import fr.passerelle.gateway.identity.RemoteIdentity;
import fr.passerelle.gateway.identity.Visitor;
import fr.passerelle.gateway.people.LoginName;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.recognition.IdentitiesTable.Seen;
import fr.passerelle.gateway.recognition.Rapprochement.Claims;
import fr.passerelle.gateway.recognition.Recognised.AskPassword;
import fr.passerelle.gateway.recognition.Recognised.AtItsWord;
import fr.passerelle.gateway.recognition.Recognised.Local;
import fr.passerelle.gateway.recognition.Recognised.Nobody;
import fr.passerelle.gateway.recognition.SentUsers.Sent;
import org.jspecify.annotations.Nullable;

/**
 * Identifies one person in one login: by the link, else by the steps of the list until
 * one succeeds. PROFILE succeeds where the profiles open any Espace. If no step succeeds,
 * it also admits people whose profiles open none, to Page commune only.
 */
final class Identification {

	private static final int MAX_NAME = 200;

	private final Candidates candidates;

	private final Claims claims;

	private final Establishment establishment;

	private final Delegation delegation;

	private final RemoteIdentity remote;

	/** Why no person was recognised so far. */
	private IdentityState attention = IdentityState.UNKNOWN;

	private @Nullable Person claimed;

	Identification(Candidates candidates, Claims claims, Establishment establishment, Delegation delegation,
			RemoteIdentity remote) {
		this.candidates = candidates;
		this.claims = claims;
		this.establishment = establishment;
		this.delegation = delegation;
		this.remote = remote;
	}

	/**
	 * Goes through the steps.
	 * @param askPassword whether PASSWORD is one of them this time
	 */
	Recognised run(boolean askPassword) {
		Visitor visitor = Admission.atItsWord(this.delegation, this.remote).orElse(null);
		if (visitor == null) {
			// No stable name: there is nothing to link, nor to keep in a list.
			return new Nobody(IdentityState.UNKNOWN);
		}
		Seen seen = seen(visitor);
		Person linked = this.claims.linked(seen);
		if (linked != null) {
			return linked.isClosed() ? new Nobody(IdentityState.UNKNOWN) : new Local(linked, null);
		}
		Recognised result = toldApart(seen, visitor, steps(seen, visitor, askPassword));
		boolean opensNothing = result instanceof AtItsWord && visitor.espaces().isEmpty();
		boolean needsAttention = !(result instanceof AtItsWord) || this.attention != IdentityState.UNKNOWN;
		if (!(result instanceof Local) && (needsAttention || opensNothing)) {
			this.claims.note(seen, this.attention, this.claimed);
		}
		return result;
	}

	/** Links a visitor who has proved by password to be this person. */
	Recognised byPassword(Person person) {
		Visitor visitor = Admission.atItsWord(this.delegation, this.remote).orElse(null);
		if (visitor == null) {
			return new Nobody(IdentityState.UNKNOWN);
		}
		Seen seen = seen(visitor);
		Local mine = this.claims.claim(seen, person, LinkedBy.PASSWORD);
		if (mine != null) {
			return mine;
		}
		this.claims.note(seen, IdentityState.CONFLICT, person);
		return new Nobody(IdentityState.CONFLICT);
	}

	/** Gives a person who is taken at the ENT's word a user that no other person has. */
	private Recognised toldApart(Seen seen, Visitor visitor, Recognised result) {
		if (!(result instanceof AtItsWord)) {
			return result;
		}
		Sent sent = this.claims.sent(seen.key(), Human.of(visitor,
				this.remote.first(this.delegation.attributes().birthDate()).stream().findFirst().orElse(null)));
		if (sent == null || sent.qualified()) {
			this.attention = IdentityState.CONFLICT;
			this.claimed = (sent != null && sent.other() != null) ? sent.other() : this.claimed;
		}
		return (sent != null) ? new AtItsWord(sent.user()) : new Nobody(this.attention);
	}

	private Recognised steps(Seen seen, Visitor visitor, boolean askPassword) {
		List<Recognition> steps = this.delegation.recognition();
		boolean word = Admission.takesAtItsWord(this.establishment, this.delegation, this.remote);
		for (int i = 0; i < steps.size(); i++) {
			Recognised result = switch (steps.get(i)) {
				case PERSON_ID -> claim(seen, LinkedBy.PERSON_ID, this.candidates.byPersonId(this.establishment,
						this.delegation, this.remote, seen.key().user()));
				case IDENTITY -> claim(seen, LinkedBy.IDENTITY,
						this.candidates.byIdentity(this.establishment.uai(), this.delegation, this.remote));
				case PASSWORD -> askPassword ? new AskPassword(i + 1 < steps.size()) : null;
				case PROFILE -> (visitor.espaces().isEmpty() || !word) ? null : new AtItsWord(visitor.user());
			};
			if (result != null) {
				return result;
			}
		}
		return word ? new AtItsWord(visitor.user()) : new Nobody(this.attention);
	}

	private @Nullable Recognised claim(Seen seen, LinkedBy by, List<Person> found) {
		if (found.isEmpty()) {
			return null;
		}
		String refused = this.claims.refused(seen.key());
		List<Person> people = found.stream()
			.filter((person) -> !Objects.equals(refused, LoginName.key(person.identifiant())))
			.toList();
		if (people.isEmpty()) {
			return null;
		}
		List<Person> present = people.stream().filter((person) -> !person.isClosed()).toList();
		if (present.isEmpty()) {
			// A person who has left the school is known: no later step takes their word.
			return new Nobody(this.attention);
		}
		if (present.size() > 1) {
			this.attention = (this.attention != IdentityState.CONFLICT) ? IdentityState.AMBIGUOUS : this.attention;
			return null;
		}
		Person person = present.get(0);
		Local mine = this.claims.claim(seen, person, by);
		if (mine == null) {
			this.attention = IdentityState.CONFLICT;
			this.claimed = person;
		}
		return mine;
	}

	private Seen seen(Visitor visitor) {
		EntKey key = EntKey.of(this.establishment.uai(), this.delegation, visitor.user());
		return new Seen(key, shown(visitor.name()), visitor.profiles(), this.claims.now());
	}

	/** An ENT may release any text as a name; the list shows one line of it. */
	private static String shown(String name) {
		if (name.length() <= MAX_NAME) {
			return name;
		}
		return name.substring(0, Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? MAX_NAME - 1 : MAX_NAME);
	}

}
