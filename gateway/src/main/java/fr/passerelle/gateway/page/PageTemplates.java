package fr.passerelle.gateway.page;

import java.nio.charset.StandardCharsets;

import org.thymeleaf.TemplateEngine;
import org.thymeleaf.spring6.dialect.SpringStandardDialect;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The engine for this package's own templates, separate from the console's: it needs no
 * servlet and no view resolver, and parses each template once. The dialect is Spring's
 * because Boot's starter brings its expression language and leaves OGNL out.
 */
final class PageTemplates {

	private static final String FOLDER = "fr/passerelle/gateway/page/templates/";

	private PageTemplates() {
	}

	static TemplateEngine engine(Messages messages) {
		ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver(PageTemplates.class.getClassLoader());
		templates.setPrefix(FOLDER);
		templates.setSuffix(".html");
		templates.setTemplateMode(TemplateMode.HTML);
		templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
		templates.setCacheable(true);
		TemplateEngine engine = new TemplateEngine();
		engine.setDialect(new SpringStandardDialect());
		engine.setTemplateResolver(templates);
		engine.setMessageResolver(messages);
		return engine;
	}

}
