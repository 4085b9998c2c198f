package fr.passerelle.gateway.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Language;
import fr.passerelle.gateway.security.ProblemWriter;
import fr.passerelle.gateway.security.Problems;
import fr.passerelle.gateway.store.StoreFailure;
import fr.passerelle.gateway.store.StoreWatch;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.HtmlUtils;

/**
 * Answers requests of administrators when the store fails. It is around all other
 * filters, since the sign-in reads the store before any page does. The console's page
 * needs nothing from the store, so it has no frame around it.
 */
final class StoreFailureFilter extends OncePerRequestFilter {

	private static final Logger log = LoggerFactory.getLogger(StoreFailureFilter.class);

	private final ProblemWriter problems;

	private final MessageSource words;

	private final ConsoleAssets assets;

	private final StoreWatch watch;

	StoreFailureFilter(ProblemWriter problems, MessageSource words, ConsoleAssets assets, StoreWatch watch) {
		this.problems = problems;
		this.words = words;
		this.assets = assets;
		this.watch = watch;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | IOException | RuntimeException ex) {
			Optional<StoreFailure> failure = StoreFailure.of(ex);
			if (failure.isEmpty() || response.isCommitted()) {
				throw ex;
			}
			log.debug("The store did not answer", ex);
			answer(failure.get(), request, response);
		}
	}

	private void answer(StoreFailure failure, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if (failure == StoreFailure.FULL) {
			this.watch.tellFull();
		}
		response.resetBuffer();
		response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(StoreFailure.retryAfter().toSeconds()));
		if (isPage(request)) {
			page(failure, request, response);
		}
		else {
			this.problems.write(response, Problems.of(HttpStatus.valueOf(failure.status()), ErrorCode.STORE_UNAVAILABLE,
					failure.title(), failure.detail()));
		}
	}

	private static boolean isPage(HttpServletRequest request) {
		String path = request.getRequestURI();
		return path.equals("/console") || path.startsWith("/console/");
	}

	private void page(StoreFailure failure, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		Locale locale = Language.of(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
		String again = request.getMethod().equals("GET") ? request.getRequestURI() : "/console/";
		String key = "frame.refusal." + failure.name();
		String html = """
				<!DOCTYPE html>
				<html lang="%s">
				<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
				<title>%s</title><link rel="stylesheet" href="%sconsole.css"></head>
				<body class="outside"><main id="main"><section class="card narrow"><h1>%s</h1><p class="lead">%s</p>
				<p><a class="button" href="%s">%s</a></p></section></main></body>
				</html>
				""".formatted(locale.getLanguage(), word(key, locale), this.assets.folder(), word(key, locale),
				word(key + ".next", locale), HtmlUtils.htmlEscape(again), word("frame.refusal.retry", locale));
		response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
		response.setHeader("Passerelle-Error", ErrorCode.STORE_UNAVAILABLE.name());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentType(MediaType.TEXT_HTML_VALUE + ";charset=UTF-8");
		response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
	}

	private String word(String key, Locale locale) {
		return HtmlUtils.htmlEscape(this.words.getMessage(key, null, locale), "UTF-8");
	}

}
