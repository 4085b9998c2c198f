package fr.passerelle.gateway.establishment;

/**
 * One thing that is wrong in a document.
 *
 * @param path where, e.g. {@code espaces.parent.delegations[1]}; empty for the document
 * as a whole
 * @param message what is wrong and what is accepted
 */
public record DocumentFault(String path, String message) {

	@Override
	public String toString() {
		return this.path.isEmpty() ? this.message : this.path + ": " + this.message;
	}

}
