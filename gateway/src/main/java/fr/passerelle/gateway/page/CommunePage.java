package fr.passerelle.gateway.page;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Page commune: the published Espaces, and to someone who signed in on it those that are
 * theirs.
 *
 * @param establishment the school's name
 * @param tiles the published Espaces
 * @param name who is signed in
 * @param signInWith the ENTs to sign in with, for someone who is not
 * @param directLogin whether the form for the school's own accounts is offered
 * @param directHref that form's address
 * @param logoutHref the page that ends the session
 */
public record CommunePage(String establishment, List<Tile> tiles, @Nullable String name, List<Choice> signInWith,
		boolean directLogin, String directHref, String logoutHref) {

	public CommunePage {
		tiles = List.copyOf(tiles);
		signInWith = List.copyOf(signInWith);
	}

	/** The Espaces of this person, or all of them when nobody is signed in. */
	public List<Tile> openTiles() {
		return this.tiles.stream().filter(Tile::open).toList();
	}

	/**
	 * The other ones: still links, for a parent and a pupil may share one browser.
	 */
	public List<Tile> otherTiles() {
		return this.tiles.stream().filter((tile) -> !tile.open()).toList();
	}

	/** Whether the page offers any way to sign in. */
	public boolean offersSignIn() {
		return this.name == null && (this.directLogin || !this.signInWith.isEmpty());
	}

}
