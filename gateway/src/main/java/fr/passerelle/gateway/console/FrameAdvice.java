package fr.passerelle.gateway.console;

import java.security.Principal;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.version.Establishments;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives every page of the console its frame, the reader's grant and the format of dates.
 */
@ControllerAdvice("fr.passerelle.gateway.console")
final class FrameAdvice {

	private final Establishments establishments;

	private final Grants grants;

	private final ConsoleAssets assets;

	private final MessageSource words;

	private final PasserelleSettings settings;

	private final Clock clock;

	FrameAdvice(Establishments establishments, Grants grants, ConsoleAssets assets, MessageSource words,
			PasserelleSettings settings, Clock clock) {
		this.establishments = establishments;
		this.grants = grants;
		this.assets = assets;
		this.words = words;
		this.settings = settings;
		this.clock = clock;
	}

	@ModelAttribute("frame")
	Frame frame(HttpServletRequest request, @Nullable Principal who) {
		Grant may = (who != null) ? this.grants.of(who) : Grant.NONE;
		Set<Uai> bound = may.establishments();
		boolean several = bound == null || bound.size() > 1;
		return new Frame((who != null) ? who.getName() : null, may, school(request, may), several,
				this.assets.folder());
	}

	@ModelAttribute("may")
	Grant may(@Nullable Principal who) {
		return (who != null) ? this.grants.of(who) : Grant.NONE;
	}

	@ModelAttribute("when")
	Moments moments(Locale locale) {
		return new Moments(this.clock, this.settings.console().zone(), locale, this.words);
	}

	@ModelAttribute("comments")
	Comments comments(Locale locale) {
		return new Comments(this.words, locale);
	}

	private Frame.@Nullable School school(HttpServletRequest request, Grant may) {
		Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		Object uai = (variables instanceof Map<?, ?> map) ? map.get("uai") : null;
		if (!(uai instanceof String code) || !Uai.isUai(code) || !may.mayRead(new Uai(code))) {
			return null;
		}
		Uai known = new Uai(code);
		return this.establishments.find(known)
			.map((found) -> new Frame.School(found.uai(), found.name(), found.publicUrl()))
			.or(() -> this.establishments.exists(known) ? Optional.of(new Frame.School(known, code, ""))
					: Optional.empty())
			.orElse(null);
	}

}
