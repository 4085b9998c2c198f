package fr.passerelle.gateway.console;

import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * A message that is shown once, at the top of the page after an action.
 *
 * @param key the message
 * @param arguments for it
 * @param tone {@code ok}, {@code warn} or {@code bad}
 */
public record Flash(String key, List<Object> arguments, String tone) {

	/** The name under which the frame finds it. */
	static final String NAME = "flash";

	/** Says that it was done. */
	public static void done(RedirectAttributes redirect, String key, Object... arguments) {
		redirect.addFlashAttribute(NAME, new Flash(key, List.of(arguments), "ok"));
	}

	/**
	 * Says that it was done, on the page that a script opens next.
	 * @param next that page's address
	 */
	public static void done(HttpServletRequest request, HttpServletResponse response, String next, String key,
			Object... arguments) {
		RequestContextUtils.getOutputFlashMap(request).put(NAME, new Flash(key, List.of(arguments), "ok"));
		RequestContextUtils.saveOutputFlashMap(next, request, response);
	}

	/** Says that it was done, with something to look after. */
	public static void warn(RedirectAttributes redirect, String key, Object... arguments) {
		redirect.addFlashAttribute(NAME, new Flash(key, List.of(arguments), "warn"));
	}

	/** Says that it was not done. */
	public static void failed(RedirectAttributes redirect, String key, Object... arguments) {
		redirect.addFlashAttribute(NAME, new Flash(key, List.of(arguments), "bad"));
	}

	/** The arguments as a template hands them to the message. */
	public Object[] values() {
		return this.arguments.toArray();
	}

}
