package fr.passerelle.tryit.browser;

import java.util.Locale;
import java.util.Map;

/**
 * What the pages are looked at on.
 */
enum Screen {

	/** A usual laptop. */
	DESKTOP(1280, 900, 1, false),

	/** A usual phone, touched. */
	PHONE(390, 844, 2, true);

	private final int width;

	private final int height;

	private final int pixelRatio;

	private final boolean phone;

	Screen(int width, int height, int pixelRatio, boolean phone) {
		this.width = width;
		this.height = height;
		this.pixelRatio = pixelRatio;
		this.phone = phone;
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** As Chromium takes them. */
	Map<String, Object> metrics() {
		return Map.of("width", this.width, "height", this.height, "deviceScaleFactor", this.pixelRatio, "mobile",
				this.phone);
	}

}
