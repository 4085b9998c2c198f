package fr.passerelle.gateway.recognition;

import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.EduConnectFields;
import fr.passerelle.gateway.establishment.Espace;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.TestEstablishments;
import fr.passerelle.gateway.establishment.Validation;
import fr.passerelle.gateway.identity.RemoteIdentity;

/**
 * Delegations that recognise, and people whom ENTs vouch for; a test says only what
 * differs.
 */
final class TestIdentities {

	static final AttributeNames NAMES = new AttributeNames(List.of(), List.of("profils"), List.of("rne"),
			List.of("idpn"), List.of("nom"), List.of("prenom"), List.of("naissance"));

	private TestIdentities() {
	}

	/** A delegation by hand, whose tickets are validated at a host of its name. */
	static Delegation delegation(String id, Recognition... recognition) {
		return delegation(id, id + ".example.fr", recognition);
	}

	static Delegation delegation(String id, String host, Recognition... recognition) {
		Cas cas = new Cas(URI.create("https://" + host + "/login"), URI.create("https://" + host + "/serviceValidate"),
				URI.create("https://" + host + "/logout"), Validation.CAS2, false, List.of());
		return new Delegation(id, id, true, null, cas, NAMES, List.of(recognition), false);
	}

	/** A delegation whose ENT releases pupils' national numbers. */
	static Delegation byNationalNumber() {
		Delegation plain = delegation("atrium", Recognition.PERSON_ID);
		return new Delegation(plain.id(), plain.label(), true, null, Cas.of(plain),
				new AttributeNames(List.of(), List.of("profils"), List.of("rne"), List.of("idpn", "INE"),
						List.of("nom"), List.of("prenom"), List.of("naissance")),
				List.of(Recognition.PERSON_ID), false);
	}

	/** Collège Jean-Moulin, with these delegations leading to its pupils. */
	static Establishment college(Delegation... delegations) {
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			espaces.put(key, TestEstablishments.espace(key, true,
					(key == EspaceKey.ELEVE) ? List.of(delegations) : List.of(), false));
		}
		return TestEstablishments.of("0330001A", "https://0330001a.example.fr", espaces);
	}

	/** A person with attributes as pairs of name and value. */
	static RemoteIdentity remote(String user, String... attributes) {
		Map<String, List<String>> all = new LinkedHashMap<>();
		for (int i = 0; i < attributes.length; i += 2) {
			all.put(attributes[i], List.of(attributes[i + 1]));
		}
		return new RemoteIdentity(user, all);
	}

	/** EduConnect through a hub. */
	static Delegation educonnect(Recognition... recognition) {
		Cas hub = Cas.of(delegation("edu", recognition));
		Cas cas = new Cas(hub.values()
			.with(EduConnectFields.ENVIRONMENT, EduConnect.Environment.PRODUCTION)
			.with(EduConnectFields.BY, EduConnect.Way.CAS));
		Map<String, List<String>> names = EduConnect.ATTRIBUTES;
		return new Delegation("edu", "EduConnect", true, null, cas,
				new AttributeNames(List.of(), named(names, "profiles"), named(names, "establishments"),
						named(names, "personId"), named(names, "familyName"), named(names, "givenName"),
						named(names, "birthDate")),
				List.of(recognition), false);
	}

	private static List<String> named(Map<String, List<String>> names, String meaning) {
		return names.getOrDefault(meaning, List.of());
	}

	/** An account of EduConnect with values of one attribute. */
	static RemoteIdentity account(String affiliation, String attribute, String... values) {
		return new RemoteIdentity("edu-1",
				Map.of("FrEduCtPersonAffiliation", List.of(affiliation), attribute, List.of(values)));
	}

	/** Zoé Martin as an ENT releases her. */
	static RemoteIdentity zoe(String user) {
		return remote(user, "nom", "MARTIN", "prenom", "Zoe", "naissance", "01/02/2012");
	}

}
