package fr.passerelle.gateway.console.journal;

import java.util.List;

import fr.passerelle.gateway.audit.AuditEntry;
import fr.passerelle.gateway.console.history.DifferenceWords;
import fr.passerelle.gateway.page.RefusalWords.Words;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the journal shows it.
 *
 * @param entry the entry
 * @param espace the Espace, by its label
 * @param delegation the way in, by its label
 * @param read what the visitor read, where it was a refusal
 * @param said the detail in the reader's words
 * @param technical a detail that the program has no words for
 * @param lines what a configuration's change did, in sentences
 * @param remedy what to do, where there is something
 */
record EntryView(AuditEntry entry, @Nullable String espace, @Nullable String delegation, @Nullable Words read,
		@Nullable String said, @Nullable String technical, List<DifferenceWords.Line> lines, @Nullable Remedy remedy) {

	EntryView {
		lines = List.copyOf(lines);
	}

	/** Whether there is more to show than the line itself. */
	public boolean hasMore() {
		return this.espace != null || this.delegation != null || this.read != null || this.said != null
				|| this.technical != null || this.entry.code() != null || !this.entry.changes().isEmpty();
	}

	/**
	 * What the administrator can do.
	 *
	 * @param key of its sentence
	 * @param href where it is done; null where that is not in the console
	 */
	record Remedy(String key, @Nullable String href) {
	}

}
