package fr.passerelle.gateway.front;

import fr.passerelle.gateway.page.Pages;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.webapp.AbstractConfiguration;
import org.eclipse.jetty.ee11.webapp.WebAppContext;

/**
 * Puts {@link BareServletErrorHandler} into the place of the framework's handler once the
 * framework has named its error pages.
 */
final class BareServletErrors extends AbstractConfiguration {

	private final Pages pages;

	BareServletErrors(Pages pages) {
		super(new AbstractConfiguration.Builder());
		this.pages = pages;
	}

	@Override
	public void configure(WebAppContext context) {
		if (context.getErrorHandler() instanceof ErrorPageErrorHandler replaced) {
			context.setErrorHandler(new BareServletErrorHandler(this.pages, replaced));
		}
	}

}
