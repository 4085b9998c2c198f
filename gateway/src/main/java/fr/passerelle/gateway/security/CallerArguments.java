package fr.passerelle.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Set;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.actor.Change;
import fr.passerelle.gateway.http.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * Gives controllers the caller: the {@link Grant} is what they may do, the {@link Actor}
 * who they are and where, the {@link Change} also why.
 */
public final class CallerArguments implements HandlerMethodArgumentResolver {

	private static final String COMMENT = "Passerelle-Comment";

	private static final Set<Class<?>> TYPES = Set.of(Grant.class, Actor.class, Change.class);

	private final Grants grants;

	private final Caller caller;

	/**
	 * Reads callers off requests.
	 * @param grants tells what a caller may do
	 * @param addresses tells where a request comes from
	 */
	public CallerArguments(Grants grants, ClientAddresses addresses) {
		this(grants, new Caller(addresses));
	}

	CallerArguments(Grants grants, Caller caller) {
		this.grants = grants;
		this.caller = caller;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return TYPES.contains(parameter.getParameterType());
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		Principal who = request.getUserPrincipal();
		Grant grant = (who != null) ? this.grants.of(who) : Grant.NONE;
		if (parameter.getParameterType() == Grant.class) {
			return grant;
		}
		HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
		if (who == null || servlet == null) {
			throw new IllegalStateException("no administrator has signed in");
		}
		Actor actor = new Actor(who.getName(), this.caller.address(servlet), grant.mayChangePlatform());
		if (parameter.getParameterType() == Actor.class) {
			return actor;
		}
		return AnnotatedElementUtils.hasAnnotation(parameter.getContainingClass(), RestController.class)
				? called(actor, request) : Change.typed(actor, request.getParameter("comment"));
	}

	/**
	 * The comment of a call is {@code ?comment=} or the header
	 * {@code Passerelle-Comment}, percent-encoded where it is not ASCII.
	 */
	private static Change called(Actor actor, NativeWebRequest request) {
		String parameter = request.getParameter("comment");
		String header = request.getHeader(COMMENT);
		try {
			String comment = (parameter != null || header == null) ? parameter
					: UriUtils.decode(header, StandardCharsets.UTF_8);
			return new Change(actor, (comment == null || comment.isBlank()) ? null : comment.strip());
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.getMessage(), ex);
		}
	}

}
