package fr.passerelle.mockeduconnect;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The pages that people see. */
final class Pages {

	private static final String STYLE = """
			body{font-family:system-ui,sans-serif;margin:0;background:#f6f6f6;color:#161616}
			main{max-width:30rem;margin:2rem auto;padding:1.5rem;background:#fff;border-top:4px solid #000091}
			button,.button{display:block;width:100%;box-sizing:border-box;margin:.5rem 0;padding:.75rem;border:1px solid #000091;
			background:#fff;color:#000091;font:inherit;text-align:left;cursor:pointer}
			input{display:block;width:100%;box-sizing:border-box;padding:.6rem;margin:.25rem 0 1rem;font:inherit}
			.error{color:#ce0500}.note{color:#555;font-size:.9rem}""";

	private Pages() {
	}

	static String choice(String place) {
		return page("Qui se connecte ?", """
				<h1>Qui se connecte ?</h1>
				<form method="post"><input type="hidden" name="execution" value="%1$s">
				<button name="who" value="eleve">Élève</button>
				<button name="who" value="responsable">Responsable d’élève</button></form>""".formatted(place));
	}

	static String form(String place, Collection<Account> accounts, @Nullable String error) {
		StringBuilder text = new StringBuilder("<h1>Je me connecte</h1>");
		if (error != null) {
			text.append("<p class=\"error\" role=\"alert\">").append(Markup.escaped(error)).append("</p>");
		}
		text.append("<form method=\"post\"><input type=\"hidden\" name=\"execution\" value=\"")
			.append(place)
			.append("\"><label>Identifiant<input name=\"username\" autocomplete=\"off\"></label>")
			.append("<label>Mot de passe<input name=\"password\" type=\"password\"></label>")
			.append("<button>Me connecter</button></form><p class=\"note\">Comptes d’essai :</p>");
		for (Account account : accounts) {
			text.append("<form method=\"post\"><input type=\"hidden\" name=\"execution\" value=\"")
				.append(place)
				.append("\"><button name=\"username\" value=\"")
				.append(Markup.escaped(account.username()))
				.append("\">")
				.append(Markup.escaped(
						account.givenName() + " " + account.familyName() + " (" + account.affiliation().value() + ")"))
				.append("</button></form>");
		}
		return page("Je me connecte", text.toString());
	}

	/** The page that posts itself. */
	static String post(String address, Map<String, String> fields) {
		StringBuilder text = new StringBuilder("<form method=\"post\" action=\"").append(Markup.escaped(address))
			.append("\">");
		fields.forEach((name, value) -> text.append("<input type=\"hidden\" name=\"")
			.append(name)
			.append("\" value=\"")
			.append(Markup.escaped(value))
			.append("\">"));
		text.append("<button>Continuer</button></form><script>document.forms[0].submit()</script>");
		return page("Connexion", text.toString());
	}

	static String message(String title, String sentence) {
		return page(title, "<h1>" + Markup.escaped(title) + "</h1><p>" + Markup.escaped(sentence) + "</p>");
	}

	private static String page(String title, String content) {
		return "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>" + Markup.escaped(title)
				+ " – EduConnect (imitation)</title><meta name=\"viewport\" content=\"width=device-width\"><style>"
				+ STYLE + "</style></head><body><main><p class=\"note\">Imitation d’EduConnect, pour les essais</p>"
				+ content + "</main></body></html>";
	}

}
