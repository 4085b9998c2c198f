package fr.passerelle.gateway.access;

import java.security.Principal;

import fr.passerelle.gateway.admin.Grant;
import fr.passerelle.gateway.admin.Grants;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands controllers the {@link Grant} of whoever calls.
 */
final class GrantArguments implements HandlerMethodArgumentResolver {

	private final Grants grants;

	GrantArguments(Grants grants) {
		this.grants = grants;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Grant.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		Principal who = request.getUserPrincipal();
		return (who != null) ? this.grants.of(who) : Grant.NONE;
	}

}
