package fr.passerelle.gateway.page;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in words, which the page and the problem document share.
 *
 * @param title what happened, in one line
 * @param cause why, and that the visitor is not to blame
 * @param next what to do now
 * @param ent the ENT, by the name that people know
 * @param notYours whether the account that came may be another person's
 */
record RefusalText(String title, String cause, String next, String ent, boolean notYours) {

	static RefusalText of(Refusal refusal, Locale locale, Messages messages) {
		String espace = messages.text(locale, espaceKey(refusal.espace()));
		String ent = ent(refusal.ent(), locale, messages);
		Object[] arguments = { ent, espace, capitalised(espace, locale), minutes(refusal.retryAfter()),
				(refusal.reopensAt() != null) ? moment(refusal.reopensAt(), locale, messages) : "", page(refusal) };
		String prefix = "refusal." + refusal.code() + variant(refusal);
		return new RefusalText(messages.text(locale, prefix + "title", arguments),
				messages.text(locale, prefix + "cause", arguments),
				messages.text(locale, prefix + next(refusal), arguments), ent, isPerhapsAnothers(refusal));
	}

	/**
	 * A refusal for the kind of account says so by itself; one of a ticket may have other
	 * causes.
	 */
	private static boolean isPerhapsAnothers(Refusal refusal) {
		return refusal.account() == null && refusal.code() != ErrorCode.TICKET_REFUSED && refusal.canLeaveAccount();
	}

	/** All in one paragraph, for a problem document. */
	String detail() {
		return this.cause + " " + this.next;
	}

	/** Words of its own for a cause that has another remedy. */
	private static String variant(Refusal refusal) {
		if (refusal.account() != null) {
			return "." + refusal.account().word() + ".";
		}
		return refusal.isForFrames() ? ".cookies." : ".";
	}

	/**
	 * The address of the Espace, to be typed again; empty where no Espace was asked for.
	 */
	private static String page(Refusal refusal) {
		return (refusal.establishment() != null && refusal.espace() != null)
				? refusal.establishment().page(refusal.espace()) : "";
	}

	private static String next(Refusal refusal) {
		if (refusal.code() == ErrorCode.ESPACE_CLOSED && refusal.reopensAt() != null) {
			return "next.until";
		}
		boolean hasOpen = refusal.code() == ErrorCode.PROFILE_NOT_ALLOWED && !refusal.openEspaces().isEmpty();
		return hasOpen ? "next.open" : "next";
	}

	/**
	 * A date and time in words. French has a word of its own for the first of a month.
	 */
	private static String moment(ZonedDateTime moment, Locale locale, Messages messages) {
		String day = (moment.getDayOfMonth() == 1) ? messages.text(locale, "date.first")
				: Integer.toString(moment.getDayOfMonth());
		return messages.text(locale, "date.moment", moment.getDayOfWeek().getDisplayName(TextStyle.FULL, locale), day,
				moment.getMonth().getDisplayName(TextStyle.FULL, locale), Integer.toString(moment.getYear()),
				String.format(Locale.ROOT, "%02d", moment.getHour()),
				String.format(Locale.ROOT, "%02d", moment.getMinute()));
	}

	private static String espaceKey(@Nullable EspaceKey espace) {
		return (espace != null) ? "espace." + espace.key() : "espace.unknown";
	}

	/** Some ENTs have the word in their name: "l'ENT 77", and not "l'ENT ENT 77". */
	static String ent(@Nullable String label, Locale locale, Messages messages) {
		if (label == null || label.isBlank()) {
			return messages.text(locale, "ent.unknown");
		}
		return messages.text(locale, label.startsWith("ENT") ? "ent.ownName" : "ent.named", label);
	}

	private static String capitalised(String text, Locale locale) {
		int first = text.offsetByCodePoints(0, 1);
		return text.substring(0, first).toUpperCase(locale) + text.substring(first);
	}

	/**
	 * Rounded up, so that a visitor who comes back after this time is not too early. Zero
	 * means "not known".
	 */
	private static long minutes(@Nullable Duration wait) {
		return (wait == null) ? 0 : Math.max(1, wait.plusMinutes(1).minusNanos(1).toMinutes());
	}

}
