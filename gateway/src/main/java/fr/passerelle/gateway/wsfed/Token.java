package fr.passerelle.gateway.wsfed;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a token says that was accepted.
 *
 * @param id of the token
 * @param name of the person; null where claims alone say who it is
 * @param passing whether the name is another one at each login
 * @param claims values by the claim's whole address
 */
record Token(String id, @Nullable String name, boolean passing, Map<String, List<String>> claims) {

	Token {
		claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
	}

	@Override
	public String toString() {
		return "Token[redacted]";
	}

}
