package fr.passerelle.tryit.sample;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The one page of the application, which every address shows.
 */
final class SamplePage {

	private static final Map<String, String> ESPACES = Map.of("direction", "Espace Direction", "professeur",
			"Espace Professeurs", "viescolaire", "Espace Vie scolaire", "parent", "Espace Parents", "accompagnant",
			"Espace Accompagnants", "eleve", "Espace Élèves", "entreprise", "Espace Entreprise", "academie",
			"Espace Académie");

	private static final Map<String, String> PROFILES = Map.of("ELV", "élève", "TUT", "responsable d’élève", "ENS",
			"enseignant", "DOC", "documentaliste", "DIR", "direction", "EVS", "vie scolaire", "ETA",
			"personnel de l’établissement", "ACA", "académie", "COL", "collectivité");

	private final String template;

	SamplePage(String template) {
		this.template = template;
	}

	String render(Caller caller, Verdict verdict, String method, URI target) {
		String espace = ESPACES.getOrDefault(caller.espace(), "Page Établissement");
		String space = caller.espace().isEmpty() ? "parent" : caller.espace();
		return filled(Map.ofEntries(text("title", espace), text("who", who(caller)),
				text("verdictStyle", verdict.kind().style()), text("verdict", verdict.kind().title()),
				text("explanation", verdict.explanation()), text("method", method),
				text("address", caller.origin() + target.getRawPath()),
				text("query", (target.getRawQuery() != null) ? target.getRawQuery() : "(aucun)"),
				text("deep", "/pronote/" + space + "/notes/trimestre-2?matiere=anglais&tri=date"),
				text("fragment", "/pronote/" + space + ".html#absences"), Map.entry("facts", facts(caller)),
				Map.entry("live", live(caller))));
	}

	private static Map.Entry<String, String> text(String name, String value) {
		return Map.entry(name, escaped(value));
	}

	/** Fills the template in one pass, so that braces in a value are plain text. */
	private String filled(Map<String, String> values) {
		StringBuilder page = new StringBuilder();
		int from = 0;
		for (int start = next(from); start >= 0; start = next(from)) {
			int end = this.template.indexOf("}}", start);
			String value = values.get(this.template.substring(start + 2, end));
			if (value == null) {
				throw new IllegalStateException("the page has a name between braces without a value");
			}
			page.append(this.template, from, start).append(value);
			from = end + 2;
		}
		return page.append(this.template.substring(from)).toString();
	}

	private int next(int from) {
		return this.template.indexOf("{{", from);
	}

	private static String who(Caller caller) {
		if (caller.user() == null) {
			return "Visiteur";
		}
		return caller.name().isEmpty() ? caller.user() : caller.name();
	}

	private static String facts(Caller caller) {
		if (caller.user() == null) {
			return "<p>La passerelle ne transmet aucune identité ici.</p>";
		}
		return "<dl>" + fact("Nom", who(caller), "Passerelle-Name")
				+ fact("Identifiant", caller.user(), "Passerelle-User")
				+ fact("Profils", profiles(caller.profiles()), "Passerelle-Profiles")
				+ fact("Espace", ESPACES.getOrDefault(caller.espace(), caller.espace()), "Passerelle-Espace")
				+ fact("Établissement", caller.establishment(), "Passerelle-Establishment")
				+ fact("Connexion", caller.delegation().equals("direct") ? "directe, sans ENT"
						: "par la délégation " + caller.delegation(), "Passerelle-Delegation")
				+ "</dl>";
	}

	private static String fact(String name, String value, String header) {
		return "<div><dt>%s</dt><dd>%s <code class=\"header\">%s</code></dd></div>".formatted(name, escaped(value),
				header);
	}

	private static String profiles(List<String> profiles) {
		return profiles.isEmpty() ? "aucun"
				: profiles.stream()
					.map((profile) -> PROFILES.getOrDefault(profile, "autre") + " (" + profile + ")")
					.collect(Collectors.joining(", "));
	}

	/** Shows the clock to parents only, as its address belongs to their Espace. */
	private static String live(Caller caller) {
		return caller.espace().equals("parent") ? """
				<section aria-labelledby="live"><h2 id="live">En direct</h2>
				<p>Heure envoyée par l’application, chaque seconde, à travers la passerelle :
				<strong id="clock" role="timer" data-live="/pronote/parent/live">en attente…</strong></p></section>
				""" : "";
	}

	private static String escaped(String text) {
		return text.replace("&", "&amp;")
			.replace("<", "&lt;")
			.replace(">", "&gt;")
			.replace("\"", "&quot;")
			.replace("'", "&#39;");
	}

}
