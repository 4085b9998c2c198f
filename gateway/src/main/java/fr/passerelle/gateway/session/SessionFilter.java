package fr.passerelle.gateway.session;

import java.util.List;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.establishment.FoldedText;
import fr.passerelle.gateway.identity.Profile;
import fr.passerelle.gateway.identity.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * Which of an establishment's sessions are meant; a null component does not narrow it.
 *
 * @param delegation the delegation they came by, or {@link GatewaySession#DIRECT}
 * @param profile a profile that they have, perhaps among others
 * @param espace the Espace that they are in
 * @param text words that all occur in the name or the user, accents and case aside
 */
public record SessionFilter(@Nullable String delegation, @Nullable Profile profile, @Nullable EspaceKey espace,
		@Nullable String text) {

	/** Everybody. */
	public static final SessionFilter ALL = new SessionFilter(null, null, null, null);

	public SessionFilter {
		delegation = blankToNull(delegation);
		text = (text == null || FoldedText.words(text).isEmpty()) ? null : text.strip();
	}

	/** Everybody who came by one delegation. */
	public static SessionFilter through(String delegation) {
		return new SessionFilter(delegation, null, null, null);
	}

	/** Whether nothing narrows it. */
	public boolean isAll() {
		return this.delegation == null && this.profile == null && this.espace == null && this.text == null;
	}

	/** Looks at one session after another, the words taken apart once. */
	Matcher matcher() {
		return new Matcher(this, (this.text != null) ? FoldedText.words(this.text) : List.of());
	}

	private boolean accepts(GatewaySession session) {
		return (this.delegation == null || this.delegation.equals(session.delegation()))
				&& (this.profile == null || session.visitor().profiles().contains(this.profile))
				&& (this.espace == null || this.espace == session.espace());
	}

	private static @Nullable String blankToNull(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	/** A filter with its words prepared. */
	record Matcher(SessionFilter filter, List<String> words) {

		boolean accepts(GatewaySession session) {
			return this.filter.accepts(session) && (this.words.isEmpty() || names(session.visitor()));
		}

		private boolean names(Visitor visitor) {
			String text = FoldedText.of(visitor.name() + " " + visitor.user());
			return this.words.stream().allMatch(text::contains);
		}

	}

}
