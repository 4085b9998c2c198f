package fr.passerelle.gateway.api;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.version.Change;
import fr.passerelle.gateway.version.ExpectedVersion;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriUtils;

/**
 * What every change carries: who makes it, from where, why ({@code ?comment=} or the
 * header {@code Passerelle-Comment}, percent-encoded where it is not ASCII), and upon
 * which version ({@code If-Match}, RFC 9110 §13.1.1).
 */
final class ChangeArguments implements HandlerMethodArgumentResolver {

	private static final String COMMENT = "Passerelle-Comment";

	private static final int MAX_IF_MATCH = 1000;

	private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e]*)\"\\s*(,|$)");

	private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

	private final Function<HttpServletRequest, String> address;

	private final Grants grants;

	/**
	 * Reads them off requests.
	 * @param address tells where one comes from
	 * @param grants tells what somebody may do
	 */
	ChangeArguments(Function<HttpServletRequest, String> address, Grants grants) {
		this.address = address;
		this.grants = grants;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Change.class || parameter.getParameterType() == ExpectedVersion.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
			NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
		return (parameter.getParameterType() == Change.class) ? change(request)
				: expected(request.getHeaderValues(HttpHeaders.IF_MATCH));
	}

	private Change change(NativeWebRequest request) {
		Principal author = request.getUserPrincipal();
		HttpServletRequest servlet = request.getNativeRequest(HttpServletRequest.class);
		try {
			return new Change((author != null) ? author.getName() : "anonymous", comment(request),
					(servlet != null) ? this.address.apply(servlet) : null,
					author != null && this.grants.of(author).mayChangePlatform());
		}
		catch (IllegalArgumentException ex) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST, ex.getMessage(), ex);
		}
	}

	private static @Nullable String comment(NativeWebRequest request) {
		String parameter = request.getParameter("comment");
		String header = request.getHeader(COMMENT);
		String comment = (parameter != null || header == null) ? parameter
				: UriUtils.decode(header, StandardCharsets.UTF_8);
		return (comment == null || comment.isBlank()) ? null : comment.strip();
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
			// A weak tag, or one that is none of ours, is well formed and matches
			// nothing.
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
