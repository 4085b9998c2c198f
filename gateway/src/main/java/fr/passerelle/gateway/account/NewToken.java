package fr.passerelle.gateway.account;

/**
 * A token just made.
 *
 * @param token what is kept
 * @param text the token itself, for the one answer that shows it
 */
public record NewToken(Token token, String text) {

	@Override
	public String toString() {
		return "NewToken[" + this.token.id() + "]";
	}

}
