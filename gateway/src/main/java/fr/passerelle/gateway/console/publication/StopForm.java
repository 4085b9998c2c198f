package fr.passerelle.gateway.console.publication;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;

import fr.passerelle.gateway.console.Moments;
import fr.passerelle.gateway.document.Publication;
import org.jspecify.annotations.Nullable;

/**
 * The form that stops the publication, as it was typed.
 *
 * @param reason for visitors
 * @param reopensAt local, as {@code datetime-local} sends it, or ISO-8601 with an offset
 */
record StopForm(String reason, String reopensAt) {

	/**
	 * The switch that it asks for.
	 * @throws DateTimeException if the time is malformed
	 */
	Publication publication(ZoneId zone) {
		return new Publication(false, this.reason.isBlank() ? null : this.reason.strip(), time(zone));
	}

	private @Nullable OffsetDateTime time(ZoneId zone) {
		return this.reopensAt.isBlank() ? null : Moments.typed(this.reopensAt, zone);
	}

}
