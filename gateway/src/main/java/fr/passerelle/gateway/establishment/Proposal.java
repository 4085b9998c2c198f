package fr.passerelle.gateway.establishment;

/**
 * An edit that was judged and not made.
 *
 * @param base the version it was made upon
 * @param before the establishment as it is
 * @param current its document
 * @param after the establishment as it would be
 * @param document its document then
 */
public record Proposal(long base, Establishment before, ConfigurationDocument current, Establishment after,
		ConfigurationDocument document) {

	/** Whether there is anything to change. */
	public boolean changesAnything() {
		return !this.current.equals(this.document);
	}

}
