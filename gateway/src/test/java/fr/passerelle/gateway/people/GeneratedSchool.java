package fr.passerelle.gateway.people;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Made-up exports of any size, with names as French registers write them.
 */
final class GeneratedSchool {

	private static final List<String> FAMILIES = List.of("DUPONT", "D'HÉRICOURT", "LE GOFF", "LEBŒUF", "N'GUYEN",
			"ÇELIK", "MARTIN-DE LA TOUR", "L'HAŸ", "MÜLLER", "O'BRIEN");

	private static final List<String> GIVEN = List.of("Léa", "Jean-Noël", "Zoé", "Anaïs", "Noé", "Maëlys", "Loïc",
			"Aïcha", "Inès", "Éloïse");

	private GeneratedSchool() {
	}

	/** Some of twice as many pupils, so that two files share half of them or so. */
	static byte[] pupils(Random random, int count) {
		Set<Integer> ids = new TreeSet<>();
		while (ids.size() < count) {
			ids.add(random.nextInt(2 * count));
		}
		return pupils(ids.stream().map((id) -> pupil(id, random)).toList());
	}

	/** Pupils, numbered from 0. */
	static byte[] pupils(int count) {
		Random random = new Random(count);
		return pupils(IntStream.range(0, count).mapToObj((id) -> pupil(id, random)).toList());
	}

	private static byte[] pupils(List<String> pupils) {
		return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><BEE_ELEVES><PARAMETRES><UAJ>0330001A</UAJ></PARAMETRES>"
				+ "<DONNEES><ELEVES>" + String.join("\n", pupils) + "</ELEVES></DONNEES></BEE_ELEVES>")
			.getBytes(StandardCharsets.UTF_8);
	}

	/** One guardian for each of these pupils, two where the number is even. */
	static byte[] guardians(int pupils) {
		Random random = new Random(pupils);
		StringBuilder persons = new StringBuilder();
		StringBuilder links = new StringBuilder();
		for (int id = 0; id < pupils; id++) {
			for (int rank = 1; rank <= 2 - id % 2; rank++) {
				String person = "<PERSONNE_ID>" + id + rank + "</PERSONNE_ID>";
				persons.append("<PERSONNE PERSONNE_ID=\"")
					.append(id)
					.append(rank)
					.append("\"><NOM>")
					.append(one(FAMILIES, random))
					.append(id)
					.append("</NOM><PRENOM>")
					.append(one(GIVEN, random))
					.append("</PRENOM></PERSONNE>\n");
				links.append("<RESPONSABLE_ELEVE><ELEVE_ID>")
					.append(id)
					.append("</ELEVE_ID>")
					.append(person)
					.append("<RESP_LEGAL>")
					.append(rank)
					.append("</RESP_LEGAL></RESPONSABLE_ELEVE>\n");
			}
		}
		return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><BEE_RESPONSABLES><PARAMETRES><UAJ>0330001A</UAJ></PARAMETRES>"
				+ "<PERSONNES>" + persons + "</PERSONNES><RESPONSABLES>" + links + "</RESPONSABLES></BEE_RESPONSABLES>")
			.getBytes(StandardCharsets.UTF_8);
	}

	/** Names of a pupil are the same in each file; the class is not. */
	private static String pupil(int id, Random random) {
		Random own = new Random(id);
		return "<ELEVE ELEVE_ID=\"" + id + "\"><NOM_DE_FAMILLE>" + one(FAMILIES, own) + " " + id
				+ "</NOM_DE_FAMILLE><PRENOM>" + one(GIVEN, own) + "</PRENOM><DATE_NAISS>"
				+ String.format(Locale.ROOT, "%02d/%02d/%d", 1 + own.nextInt(28), 1 + own.nextInt(12),
						2008 + own.nextInt(8))
				+ "</DATE_NAISS></ELEVE><STRUCTURES_ELEVE ELEVE_ID=\"" + id + "\"><STRUCTURE><CODE_STRUCTURE>"
				+ (3 + random.nextInt(4)) + "A</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE>"
				+ "</STRUCTURES_ELEVE>";
	}

	private static String one(List<String> of, Random random) {
		return of.get(random.nextInt(of.size()));
	}

}
