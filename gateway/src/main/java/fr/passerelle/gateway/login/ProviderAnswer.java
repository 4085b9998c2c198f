package fr.passerelle.gateway.login;

/**
 * What a provider answered, read to its end and within the bound.
 */
public final class ProviderAnswer {

	private final int status;

	private final String contentType;

	private final byte[] body;

	/**
	 * Keeps an answer.
	 * @param status of it
	 * @param contentType as sent; empty where there was none
	 * @param body the bytes; not copied
	 */
	public ProviderAnswer(int status, String contentType, byte[] body) {
		this.status = status;
		this.contentType = contentType;
		this.body = body;
	}

	public int status() {
		return this.status;
	}

	/** As sent; empty where there was none. */
	public String contentType() {
		return this.contentType;
	}

	/** The bytes; not copied. */
	public byte[] body() {
		return this.body;
	}

	@Override
	public String toString() {
		return "ProviderAnswer[" + this.status + ", " + this.body.length + " bytes]";
	}

}
