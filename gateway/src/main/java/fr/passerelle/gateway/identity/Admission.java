package fr.passerelle.gateway.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.people.Person;

/**
 * Decides who may enter, from what an ENT said and what the establishment's document
 * allows (contract, Who may enter). Pure: the same words give the same decision. The
 * package {@code recognition} has found out before whether the person is one of the
 * establishment's own.
 */
public final class Admission {

	/**
	 * The shown names that ENTs release, where family and given name are not both there.
	 */
	private static final List<String> DISPLAY_NAMES = List.of("ENTPersonNomAffichage", "displayName", "cn");

	/** What an EduConnect account can be. */
	private static final Set<Profile> ACCOUNTS = EnumSet.of(Profile.ELV, Profile.TUT);

	/**
	 * Decides for one Espace, by the ENT's word alone.
	 * @param establishment whose
	 * @param espace the Espace asked for
	 * @param delegation who vouches
	 * @param remote what it said
	 * @param user who it is for applications
	 * @return the decision
	 */
	public AdmissionDecision decide(Establishment establishment, EspaceKey espace, Delegation delegation,
			RemoteIdentity remote, String user) {
		if (belongsElsewhere(establishment, delegation, remote)) {
			return new AdmissionDecision.OtherEstablishment();
		}
		if (!takesAtItsWord(establishment, delegation, remote)) {
			return new AdmissionDecision.Unknown();
		}
		return atItsWord(delegation, remote)
			.map((visitor) -> new Visitor(user, visitor.name(), visitor.profiles(), visitor.espaces()))
			.map((visitor) -> decide(establishment, espace, visitor))
			.orElseGet(AdmissionDecision.Unknown::new);
	}

	/**
	 * Decides for one Espace, of a person who was recognised as one of the
	 * establishment's own: the record's Espaces take precedence over the ENT's word,
	 * which adds only the profiles.
	 */
	public AdmissionDecision decide(Establishment establishment, EspaceKey espace, Delegation delegation,
			RemoteIdentity remote, Person person) {
		if (belongsElsewhere(establishment, delegation, remote)) {
			return new AdmissionDecision.OtherEstablishment();
		}
		return decide(establishment, espace, new Visitor(person.identifiant(), person.displayName(),
				profiles(delegation, remote), person.espaces()));
	}

	private static AdmissionDecision decide(Establishment establishment, EspaceKey espace, Visitor visitor) {
		if (espace != EspaceKey.COMMUNE && !visitor.espaces().contains(espace)) {
			return new AdmissionDecision.NotAllowed(published(establishment, visitor.espaces()));
		}
		return new AdmissionDecision.Admitted(visitor);
	}

	/**
	 * The person as the ENT describes them; empty where the attribute that names people
	 * is not released, or holds several names.
	 */
	public static Optional<Visitor> atItsWord(Delegation delegation, RemoteIdentity remote) {
		AttributeNames names = delegation.attributes();
		List<String> user = remote.first(names.user());
		if (!names.user().isEmpty() && user.size() != 1) {
			return Optional.empty();
		}
		String id = user.isEmpty() ? remote.user() : user.get(0);
		Set<Profile> profiles = profiles(delegation, remote);
		return Optional.of(new Visitor(id, name(names, remote, id), profiles, Profiles.open(profiles)));
	}

	private static Set<Profile> profiles(Delegation delegation, RemoteIdentity remote) {
		return Profiles.read(remote.firstList(delegation.attributes().profiles()), delegation.national4IsAllStaff());
	}

	/** The Espaces among these that visitors can reach now, in the table's order. */
	private static Set<EspaceKey> published(Establishment establishment, Set<EspaceKey> espaces) {
		return espaces.stream()
			.filter(establishment::isOpen)
			.collect(Collectors.toCollection(() -> EnumSet.noneOf(EspaceKey.class)));
	}

	/**
	 * Whether the profile that was released may be enough. Every pupil and parent of the
	 * country has an account of EduConnect: there, it has to say that the person belongs
	 * to this establishment.
	 */
	public static boolean takesAtItsWord(Establishment establishment, Delegation delegation, RemoteIdentity remote) {
		return delegation.recognition().contains(Recognition.PROFILE) && (EduConnect.of(delegation.signOn()) == null
				|| belonging(establishment, delegation, remote) == ReleasedText.Belonging.HERE);
	}

	/**
	 * The kind of an EduConnect account that does not fit an Espace: families mix up the
	 * child's account and the parent's. Empty where it fits, where the kind is unknown,
	 * and at other ENTs.
	 */
	public static Optional<Profile> otherAccount(EspaceKey espace, Delegation delegation, RemoteIdentity remote) {
		Set<Profile> profiles = profiles(delegation, remote);
		boolean fits = espace == EspaceKey.COMMUNE || Profiles.open(profiles).contains(espace);
		return (EduConnect.of(delegation.signOn()) == null || fits || profiles.size() != 1) ? Optional.empty()
				: profiles.stream().findFirst().filter(ACCOUNTS::contains);
	}

	/** The Espaces that the released profiles open. */
	public static Set<EspaceKey> espaces(Delegation delegation, RemoteIdentity remote) {
		return Profiles.open(profiles(delegation, remote));
	}

	/**
	 * Whether the ENT released another establishment's code, or one that cannot be read,
	 * and not this one's. Every spelling of each of the attributes counts: a check that
	 * overlooks one lets strangers in.
	 */
	public static boolean belongsElsewhere(Establishment establishment, Delegation delegation, RemoteIdentity remote) {
		return belonging(establishment, delegation, remote) == ReleasedText.Belonging.ELSEWHERE;
	}

	private static ReleasedText.Belonging belonging(Establishment establishment, Delegation delegation,
			RemoteIdentity remote) {
		return ReleasedText.belonging(remote.lists(delegation.attributes().establishments()), establishment.uai());
	}

	private static String name(AttributeNames names, RemoteIdentity remote, String id) {
		return releasedName(names, remote).orElse(id);
	}

	/**
	 * The name of the person as the ENT releases it; empty where it releases none, and
	 * not the user's id, which people do not know.
	 */
	public static Optional<String> releasedName(Delegation delegation, RemoteIdentity remote) {
		return releasedName(delegation.attributes(), remote);
	}

	private static Optional<String> releasedName(AttributeNames names, RemoteIdentity remote) {
		List<String> given = remote.first(names.givenName());
		List<String> family = remote.first(names.familyName());
		if (!given.isEmpty() && !family.isEmpty()) {
			return Optional.of(ReleasedText.unquoted(given.get(0)) + " " + ReleasedText.unquoted(family.get(0)));
		}
		List<String> display = remote.first(DISPLAY_NAMES);
		List<String> best = display.isEmpty() ? family : display;
		return best.stream().findFirst().map(ReleasedText::unquoted);
	}

}
