package fr.passerelle.mockcas;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The older numbers of the national profile codes, which platforms still send.
 */
final class ProfileCodes {

	private static final Map<String, String> NUMBERS = Map.of("National_ELV", "National_1", "National_TUT",
			"National_2", "National_ENS", "National_3", "National_DIR", "National_4", "National_EVS", "National_5",
			"National_ETA", "National_6", "National_ACA", "National_7");

	private ProfileCodes() {
	}

	/** The number of a code; what has none stays as it is. */
	static String number(String code) {
		return NUMBERS.getOrDefault(code, code);
	}

	/** The codes and their numbers. */
	static List<String> both(List<String> codes) {
		return Stream.concat(codes.stream(), codes.stream().map(ProfileCodes::number)).distinct().toList();
	}

}
