package fr.passerelle.gateway.establishment;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One way in through an ENT, all links resolved.
 *
 * @param id the id that headers and sessions carry
 * @param label the name visitors choose by
 * @param active whether it is offered; an Espace whose delegations are all inactive takes
 * direct login alone
 * @param ent the catalogue entry it was made from; null for a manual one
 * @param signOn by which protocol it signs people on, with which settings
 * @param attributes which attribute means what
 * @param recognition how people are recognised, in order
 * @param national4IsAllStaff whether this ENT's {@code National_4} says only "not a
 * teacher", as Edifice's does
 */
public record Delegation(String id, String label, boolean active, @Nullable String ent, SignOn signOn,
		AttributeNames attributes, List<Recognition> recognition, boolean national4IsAllStaff) {

	public Delegation {
		recognition = List.copyOf(recognition);
	}

}
