package fr.passerelle.gateway.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;

/**
 * The page that asks again before anything that ends sessions, deletes, stops or
 * restores. It posts to the address of the action with {@code confirmed=true} and the
 * fields it was given. Keys are messages; an entry is a key with its arguments.
 */
public final class Confirmation {

	private final String section;

	private final Entry title;

	private final String action;

	private final List<Entry> consequences = new ArrayList<>();

	private final Map<String, String> fields = new LinkedHashMap<>();

	private Entry button = new Entry("frame.confirm", List.of());

	private String back = "/console/";

	private boolean danger;

	private @Nullable String retype;

	private Confirmation(String section, Entry title, String action) {
		this.section = section;
		this.title = title;
		this.action = action;
	}

	/**
	 * A message and what goes into it.
	 *
	 * @param key of the message
	 * @param arguments for it
	 */
	public record Entry(String key, List<Object> arguments) {

		/** The arguments as a template hands them to the message. */
		public Object[] values() {
			return this.arguments.toArray();
		}

	}

	/**
	 * Begins a confirmation.
	 * @param section which the navigation marks
	 * @param action the address to post to
	 * @param title the question's key
	 * @param arguments for the question
	 */
	public static Confirmation of(String section, String action, String title, Object... arguments) {
		return new Confirmation(section, new Entry(title, List.of(arguments)), action);
	}

	/** One thing that will happen, in plain words. */
	public Confirmation saying(String key, Object... arguments) {
		this.consequences.add(new Entry(key, List.of(arguments)));
		return this;
	}

	/** Carries a field on to the action; a null value carries nothing. */
	public Confirmation with(String name, @Nullable Object value) {
		if (value != null) {
			this.fields.put(name, value.toString());
		}
		return this;
	}

	/** The words on the button, and where the way back leads. */
	public Confirmation button(String key, String back) {
		this.button = new Entry(key, List.of());
		this.back = back;
		return this;
	}

	/** Marks what cannot be taken back. */
	public Confirmation danger() {
		this.danger = true;
		return this;
	}

	/** Asks for a text to be typed, sent as {@code confirm}; the action checks it. */
	public Confirmation retyping(String text) {
		this.retype = text;
		return this;
	}

	/** The page. */
	public ModelAndView page() {
		ModelAndView page = new ModelAndView("confirm");
		page.addObject("confirmation", this);
		return page;
	}

	public String section() {
		return this.section;
	}

	public Entry title() {
		return this.title;
	}

	public String action() {
		return this.action;
	}

	public List<Entry> consequences() {
		return this.consequences;
	}

	public Map<String, String> fields() {
		return this.fields;
	}

	public Entry buttonText() {
		return this.button;
	}

	public String back() {
		return this.back;
	}

	public boolean isDanger() {
		return this.danger;
	}

	public @Nullable String retype() {
		return this.retype;
	}

}
