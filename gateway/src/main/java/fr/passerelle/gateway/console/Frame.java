package fr.passerelle.gateway.console;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;

/**
 * The data of the frame around every page.
 *
 * @param user who is signed in; null on the pages before that
 * @param may their grant
 * @param school the establishment of the page; null where it has none
 * @param several whether they can see more than one establishment
 * @param assets the folder of style, script and drawings, with a slash at its end
 */
public record Frame(@Nullable String user, Grant may, @Nullable School school, boolean several, String assets) {

	/**
	 * An establishment.
	 *
	 * @param uai its code
	 * @param name its name
	 * @param publicUrl its address; empty while it is not in effect
	 */
	public record School(Uai uai, String name, String publicUrl) {

		/** The address of its pages in the console. */
		public String path() {
			return "/console/establishments/" + this.uai;
		}

		/** Whether its document is one that this program accepts. */
		public boolean inEffect() {
			return !this.publicUrl.isEmpty();
		}

	}

	/** Whether the establishment of the page may be changed. */
	public boolean mayChange() {
		return (this.school != null) ? this.may.mayChange(this.school.uai()) : this.may.mayChangePlatform();
	}

}
