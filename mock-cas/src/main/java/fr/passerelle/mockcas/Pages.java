package fr.passerelle.mockcas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The pages that people see, in French. They need no script.
 */
final class Pages {

	private static final String TITLE = "Portail ENT de test";

	private final String frame = resource("page.html");

	private final String entName;

	Pages(String entName) {
		this.entName = entName;
	}

	/**
	 * The form has no action, like Apereo's: the address keeps the service, and the
	 * browser keeps the fragment.
	 */
	String login(List<Person> people, @Nullable String service, @Nullable String notice) {
		String where = (service != null)
				? "<p>Vous continuerez vers <span class=\"address\">" + Markup.escape(service) + "</span></p>"
				: "<p>Aucune application n'est demandée : vous resterez sur ce portail.</p>";
		String buttons = people.stream().map(Pages::button).collect(Collectors.joining());
		return page("Qui êtes-vous ?", ((notice != null) ? """
				<p role="alert" class="notice">%s</p>
				""".formatted(Markup.escape(notice)) : "") + where + """
				<form method="post"><ul class="people">
				%s</ul></form>
				""".formatted(buttons));
	}

	String signedIn(Person person) {
		return page("Vous êtes connecté",
				"""
						<p>Session ouverte : <strong>%s</strong>. Les applications de l'ENT s'ouvriront sans nouvelle question.</p>
						<p><a href="logout">Se déconnecter</a></p>
						"""
					.formatted(Markup.escape(person.displayName())));
	}

	String signedOut() {
		return page("Vous êtes déconnecté", """
				<p>La session du portail est fermée, et les applications visitées en sont prévenues.</p>
				<p><a href="login">Se connecter</a></p>
				""");
	}

	String charter() {
		return page("Charte d'utilisation", """
				<p>Vous devez accepter la charte du portail avant d'ouvrir une application.</p>
				""");
	}

	String unknownService(String service) {
		return unknownService("Application non autorisée", service);
	}

	String unknownService(String heading, String service) {
		return page(heading, """
				<p>L'application <span class="address">%s</span> n'est pas enregistrée auprès de ce portail.</p>
				<p>Demandez à l'administrateur de l'ENT d'enregistrer son adresse.</p>
				""".formatted(Markup.escape(service)));
	}

	String invalidService() {
		return page("Adresse refusée",
				"""
						<p>L'adresse de l'application doit commencer par http:// ou https:// et ne contenir aucun caractère de contrôle.</p>
						""");
	}

	private static String button(Person person) {
		return """
				<li><button type="submit" name="username" value="%s"><span class="name">%s</span> \
				<span class="role">%s</span></button></li>
				""".formatted(Markup.escape(person.username()), Markup.escape(person.displayName()),
				Markup.escape(person.role().isEmpty() ? person.username() : person.role()));
	}

	private String page(String heading, String content) {
		return this.frame.replace("{{title}}", TITLE)
			.replace("{{ent}}", Markup.escape(this.entName))
			.replace("{{heading}}", Markup.escape(heading))
			.replace("{{content}}", content);
	}

	private static String resource(String name) {
		try (InputStream in = Pages.class.getResourceAsStream(name)) {
			if (in == null) {
				throw new IllegalStateException(name + " is missing from the jar");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
