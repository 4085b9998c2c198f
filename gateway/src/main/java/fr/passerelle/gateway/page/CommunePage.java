package fr.passerelle.gateway.page;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Page commune: the published Espaces, and for a person who signed in on it the Espaces
 * that are open to them.
 *
 * @param establishment the school's name
 * @param tiles the published Espaces
 * @param name the person who is signed in; null if none is
 * @param signInWith the ENTs that a person who is not signed in can choose
 * @param directLogin whether the form for the school's own accounts is offered
 * @param directHref that form's address
 * @param logoutHref the page that ends the session
 * @param left whether the browser comes back from the ENT's logout
 */
public record CommunePage(String establishment, List<Tile> tiles, @Nullable String name, List<Choice> signInWith,
		boolean directLogin, String directHref, String logoutHref, boolean left) {

	public CommunePage {
		tiles = List.copyOf(tiles);
		signInWith = List.copyOf(signInWith);
	}

	/** The Espaces of the person who is signed in, or all of them if none is. */
	public List<Tile> openTiles() {
		return this.tiles.stream().filter(Tile::open).toList();
	}

	/**
	 * The other Espaces. They are links too, since a parent and a pupil may share a
	 * browser.
	 */
	public List<Tile> otherTiles() {
		return this.tiles.stream().filter((tile) -> !tile.open()).toList();
	}

	/** Whether this browser is signed in on the page or to an Espace. */
	public boolean canSignOut() {
		return this.name != null || this.tiles.stream().anyMatch((tile) -> tile.holder() != null);
	}

	/** Whether the page offers any way to sign in. */
	public boolean offersSignIn() {
		return this.name == null && (this.directLogin || !this.signInWith.isEmpty());
	}

}
