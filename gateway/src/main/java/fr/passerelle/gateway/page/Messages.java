package fr.passerelle.gateway.page;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.messageresolver.AbstractMessageResolver;

/**
 * The words of every page, from {@code messages.properties} (French) and
 * {@code messages_en.properties}. A missing key is an error of the program and throws, so
 * that a parent never reads {@code ??key??}.
 */
final class Messages extends AbstractMessageResolver {

	static final String BUNDLE = "fr.passerelle.gateway.page.messages";

	/** The words for a key, in a language. */
	String text(Locale locale, String key, @Nullable Object... arguments) {
		return new MessageFormat(bundle(locale).getString(key), locale).format(arguments);
	}

	/**
	 * The bundle has no fallback: French is its root, so that on a server whose own
	 * locale is English Java would answer a request for French from the English file.
	 */
	private static ResourceBundle bundle(Locale locale) {
		return ResourceBundle.getBundle(BUNDLE, locale, Messages.class.getClassLoader(),
				Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
	}

	@Override
	public String resolveMessage(ITemplateContext context, @Nullable Class<?> origin, String key,
			Object @Nullable [] messageParameters) {
		return text(context.getLocale(), key, Objects.requireNonNullElse(messageParameters, new Object[0]));
	}

	@Override
	public String createAbsentMessageRepresentation(ITemplateContext context, @Nullable Class<?> origin, String key,
			Object @Nullable [] messageParameters) {
		throw new IllegalStateException("no message '" + key + "'");
	}

}
