package fr.passerelle.gateway.document;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.establishment.AttributeNames;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.Protocol;
import fr.passerelle.gateway.establishment.Recognition;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.establishment.UsualAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code delegations}: the document overrides the catalogue's entry, field by
 * field, and the conventions fill the rest.
 */
public final class DelegationReader {

	/** A cité scolaire has two ENTs and EduConnect; twenty is a mistake. */
	static final int MAX_DELEGATIONS = 20;

	private static final int MAX_NAMES = 20;

	private final EntCopies ents;

	/**
	 * Ids that the document gives. Those of faulty delegations are included: an Espace
	 * that names one is not a second fault.
	 */
	private final List<String> ids = new ArrayList<>();

	public DelegationReader(EntCopies ents) {
		this.ents = ents;
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
	public @Nullable Delegation readOne(Section section) {
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
		EntCopy ent = (id != null) ? section.text("ent", (requested) -> this.ents.find(id, requested)) : null;
		// The block is read even if the protocol is faulty, so that its own faults are
		// reported too.
		SignOn signOn = signOn(section, (protocol != null) ? protocol : Protocol.CAS, ent);
		AttributeNames attributes = attributes(section, ent);
		List<Recognition> recognition = recognition(section);
		if (id == null || label == null || signOn == null) {
			return null;
		}
		return new Delegation(id, label, active, (ent != null) ? ent.id() : null, signOn, attributes, recognition,
				ent != null && ent.national4IsAllStaff());
	}

	/** The protocol's own block, or what the catalogue says in its place. */
	private static @Nullable SignOn signOn(Section section, Protocol protocol, @Nullable EntCopy ent) {
		Section block = section.section(protocol.block(), protocol.keys());
		for (Protocol other : Protocol.values()) {
			if (other != protocol && section.has(other.block())) {
				section.fault(other.block(), FaultCode.OTHER_PROTOCOL, other.name());
			}
		}
		if (protocol == Protocol.SAML2) {
			return new SamlReader(section, block).read();
		}
		if (block == null && ent == null) {
			if (!section.has("ent") && !section.has(protocol.block())) {
				section.fault(protocol.block(), FaultCode.CAS_REQUIRED);
			}
			return null;
		}
		return new CasReader(section, block, ent).read();
	}

	private static List<Recognition> recognition(Section section) {
		if (!section.has("recognition")) {
			return List.of(Recognition.PROFILE);
		}
		List<Recognition> recognition = section.texts("recognition", Recognition.values().length,
				Texts.oneOf(Recognition.class));
		if (recognition.isEmpty()) {
			section.fault("recognition", FaultCode.NEEDS_SOME, Texts.names(Recognition.class));
		}
		return recognition;
	}

	private static AttributeNames attributes(Section section, @Nullable EntCopy ent) {
		Section own = section.section("attributes", DocumentOrder.ATTRIBUTES);
		Names names = new Names(own, ent);
		return new AttributeNames(names.named("user"), names.orUsual("profiles", UsualAttributes.PROFILES),
				names.orUsual("establishments", UsualAttributes.ESTABLISHMENTS),
				names.orUsual("personId", UsualAttributes.PERSON_ID),
				names.orUsual("familyName", UsualAttributes.FAMILY_NAME),
				names.orUsual("givenName", UsualAttributes.GIVEN_NAME),
				names.orUsual("birthDate", UsualAttributes.BIRTH_DATE));
	}

	private record Names(@Nullable Section own, @Nullable EntCopy ent) {

		List<String> named(String key) {
			List<String> given = (this.own != null) ? this.own.textOrTexts(key, MAX_NAMES, Texts::attributeName)
					: List.of();
			if (given.isEmpty() && this.ent != null) {
				return this.ent.attributes().getOrDefault(key, List.of());
			}
			return given;
		}

		List<String> orUsual(String key, List<String> usual) {
			List<String> named = named(key);
			return named.isEmpty() ? usual : named;
		}

	}

}
