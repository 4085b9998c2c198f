package fr.passerelle.gateway.console.ents;

import java.util.List;

import fr.passerelle.gateway.establishment.Delegation;
import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.Establishment;
import org.jspecify.annotations.Nullable;

/**
 * The question, so that the page can show it again. Pasted text is shown only to its
 * sender.
 *
 * @param delegation through which; the establishment's first where none was named
 * @param profiles picked
 * @param code a released establishment code; may be empty
 * @param espace only this one; empty: all
 * @param answer pasted; may be empty
 */
public record WhatIfForm(@Nullable Delegation delegation, List<String> profiles, String code, String espace,
		String answer) {

	public WhatIfForm {
		profiles = List.copyOf(profiles);
	}

	static WhatIfForm empty(Establishment establishment, @Nullable String delegation) {
		return new WhatIfForm(chosen(establishment, delegation), List.of(), "", "", "");
	}

	static @Nullable Delegation chosen(Establishment establishment, @Nullable String id) {
		return establishment.delegation((id != null) ? id : "")
			.orElseGet(() -> establishment.delegations().stream().findFirst().orElse(null));
	}

	/** Whether an Espace is to be shown. */
	boolean shows(EspaceKey key) {
		return this.espace.isEmpty() || key.key().equals(this.espace);
	}

	@Override
	public String toString() {
		return "WhatIfForm[redacted]";
	}

}
