package fr.passerelle.gateway.api;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import fr.passerelle.gateway.actor.Change;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Refuses a change whose address has a parameter that the change does not know: a filter
 * or a trial run that is mistyped must not become a change of everything.
 */
final class KnownParameters implements HandlerInterceptor {

	private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

	private static final DefaultParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		String query = request.getQueryString();
		if (query != null && !READING.contains(request.getMethod()) && handler instanceof HandlerMethod method) {
			Set<String> known = known(method);
			given(query).stream().filter((name) -> !known.contains(name)).findFirst().ifPresent((name) -> {
				throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "Nothing was changed: there is no parameter "
						+ name + " here" + (known.isEmpty() ? "" : "; there are: " + String.join(", ", known)));
			});
		}
		return true;
	}

	private static Set<String> given(String query) {
		try {
			return UriComponentsBuilder.newInstance()
				.query(query)
				.build()
				.getQueryParams()
				.keySet()
				.stream()
				.map((name) -> UriUtils.decode(name, StandardCharsets.UTF_8))
				.collect(Collectors.toSet());
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "the query cannot be read", ex);
		}
	}

	private static Set<String> known(HandlerMethod method) {
		Set<String> known = new TreeSet<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			RequestParam named = parameter.getParameterAnnotation(RequestParam.class);
			if (named != null) {
				parameter.initParameterNameDiscovery(NAMES);
				known.add(named.name().isEmpty() ? String.valueOf(parameter.getParameterName()) : named.name());
			}
			else if (parameter.getParameterType() == Change.class) {
				known.add("comment");
			}
			else if (parameter.hasParameterAnnotation(ModelAttribute.class)
					|| parameter.getParameterType() == ImportParameters.class) {
				Arrays.stream(parameter.getParameterType().getRecordComponents())
					.map(RecordComponent::getName)
					.forEach(known::add);
			}
		}
		return known;
	}

}
