package fr.passerelle.gateway.preview;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import fr.passerelle.gateway.enthealth.EntState;
import fr.passerelle.gateway.establishment.CasFields;
import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.OidcFields;
import fr.passerelle.gateway.establishment.SamlFields;
import fr.passerelle.gateway.establishment.SignOn;
import fr.passerelle.gateway.preview.Consequence.Kind;
import fr.passerelle.gateway.version.Proposal;
import org.jspecify.annotations.Nullable;

/**
 * Finds what differs between an establishment as it is and as it would be: the
 * establishment itself first, then each Espace, then each delegation.
 */
final class Comparison {

	/** Fields whose change has a sentence of its own. */
	private static final Map<Field<?>, Kind> SENTENCES = Map.of(CasFields.LOGIN_URL, Kind.LOGIN_ADDRESS_CHANGED,
			CasFields.VALIDATION_URL, Kind.VALIDATION_CHANGED, CasFields.LOGOUT_URL, Kind.LOGOUT_ADDRESS_CHANGED,
			CasFields.TRUSTED_CERTIFICATES, Kind.CERTIFICATES_CHANGED);

	/** Fields by which people must sign in anew each time. */
	private static final Set<Field<?>> ASKS_ANEW = Set.of(CasFields.RENEW, SamlFields.FORCE_AUTHN,
			OidcFields.FORCE_AUTHN);

	private final Proposal proposal;

	private final Establishment before;

	private final Establishment after;

	private final Connected connected;

	private final Function<Delegation, EntState> states;

	private final List<Consequence> consequences = new ArrayList<>();

	Comparison(Proposal proposal, Connected connected, Function<Delegation, EntState> states) {
		this.proposal = proposal;
		this.before = proposal.before();
		this.after = proposal.after();
		this.connected = connected;
		this.states = states;
	}

	List<Consequence> consequences() {
		establishment();
		WaysIn ways = new WaysIn(this.proposal, this.connected);
		for (EspaceKey key : EspaceKey.values()) {
			this.consequences.addAll(ways.of(key));
		}
		this.after.delegations().forEach(this::delegation);
		this.before.delegations()
			.stream()
			.filter((gone) -> this.after.delegation(gone.id()).isEmpty())
			.forEach((gone) -> add(Kind.DELEGATION_REMOVED, List.of(), gone.label(), null));
		return this.consequences;
	}

	private void establishment() {
		if (!this.before.publicUrl().equals(this.after.publicUrl())) {
			add(Kind.PUBLIC_URL_CHANGED, List.of(), this.before.publicUrl(), this.after.publicUrl());
		}
		if (!this.before.name().equals(this.after.name())) {
			add(Kind.NAME_CHANGED, List.of(), this.before.name(), this.after.name());
		}
		if (this.before.published() != this.after.published()) {
			publication();
		}
		if (this.after.closedUntil() != null && !this.after.closedUntil().equals(this.before.closedUntil())) {
			add(Kind.REOPENS_AT, List.of(), null, this.after.closedUntil().toString());
		}
		if (!this.before.upstream().equals(this.after.upstream())) {
			add(Kind.UPSTREAM_CHANGED, List.of(), this.before.upstream().toString(), this.after.upstream().toString());
		}
		if (this.proposal.changesPaths()) {
			add(Kind.PATHS_CHANGED, List.of(), null, null);
		}
	}

	private void publication() {
		Establishment open = this.after.published() ? this.after : this.before;
		List<EspaceKey> espaces = Arrays.stream(EspaceKey.values()).filter(open::isOpen).toList();
		add(this.after.published() ? Kind.OPENS_ALL : Kind.CLOSES_ALL, espaces, null, null);
		int inside = this.connected.count(this.before.uai(), espaces, null);
		if (!this.after.published() && inside > 0) {
			this.consequences.add(Kind.SESSIONS_SHUT_OUT.of(espaces, List.of(), inside));
		}
	}

