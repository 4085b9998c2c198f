package fr.passerelle.gateway.saml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What an answer to a login request says. */
sealed interface Judgement {

	/**
	 * Who the person is.
	 *
	 * @param name of the person
	 * @param index of the session there; null where there is none
	 * @param attributes values by name
	 */
	record Proven(NameId name, @Nullable String index, Map<String, List<String>> attributes) implements Judgement {

		public Proven {
			attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
		}

		@Override
		public String toString() {
			return "Proven[redacted]";
		}

	}

	/**
	 * The provider signs nobody on.
	 *
	 * @param code its status, e.g. {@code AuthnFailed}
	 */
	record Refused(String code) implements Judgement {
	}

}
