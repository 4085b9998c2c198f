package fr.passerelle.gateway.cas;

import fr.passerelle.gateway.login.ValidationFailedException;

/**
 * What an ENT answered with status 200, read to its end and within the bound.
 */
final class Reply {

	private final String contentType;

	private final byte[] body;

	/**
	 * Keeps an answer.
	 * @param contentType as sent; empty where there was none
	 * @param body the bytes; not copied
	 */
	Reply(String contentType, byte[] body) {
		this.contentType = contentType;
		this.body = body;
	}

	/** The body as text, see {@link BodyText}. */
	String text() throws ValidationFailedException {
		return BodyText.decode(this.contentType, this.body);
	}

	/** The body; not copied. */
	byte[] bytes() {
		return this.body;
	}

	@Override
	public String toString() {
		return "Reply[" + this.body.length + " bytes]";
	}

}