	private void delegation(Delegation next) {
		List<EspaceKey> espaces = espaces(this.after, next.id());
		Optional<Delegation> earlier = this.before.delegation(next.id());
		if (earlier.isEmpty()) {
			add(espaces.isEmpty() ? Kind.DELEGATION_UNUSED : Kind.DELEGATION_ADDED, espaces, null, next.label());
			health(next, espaces);
			return;
		}
		Delegation last = earlier.get();
		int found = this.consequences.size();
		settings(last, next, espaces);
		boolean changed = this.consequences.size() > found;
		if (changed) {
			staying(next, espaces);
		}
		if (changed || !espaces(this.before, next.id()).containsAll(espaces)) {
			health(next, espaces);
		}
	}

	private void settings(Delegation last, Delegation next, List<EspaceKey> espaces) {
		String label = next.label();
		if (last.active() != next.active()) {
			add(next.active() ? Kind.DELEGATION_ON : Kind.DELEGATION_OFF, espaces, label, null);
		}
		changed(Kind.LABEL_CHANGED, espaces, last.label(), label);
		signOn(last.signOn(), next.signOn(), label, espaces);
		if (!last.attributes().equals(next.attributes())) {
			add(Kind.ATTRIBUTES_CHANGED, espaces, label, null);
		}
		if (!last.recognition().equals(next.recognition())) {
			add(Kind.RECOGNITION_CHANGED, espaces, label, null);
		}
	}

	private void signOn(SignOn last, SignOn next, String label, List<EspaceKey> espaces) {
		for (Field<?> field : next.declared().fields()) {
			if (field != CasFields.VALIDATION) {
				changed(field, label, espaces, value(last, field), value(next, field));
			}
		}
	}

	/** Where tickets are validated and in which dialect is one thing to people. */
	private static @Nullable Object value(SignOn signOn, Field<?> field) {
		Object value = signOn.values().find(field);
		return (field == CasFields.VALIDATION_URL) ? signOn.dialect() + " " + value : value;
	}

	private void changed(Field<?> field, String label, List<EspaceKey> espaces, @Nullable Object last,
			@Nullable Object next) {
		if (Objects.equals(last, next)) {
			return;
		}
		Kind kind = SENTENCES.get(field);
		if (ASKS_ANEW.contains(field)) {
			add(Boolean.TRUE.equals(next) ? Kind.RENEW_ON : Kind.RENEW_OFF, espaces, label, null);
		}
		else if (kind == null) {
			add(Kind.SETTING_CHANGED, espaces, label, field.input());
		}
		else if (field.kind().isAddress()) {
			this.consequences
				.add(kind.of(espaces, List.of(label, String.valueOf(last)), List.of(String.valueOf(next))));
		}
		else {
			add(kind, espaces, label, null);
		}
	}

	/** Whom a changed delegation leaves as they are. */
	private void staying(Delegation changed, List<EspaceKey> espaces) {
		int inside = this.connected.count(this.before.uai(), espaces, changed.id());
		if (inside > 0) {
			this.consequences
				.add(Kind.SESSIONS_STAY.of(espaces, List.of(changed.label()), inside).leadingTo(changed.label()));
		}
	}

	/** A delegation that people will come by from now on: does its ENT answer? */
	private void health(Delegation next, List<EspaceKey> espaces) {
		if (!next.active() || espaces.isEmpty()) {
			return;
		}
		switch (this.states.apply(next)) {
			case DOWN -> add(Kind.ENT_DOWN, espaces, next.label(), null);
			case SLOW -> add(Kind.ENT_SLOW, espaces, next.label(), null);
			case UNKNOWN -> add(Kind.ENT_UNTRIED, espaces, next.label(), null);
			case ANSWERS -> {
			}
		}
	}

	private static List<EspaceKey> espaces(Establishment establishment, String delegation) {
		return Arrays.stream(EspaceKey.values())
			.filter((key) -> establishment.espace(key).delegation(delegation).isPresent())
			.toList();
	}

	private void changed(Kind kind, List<EspaceKey> espaces, String last, String next) {
		if (!last.equals(next)) {
			add(kind, espaces, last, next);
		}
	}

	private void add(Kind kind, List<EspaceKey> espaces, @Nullable String from, @Nullable String to) {
		this.consequences
			.add(kind.of(espaces, (from != null) ? List.of(from) : List.of(), (to != null) ? List.of(to) : List.of()));
	}

}
