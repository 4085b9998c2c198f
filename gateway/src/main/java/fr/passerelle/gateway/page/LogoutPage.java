package fr.passerelle.gateway.page;

import java.util.List;

import org.jspecify.annotations.Nullable;

import fr.passerelle.gateway.establishment.EspaceKey;

/**
 * The question before a session ends.
 *
 * @param establishment the school's name
 * @param presences the sessions that can be ended; with none, the page says so
 * @param selected the Espace that is ticked; null ticks them all
 * @param homeHref Page commune
 */
public record LogoutPage(String establishment, List<Presence> presences, @Nullable EspaceKey selected,
		String homeHref) {

	public LogoutPage {
		presences = List.copyOf(presences);
	}

	/** Whether an ENT holds a session that could be ended too. */
	public boolean throughEnt() {
		return this.presences.stream().anyMatch(Presence::throughEnt);
	}

	/** Whether this session is ticked when the page opens. */
	public boolean ticked(Presence presence) {
		return this.selected == null || this.selected == presence.espace();
	}

}
