package fr.passerelle.gateway.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.http.Answer;
import fr.passerelle.gateway.http.Background;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.http.Language;
import fr.passerelle.gateway.http.VisitorRequest;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders every page that a visitor sees, in the visitor's language, to a finished
 * answer. No page may be cached, or run a script from outside this package. No page may
 * be framed, except the one that says that a frame gets no cookies.
 */
public final class Pages {

	/** The folder of style, script and drawings, which {@link #asset} finds. */
	public static final String ASSETS = "/.passerelle/assets/";

	/**
	 * There is no {@code form-action} on purpose: Chromium applies it to the redirect
	 * that answers a form too, and the choice of an ENT is answered by a redirect to that
	 * ENT, whose host no list can hold. An outsider cannot make a form post elsewhere: no
	 * text on a page is markup, and {@code base-uri} is closed.
	 */
	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
			+ "img-src 'self' data:; base-uri 'none'";

	private static final String IN_NO_FRAME = "; frame-ancestors 'none'";

	private static final String HTML = "text/html; charset=utf-8";

	private static final String PROBLEM = "application/problem+json";

	private static final int SERVER_ERRORS = 500;

	private static final String PLAIN = "text/plain; charset=utf-8";

	private final TemplateEngine templates;

	private final Messages messages;

	private final Assets assets;

	private final JsonMapper json = JsonMapper.builder().build();

	Pages(TemplateEngine templates, Messages messages, Assets assets) {
		this.templates = templates;
		this.messages = messages;
		this.assets = assets;
	}

	/** The pages of this jar. */
	public static Pages bundled() {
		Messages messages = new Messages();
		return new Pages(PageTemplates.engine(messages), messages, Assets.bundled());
	}

	/**
	 * A refusal: a page for a person, a problem document (RFC 9457) for a program or a
	 * page's background request.
	 * @param reference what the person reads out to the school; the journal has it too
	 */
	public Answer refuse(VisitorRequest request, Refusal refusal, String reference) {
		Locale locale = language(request);
		Answer answer;
		if (refusal.code() == ErrorCode.UNKNOWN_HOST) {
			answer = unknownHost(locale, refusal, reference);
		}
		else if (wantsProblem(request)) {
			answer = problem(locale, refusal, reference);
		}
		else {
			answer = refusalPage(locale, refusal, reference);
		}
		if (refusal.retryAfter() != null) {
			answer = answer.with("Retry-After", Long.toString(seconds(refusal.retryAfter())));
		}
		return answer.with("Passerelle-Error", refusal.code().name());
	}

	/**
	 * The answer to a request whose head could not be read, or that failed in an
	 * unforeseen place. It has no establishment, and no reference, since the journal has
	 * no entry for such a request.
	 * @param status the HTTP status, 400 to 599
	 * @param header the request's headers, as far as they were read
	 */
	public Answer unreadable(int status, UnaryOperator<@Nullable String> header) {
		Locale locale = Language.of(header.apply("Accept-Language"));
		UnreadableText text = UnreadableText.of(status, locale, this.messages);
		Answer answer;
		if (isForPerson(status, header.apply("Accept"))) {
			Map<String, Object> variables = new LinkedHashMap<>();
			variables.put("text", text);
			variables.put("school", null);
			answer = render(status, locale, "unreadable", variables);
		}
		else {
			answer = secured(Answer.page(status, PROBLEM, this.json.writeValueAsBytes(text.problem(status))), locale);
		}
		ErrorCode code = (status < SERVER_ERRORS) ? ErrorCode.MALFORMED_REQUEST : ErrorCode.INTERNAL_ERROR;
		return answer.with("Passerelle-Error", code.name());
	}

	/** The choice between several ENTs. */
	public Answer chooser(VisitorRequest request, ChooserPage page) {
		return render(200, language(request), "chooser", Map.of("page", page, "school", page.establishment()));
	}

	/**
	 * The form for the school's own accounts.
	 * @param status 200, or the error's
	 */
	public Answer directLogin(VisitorRequest request, DirectLoginPage page, int status) {
		Locale locale = language(request);
		Map<String, Object> variables = new LinkedHashMap<>();
		variables.put("page", page);
		variables.put("school", page.establishment());
		if (page.error() == null) {
			return render(status, locale, "direct-login", variables);
		}
		Refusal refusal = Refusal.inForm(page.error(), page.espace());
		variables.put("error", RefusalText.of(refusal, locale, this.messages));
		return render(status, locale, "direct-login", variables).with("Passerelle-Error", page.error().name());
	}

	/**
	 * The form on which a person names their account at the school.
	 * @param status 200, or the error's
	 */
	public Answer link(VisitorRequest request, LinkPage page, int status) {
		Locale locale = language(request);
		Map<String, Object> variables = new LinkedHashMap<>();
		variables.put("page", page);
		variables.put("school", page.establishment());
		variables.put("ent", RefusalText.ent(page.entLabel(), locale, this.messages));
		if (page.error() == null) {
			return render(status, locale, "link", variables);
		}
		Refusal refusal = Refusal.inForm(page.error(), page.espace());
		variables.put("error", RefusalText.of(refusal, locale, this.messages));
		return render(status, locale, "link", variables).with("Passerelle-Error", page.error().name());
	}

