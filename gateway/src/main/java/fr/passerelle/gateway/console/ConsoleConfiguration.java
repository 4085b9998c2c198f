package fr.passerelle.gateway.console;

import java.time.ZoneId;
import java.util.Locale;

import fr.passerelle.gateway.http.Language;
import fr.passerelle.gateway.security.ProblemWriter;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.store.StoreWatch;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;

/**
 * The frame around the console's pages.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

	/** The webjar's, as the build's parent names it; a test holds the two together. */
	static final String HTMX = "2.0.4";

	@Bean
	ConsoleAssets consoleAssets() {
		return new ConsoleAssets(HTMX);
	}

	/** Outside the sign-in, which asks the store first. */
	@Bean
	FilterRegistrationBean<StoreFailureFilter> storeFailures(ProblemWriter problems, MessageSource words,
			ConsoleAssets assets, StoreWatch watch) {
		FilterRegistrationBean<StoreFailureFilter> filter = new FilterRegistrationBean<>(
				new StoreFailureFilter(problems, words, assets, watch));
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
		return filter;
	}

	@Bean
	FaultTexts faultTexts(MessageSource words) {
		return new FaultTexts(words);
	}

	/** The one that administrators read and type times in. */
	@Bean
	ZoneId consoleZone(PasserelleSettings settings) {
		return settings.console().zone();
	}

	/** As on visitors' pages: French, unless the browser prefers English to French. */
	@Bean
	LocaleResolver localeResolver() {
		return new AbstractLocaleResolver() {

			@Override
			public Locale resolveLocale(HttpServletRequest request) {
				return Language.of(request.getHeader("Accept-Language"));
			}

			@Override
			public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response,
					@Nullable Locale locale) {
				throw new UnsupportedOperationException("the browser says which language");
			}

		};
	}

}
