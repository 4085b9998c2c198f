package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Establishments with valid defaults; a test says only what differs.
 */
public final class TestEstablishments {

	private TestEstablishments() {
	}

	/**
	 * Collège Jean-Moulin: parents through Atrium, pupils through two ENTs, heads by the
	 * local form alone.
	 */
	public static Establishment college() {
		Delegation atrium = delegation("atrium");
		Delegation elyco = delegation("elyco");
		Map<EspaceKey, Espace> espaces = new EnumMap<>(EspaceKey.class);
		for (EspaceKey key : EspaceKey.values()) {
			espaces.put(key, espace(key, key == EspaceKey.COMMUNE, List.of(), false));
		}
		espaces.put(EspaceKey.PARENT, espace(EspaceKey.PARENT, true, List.of(atrium), true));
		espaces.put(EspaceKey.ELEVE, espace(EspaceKey.ELEVE, true, List.of(atrium, elyco), false));
		espaces.put(EspaceKey.DIRECTION, espace(EspaceKey.DIRECTION, true, List.of(), true));
		return of("0330001A", "https://0330001a.example.fr", espaces);
	}

	/** The same school with other Espaces. */
	public static Establishment of(String uai, String publicUrl, Map<EspaceKey, Espace> espaces) {
		PathOwners paths = new PathOwners("/pronote", Map.of(), List.of(new PathPattern("/pronote/assets/**")));
		return new Establishment(new Uai(uai), "Collège Jean-Moulin", publicUrl, 1, true, null, null, "/pronote",
				List.of(), espaces, paths, upstream());
	}

	/** The same establishment with another name. */
	public static Establishment named(String name, Establishment same) {
		return new Establishment(same.uai(), name, same.publicUrl(), same.version(), same.published(),
				same.closedReason(), same.closedUntil(), same.basePath(), same.delegations(), same.espaces(),
				same.paths(), same.upstream());
	}

	/** The same establishment, closed. */
	public static Establishment closed(Establishment same, String reason, Instant until) {
		return new Establishment(same.uai(), same.name(), same.publicUrl(), same.version(), false, reason, until,
				same.basePath(), same.delegations(), same.espaces(), same.paths(), same.upstream());
	}

	/** The same delegation with another label. */
	public static Delegation labelled(String label, Delegation same) {
		return new Delegation(same.id(), label, same.active(), same.ent(), same.signOn(), same.attributes(),
				same.recognition(), same.national4IsAllStaff());
	}

	/** An Espace. */
	public static Espace espace(EspaceKey key, boolean published, List<Delegation> delegations, boolean directLogin) {
		return new Espace(key, published, delegations, directLogin, Map.of(), upstream());
	}

	/** A CAS 2 delegation whose profile is taken at its word. */
	public static Delegation delegation(String id) {
		return delegation(id, List.of(Recognition.PROFILE), false);
	}

	/** A CAS 2 delegation. */
	public static Delegation delegation(String id, List<Recognition> recognition, boolean national4IsAllStaff) {
		Cas cas = new Cas(URI.create("https://" + id + ".example.fr/cas/login"),
				URI.create("https://" + id + ".example.fr/cas/serviceValidate"),
				URI.create("https://" + id + ".example.fr/cas/logout"), Validation.CAS2, false, List.of());
		AttributeNames names = new AttributeNames(List.of(), List.of("ENTPersonProfils", "categories"),
				List.of("ENTPersonStructRattachRNE", "ESCOUAI"), List.of(), List.of("sn", "nom"),
				List.of("givenName", "prenom"), List.of());
		return new Delegation(id, id, true, null, cas, names, recognition, national4IsAllStaff);
	}

	private static URI upstream() {
		return URI.create("http://127.0.0.1:9000");
	}

}
