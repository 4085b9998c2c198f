package fr.passerelle.gateway.security;

import java.security.Principal;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.audit.Actor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Hands controllers whoever calls: the {@link Grant}, what they may do, and the
 * {@link Actor}, who they are and where.
 */
final class CallerArguments implements HandlerMethodArgumentResolver {

	private final Grants grants;

	private final Caller caller;

	CallerArguments(Grants grants, Caller caller) {
		this.grants = grants;
		this.caller = caller;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Grant.class || parameter.getParameterType() == Actor.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		Principal who = request.getUserPrincipal();
		if (parameter.getParameterType() == Grant.class) {
			return (who != null) ? this.grants.of(who) : Grant.NONE;
		}
		HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
		if (who == null || servlet == null) {
			throw new IllegalStateException("nobody has signed in");
		}
		return new Actor(who.getName(), this.caller.address(servlet));
	}

}
