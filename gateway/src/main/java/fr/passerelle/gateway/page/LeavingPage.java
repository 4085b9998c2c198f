package fr.passerelle.gateway.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page that posts its form to another server as soon as it is shown. Without a script,
 * the person presses the button.
 *
 * @param establishment the school's name
 * @param entLabel the other server's name
 * @param action where the form goes
 * @param fields its fields, in order
 * @param homeHref Page commune
 */
public record LeavingPage(String establishment, String entLabel, String action, Map<String, String> fields,
		String homeHref) {

	public LeavingPage {
		fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
	}

	@Override
	public String toString() {
		return "LeavingPage[" + this.entLabel + "]";
	}

}
