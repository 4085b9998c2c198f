package fr.passerelle.gateway.console.history;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import fr.passerelle.gateway.document.ConfigurationDocument;
import fr.passerelle.gateway.document.ConfigurationDocument.Format;
import fr.passerelle.gateway.document.Differences;
import fr.passerelle.gateway.document.DocumentEdit;
import fr.passerelle.gateway.document.ThreeWay;
import fr.passerelle.gateway.document.ThreeWay.Conflict;
import fr.passerelle.gateway.document.ThreeWay.Merged;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.History;
import fr.passerelle.gateway.version.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page for an administrator who saves when another has saved since: both edits, the
 * result of merging them, and a choice for each place that both changed. The edit travels
 * in the page's own form; the server keeps nothing of it. Any screen that catches a
 * {@link fr.passerelle.gateway.version.LostRaceException} answers with this page.
 */
public final class Conflicts {

	private static final String CHOICE = "choice:";

	private final Establishments establishments;

	private final History history;

	private final DifferenceWords words;

	Conflicts(Establishments establishments, History history, DifferenceWords words) {
		this.establishments = establishments;
		this.history = history;
		this.words = words;
	}

	/**
	 * The page.
	 * @param uai the establishment
	 * @param base the version that the edit was made upon
	 * @param mine the whole document that was to be saved
	 * @param comment why, if they said
	 * @return the page, with status 409
	 */
	public ModelAndView page(Uai uai, long base, ConfigurationDocument mine, @Nullable String comment) {
		return page(uai, new Pending(base, mine, comment, null), Map.of());
	}

	/** As above, for a screen that knows its edit and not the document. */
	public ModelAndView page(Uai uai, long base, DocumentEdit edit, @Nullable String comment) {
		return page(uai, base, edit.applyTo(this.history.version(uai, base).document()), comment);
	}

	/**
	 * An edit that could not be saved.
	 *
	 * @param base the version that it was made upon
	 * @param mine the document
	 * @param comment why
	 * @param plan the planned change that it is, where it is one
	 */
	record Pending(long base, ConfigurationDocument mine, @Nullable String comment, @Nullable String plan) {

		static Pending of(long base, String mine, @Nullable String comment, @Nullable String plan) {
			return new Pending(base, ConfigurationDocument.parse(mine.getBytes(StandardCharsets.UTF_8), Format.JSON),
					comment, plan);
		}

	}

	/**
	 * A place that both changed.
	 *
	 * @param path in the document
	 * @param place in words
	 * @param base as it was
	 * @param mine as this person wants it
	 * @param theirs as it is
	 * @param choice {@code mine}, {@code theirs}, or null
	 */
	record Choice(String path, String place, @Nullable String base, @Nullable String mine, @Nullable String theirs,
			@Nullable String choice) {

		/** The name of its field. */
		public String field() {
			return CHOICE + this.path;
		}

	}

	/** The page with the choices made so far, by path. */
	ModelAndView page(Uai uai, Pending pending, Map<String, String> chosen) {
		Version latest = this.establishments.current(uai);
		ConfigurationDocument base = this.history.version(uai, pending.base()).document();
		Merged merged = ThreeWay.merge(base, pending.mine(), latest.document(), mine(chosen));
		List<Choice> choices = merged.conflicts().stream().map((conflict) -> choice(conflict, chosen)).toList();
		boolean undecided = choices.stream().anyMatch((choice) -> choice.choice() == null);
		ModelAndView page = new ModelAndView("history/conflict");
		page.setStatus(HttpStatus.CONFLICT);
		page.addObject("latest", latest);
		page.addObject("pending", pending);
		page.addObject("theirs", this.words.lines(Differences.between(base, latest.document())));
		page.addObject("mine", this.words.lines(Differences.between(base, pending.mine())));
		page.addObject("choices", choices);
		page.addObject("undecided", undecided);
		page.addObject("asked", !chosen.isEmpty());
		page.addObject("result", this.words.lines(Differences.between(latest.document(), merged.document())));
		page.addObject("yaml", merged.document().toYaml());
		page.addObject("faults", List.of());
		return page;
	}

	/** What a form says of choices, by path. */
	static Map<String, String> chosen(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.filter((field) -> field.getKey().startsWith(CHOICE) && Set.of("mine", "theirs").contains(field.getValue()))
			.collect(Collectors.toMap((field) -> field.getKey().substring(CHOICE.length()), Map.Entry::getValue));
	}

	private static Set<String> mine(Map<String, String> chosen) {
		Set<String> mine = new HashSet<>();
		chosen.forEach((path, side) -> {
			if (side.equals("mine")) {
				mine.add(path);
			}
		});
		return mine;
	}

	private Choice choice(Conflict conflict, Map<String, String> chosen) {
		return new Choice(conflict.path(), this.words.place(conflict.steps()), conflict.base(), conflict.mine(),
				conflict.theirs(), chosen.get(conflict.path()));
	}

}
