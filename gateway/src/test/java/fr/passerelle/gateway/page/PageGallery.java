package fr.passerelle.gateway.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import fr.passerelle.gateway.http.Answer;

/**
 * Writes every page in both languages to files for a person to look at: run this class,
 * then open {@code target/gallery/fr/commune.html}.
 */
final class PageGallery {

	private PageGallery() {
	}

	public static void main(String[] arguments) throws IOException {
		Path gallery = Path.of((arguments.length > 0) ? arguments[0] : "target/gallery");
		Pages pages = Pages.bundled();
		for (Locale locale : List.of(Locale.FRENCH, Locale.ENGLISH)) {
			Path folder = Files.createDirectories(gallery.resolve(locale.getLanguage()));
			for (Map.Entry<String, Answer> page : Samples.plain().all(pages, AskedFor.byBrowser(locale)).entrySet()) {
				Files.writeString(folder.resolve(page.getKey() + ".html"), html(page.getValue()));
			}
		}
		for (String name : List.of("style.css", "page.js", "mark.svg", "bridge.svg", "espaces.svg")) {
			Answer asset = Objects.requireNonNull(pages.asset(Assets.bundled().folder() + name));
			Files.write(gallery.resolve(name), asset.body());
		}
	}

	private static String html(Answer page) {
		String html = new String(page.body(), StandardCharsets.UTF_8);
		return html.replace(Assets.bundled().folder(), "../");
	}

}
