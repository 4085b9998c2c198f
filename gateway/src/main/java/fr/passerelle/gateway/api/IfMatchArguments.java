package fr.passerelle.gateway.api;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.version.ExpectedVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.server.ResponseStatusException;

/**
 * Reads upon which version a change is made, from {@code If-Match} (RFC 9110 §13.1.1).
 */
final class IfMatchArguments implements HandlerMethodArgumentResolver {

	private static final int MAX_IF_MATCH = 1000;

	private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e]*)\"\\s*(,|$)");

	private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == ExpectedVersion.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		return expected(request.getHeaderValues(HttpHeaders.IF_MATCH));
	}

	static ExpectedVersion expected(String @Nullable [] headers) {
		if (headers == null || headers.length == 0) {
			return ExpectedVersion.ANY;
		}
		String list = String.join(",", headers);
		if (list.strip().equals("*")) {
			return ExpectedVersion.ANY;
		}
		if (list.length() > MAX_IF_MATCH) {
			throw garbled();
		}
		Set<Long> versions = new HashSet<>();
		Matcher tag = TAG.matcher(list);
		int end = 0;
		while (end < list.length()) {
			if (!tag.find(end) || tag.start() != end) {
				throw garbled();
			}
			// A weak tag, or one with another text than a number, is well formed
			// and matches nothing.
			if (tag.group(1) == null && NUMBER.matcher(tag.group(2)).matches()) {
				versions.add(Long.valueOf(tag.group(2)));
			}
			end = tag.end();
		}
		if (end == 0) {
			throw garbled();
		}
		return new ExpectedVersion(versions);
	}

	private static ResponseStatusException garbled() {
		return new ResponseStatusException(HttpStatus.BAD_REQUEST,
				"If-Match is * or a list of ETags as they were given, e.g. \"3\" with its quotes");
	}

}