	/** The page that posts its form to another server. */
	public Answer leaving(VisitorRequest request, LeavingPage page) {
		Locale locale = language(request);
		return render(200, locale, "leaving", Map.of("page", page, "school", page.establishment(), "ent",
				RefusalText.ent(page.entLabel(), locale, this.messages)));
	}

	/** The page that asks before it ends a session. */
	public Answer logout(VisitorRequest request, LogoutPage page) {
		return render(200, language(request), "logout", Map.of("page", page, "school", page.establishment()));
	}

	/** The page after the end of a session. */
	public Answer loggedOut(VisitorRequest request, LoggedOutPage page) {
		return render(200, language(request), "logged-out", Map.of("page", page, "school", page.establishment()));
	}

	/** Page commune. */
	public Answer commune(VisitorRequest request, CommunePage page) {
		return render(200, language(request), "commune", Map.of("page", page, "school", page.establishment()));
	}

	/**
	 * Style, script or drawing.
	 * @param path below {@link #ASSETS}
	 * @return the file; null if the path is no file's
	 */
	public @Nullable Answer asset(String path) {
		return this.assets.answer(path);
	}

	private Answer refusalPage(Locale locale, Refusal refusal, String reference) {
		Map<String, Object> variables = new LinkedHashMap<>();
		variables.put("refusal", refusal);
		variables.put("reference", reference);
		variables.put("text", RefusalText.of(refusal, locale, this.messages));
		variables.put("school", refusal.school());
		int status = refusal.code().status();
		// A frame of another site is harmless: the page has no form.
		return refusal.isForFrames() ? framed(answer(status, locale, "refusal", variables), locale)
				: render(status, locale, "refusal", variables);
	}

	private Answer problem(Locale locale, Refusal refusal, String reference) {
		RefusalText text = RefusalText.of(refusal, locale, this.messages);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("type", "urn:passerelle:error:" + refusal.code());
		document.put("title", text.title());
		document.put("status", refusal.code().status());
		document.put("detail", text.detail());
		document.put("code", refusal.code().name());
		document.put("reference", reference);
		if (refusal.reason() != null) {
			document.put("reason", refusal.reason());
		}
		if (refusal.retryAfter() != null) {
			document.put("retryAfter", seconds(refusal.retryAfter()));
		}
		if (refusal.reopensAt() != null) {
			document.put("reopensAt", refusal.reopensAt().toOffsetDateTime().toString());
		}
		document.put("openEspaces",
				refusal.openEspaces().stream().map(EspaceLink::espace).map(EspaceKey::key).toList());
		return secured(Answer.page(refusal.code().status(), PROBLEM, this.json.writeValueAsBytes(document)), locale);
	}

	/**
	 * Two lines of text and no page: a stranger who asks for a host that no school has
	 * learns nothing about what else is served here.
	 */
	private Answer unknownHost(Locale locale, Refusal refusal, String reference) {
		RefusalText text = RefusalText.of(refusal, locale, this.messages);
		String body = text.title() + '\n' + this.messages.text(locale, "reference.line", reference) + '\n';
		return secured(Answer.page(refusal.code().status(), PLAIN, body.getBytes(StandardCharsets.UTF_8)), locale);
	}

	private Answer render(int status, Locale locale, String template, Map<String, Object> variables) {
		return secured(answer(status, locale, template, variables), locale);
	}

	private Answer answer(int status, Locale locale, String template, Map<String, Object> variables) {
		Context context = new Context(locale, variables);
		context.setVariable("language", locale.getLanguage());
		context.setVariable("assets", this.assets.folder());
		String html = this.templates.process(template, context);
		return Answer.page(status, HTML, html.getBytes(StandardCharsets.UTF_8));
	}

	private static Answer secured(Answer answer, Locale locale) {
		return described(answer, locale).with("Content-Security-Policy", CONTENT_SECURITY_POLICY + IN_NO_FRAME)
			.with("X-Frame-Options", "DENY");
	}

	/** The headers of a page that may be seen in another site's frame. */
	private static Answer framed(Answer answer, Locale locale) {
		return described(answer, locale).with("Content-Security-Policy", CONTENT_SECURITY_POLICY);
	}

	private static Answer described(Answer answer, Locale locale) {
		return answer.with("Content-Language", locale.getLanguage())
			.with("Vary", "Accept-Language, Accept")
			.with("X-Content-Type-Options", "nosniff");
	}

	/**
	 * Some clients ask for JSON and add that they take any type: they mean the JSON.
	 */
	private static boolean wantsProblem(VisitorRequest request) {
		String accept = request.header("Accept");
		if (accept == null) {
			return Background.isForPrograms(request);
		}
		String types = accept.toLowerCase(Locale.ROOT);
		return Background.isForPrograms(request) || (types.contains("json") && !types.contains("html"));
	}

	/**
	 * If the head is too long, its headers are not read: then a browser gets a page,
	 * since its cookies may be the reason.
	 */
	private static boolean isForPerson(int status, @Nullable String accept) {
		boolean unread = accept == null && status != 400;
		return unread || (accept != null && accept.toLowerCase(Locale.ROOT).contains("html"));
	}

	private static long seconds(Duration wait) {
		return Math.max(1, wait.plusSeconds(1).minusNanos(1).toSeconds());
	}

	private static Locale language(VisitorRequest request) {
		return Language.of(request.header("Accept-Language"));
	}

}
