package fr.passerelle.gateway.console.account;

import io.nayuki.qrcodegen.QrCode;

/**
 * A text as a QR code: one SVG path, a unit for each module, with the margin of four that
 * readers need.
 *
 * @param size of the picture in modules
 * @param path the dark modules
 */
record QrPicture(int size, String path) {

	private static final int MARGIN = 4;

	static QrPicture of(String text) {
		QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
		StringBuilder path = new StringBuilder();
		for (int y = 0; y < code.size; y++) {
			for (int x = 0; x < code.size; x++) {
				if (code.getModule(x, y)) {
					path.append('M').append(x + MARGIN).append(',').append(y + MARGIN).append("h1v1h-1z");
				}
			}
		}
		return new QrPicture(code.size + 2 * MARGIN, path.toString());
	}

	/** For the attribute {@code viewBox}. */
	public String viewBox() {
		return "0 0 " + this.size + " " + this.size;
	}

	@Override
	public String toString() {
		return "QrPicture[" + this.size + "]";
	}

}
