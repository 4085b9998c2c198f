package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EduConnect;
import fr.passerelle.gateway.establishment.PlatformEduConnect;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.UsualAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code delegations}: the document overrides the catalogue's entry, field by
 * field, and the conventions fill the rest.
 */
final class DelegationReader {

	/** A cité scolaire has two ENTs and EduConnect; twenty is a mistake. */
	static final int MAX_DELEGATIONS = 20;

	private static final int MAX_NAMES = 20;

	private final EntCopies ents;

	private final PlatformEduConnect platform;

	/**
	 * Ids that the document gives. Those of faulty delegations are included: an Espace
	 * that names one is not a second fault.
	 */
	private final List<String> ids = new ArrayList<>();

	DelegationReader(EntCopies ents, PlatformEduConnect platform) {
		this.ents = ents;
		this.platform = platform;
	}

	/** The delegations without a fault. */
	List<Delegation> read(Section document) {
		List<Delegation> delegations = new ArrayList<>();
		for (Section section : document.sections("delegations", MAX_DELEGATIONS, DocumentOrder.DELEGATION)) {
			Delegation delegation = delegation(section);
			if (delegation != null) {
				delegations.add(delegation);
			}
		}
		return delegations;
	}

	/** Reads a delegation outside a document. */
	@Nullable Delegation readOne(Section section) {
		return delegation(section);
	}

	/** Whether a delegation of this id was declared. */
	boolean knows(String id) {
		return this.ids.contains(id);
	}

	List<String> ids() {
		return List.copyOf(this.ids);
	}

	private @Nullable Delegation delegation(Section section) {
		String id = section.required("id", Texts::delegationId);
		if (id != null && this.ids.contains(id)) {
			section.fault("id", FaultCode.ID_TAKEN);
		}
		this.ids.add((id != null) ? id : String.valueOf(section.text("id")));
		String label = section.required("label", Texts.line(100));
		Protocol protocol = section.required("protocol", Texts.oneOf(Protocol.class));
		boolean active = section.flag("active", true);
		// The block is read even if the protocol is faulty, so that its own faults are
		// reported too.
		Protocol read = (protocol != null) ? protocol : Protocol.CAS;
		Section block = section.section(read.block(), read.keys());
		EduConnectReader educonnect = (read == Protocol.EDUCONNECT)
				? new EduConnectReader(section, block, this.platform) : null;
		EntCopy ent = (id != null) ? ent(section, id, educonnect) : null;
		SignOn signOn = (educonnect != null) ? educonnect.read(ent) : signOn(section, block, read, ent);
		refuseOthers(section, read);
		AttributeNames attributes = attributes(section, ent, educonnect);
		List<Recognition> recognition = recognition(section,
				(educonnect != null) ? EduConnect.RECOGNITION : List.of(Recognition.PROFILE));
		if (id == null || label == null || signOn == null) {
			return null;
		}
		return new Delegation(id, label, active, (ent != null) ? ent.id() : null, signOn, attributes, recognition,
				ent != null && ent.national4IsAllStaff());
	}

	/** The catalogue's entry that is named, or that EduConnect's short form means. */
	private @Nullable EntCopy ent(Section section, String id, @Nullable EduConnectReader educonnect) {
		if (section.has("ent") || educonnect == null || !educonnect.takesHub()) {
			return section.text("ent", (requested) -> this.ents.find(id, requested));
		}
		try {
			return this.ents.find(id, EduConnectReader.HUB);
		}
		catch (Flaw flaw) {
			// A catalogue without the hub: the block has to name the server.
			return null;
		}
	}

	private static void refuseOthers(Section section, Protocol protocol) {
		for (Protocol other : Protocol.values()) {
			if (other != protocol && section.has(other.block())) {
				section.fault(other.block(), FaultCode.OTHER_PROTOCOL, other.name());
			}
		}
	}

	/** The protocol's own block, or what the catalogue says in its place. */
	private static @Nullable SignOn signOn(Section section, @Nullable Section block, Protocol protocol,
			@Nullable EntCopy ent) {
		if (protocol == Protocol.SAML2) {
			return new SamlReader(section, block).read();
		}
		if (protocol == Protocol.WS_FEDERATION) {
			return new WsFederationReader(section, block).read();
		}
		if (protocol == Protocol.OIDC) {
			return new OidcReader(section, block).read();
		}
		if (block == null && ent == null) {
			if (!section.has("ent") && !section.has(protocol.block())) {
				section.fault(protocol.block(), FaultCode.CAS_REQUIRED);
			}
			return null;
		}
		return new CasReader(section, block, ent, null).read();
	}

	private static List<Recognition> recognition(Section section, List<Recognition> unsaid) {
		if (!section.has("recognition")) {
			return unsaid;
		}
		List<Recognition> recognition = section.texts("recognition", Recognition.values().length,
				Texts.oneOf(Recognition.class));
		if (recognition.isEmpty()) {
			section.fault("recognition", FaultCode.NEEDS_SOME, Texts.names(Recognition.class));
		}
		return recognition;
	}

	private static AttributeNames attributes(Section section, @Nullable EntCopy ent,
			@Nullable EduConnectReader educonnect) {
		Section own = section.section("attributes", DocumentOrder.ATTRIBUTES);
		Names names = new Names(own,
				(educonnect != null) ? known(educonnect) : ((ent != null) ? ent.attributes() : Map.of()));
		return new AttributeNames(names.named("user"), names.orUsual("profiles", UsualAttributes.PROFILES),
				names.orUsual("establishments", UsualAttributes.ESTABLISHMENTS),
				names.orUsual("personId", UsualAttributes.PERSON_ID),
				names.orUsual("familyName", UsualAttributes.FAMILY_NAME),
				names.orUsual("givenName", UsualAttributes.GIVEN_NAME),
				names.orUsual("birthDate", UsualAttributes.BIRTH_DATE));
	}

	/** By CAS, the server's own user names the person. */
	private static Map<String, List<String>> known(EduConnectReader educonnect) {
		if (educonnect.isDirect()) {
			return EduConnect.ATTRIBUTES;
		}
		Map<String, List<String>> names = new HashMap<>(EduConnect.ATTRIBUTES);
		names.remove("user");
		return names;
	}

	/**
	 * Attribute names of a delegation.
	 *
	 * @param own what the document says
	 * @param known what is known of the ENT
	 */
	private record Names(@Nullable Section own, Map<String, List<String>> known) {

		List<String> named(String key) {
			List<String> given = (this.own != null) ? this.own.textOrTexts(key, MAX_NAMES, Texts::attributeName)
					: List.of();
			return given.isEmpty() ? this.known.getOrDefault(key, List.of()) : given;
		}

		List<String> orUsual(String key, List<String> usual) {
			List<String> named = named(key);
			return named.isEmpty() ? usual : named;
		}

	}

}
