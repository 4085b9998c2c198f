package fr.passerelle.gateway.login;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a browser is sent to another server: by a redirect, or by a form that it posts
 * there.
 */
public sealed interface Departure {

	/** Where it leads. */
	URI address();

	/**
	 * A redirect.
	 *
	 * @param address complete, with everything that the other server must know
	 */
	record Redirect(URI address) implements Departure {

		@Override
		public String toString() {
			return "Redirect[" + this.address.getHost() + "]";
		}

	}

	/**
	 * A form.
	 *
	 * @param address to post it to
	 * @param fields names and values, in order
	 */
	record Post(URI address, Map<String, String> fields) implements Departure {

		public Post {
			fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
		}

		@Override
		public String toString() {
			return "Post[" + this.address.getHost() + "]";
		}

	}

}
