package fr.passerelle.gateway.security;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;

import fr.passerelle.gateway.account.AdministratorProviders;
import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.CasAccounts;
import fr.passerelle.gateway.account.Grants;
import fr.passerelle.gateway.account.SignIns;
import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.http.AdministratorSessions;
import fr.passerelle.gateway.http.ClientAddresses;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.login.AdministratorProtocol;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.settings.StartRefusedException;
import fr.passerelle.gateway.suspension.AdministratorSuspensions;
import fr.passerelle.gateway.version.ConsoleHosts;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.SessionTrackingMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * Who may reach what the servlet container serves: one chain for the console, with a
 * session and a form, one for all the rest, with neither; both closed by default.
 * Visitors' requests do not come here.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(AccessConfiguration.class);

	/** What a load balancer asks; anything below may name parts of the machine. */
	/**
	 * A form with files, too large for the filter that looks for the token in it: the
	 * unguessable end of its address stands for the token.
	 */
	private static final String FILES_OF_PEOPLE = "/console/establishments/{uai}/people/import/{ticket}";

	private static final String[] OPEN = { "/actuator/health", "/actuator/health/liveness",
			"/actuator/health/readiness" };

	private static final String[] GUARDED = { "/api/**", "/actuator/**", "/v3/api-docs/**" };

	/** What can be seen before the sign-in. */
	private static final String[] CONSOLE_OPEN = { "/console/login", "/console/login/**", "/console/assets/**" };

	/** Of all administrators together. */
	private static final int MAX_SESSIONS = 10_000;

	private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

	private static final String CONSOLE_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; "
			+ "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	@Bean
	Caller caller(ClientAddresses addresses) {
		return new Caller(addresses);
	}

	@Bean
	ProblemWriter problemWriter(JsonMapper json) {
		return new ProblemWriter(json);
	}

	/**
	 * Not a bean: each chain has its own place for it, and the container would add one.
	 */
	private static ConsoleGate gate(PasserelleSettings settings, RequestMatcher open, Caller caller,
			ClientAddresses addresses, ProblemWriter problems) {
		PasserelleSettings.Console console = settings.console();
		Path ca = console.clientCertificates().caPath();
		if (ca != null && settings.trustedProxies().isEmpty()) {
			throw new StartRefusedException("passerelle.console.client-certificates.ca: needs the proxy that asks for "
					+ "certificates in passerelle.trusted-proxies");
		}
		ClientCertificates certificates = (ca != null) ? new ClientCertificates(ClientCertificates.authority(ca),
				console.clientCertificates().header(), addresses) : null;
		return new ConsoleGate(ConsoleGate.networks(console.networks()), certificates, open, caller, problems);
	}

	private static void tellGate(PasserelleSettings.Console console) {
		if (!console.networks().isEmpty()) {
			logger.warn("Console and API answer these networks alone: {}", console.networks());
		}
		if (console.clientCertificates().ca() != null) {
			logger.warn("Console and API answer holders of a client certificate alone");
		}
	}

	@Bean
	AccessRules accessRules(Grants grants) {
		return new AccessRules(grants);
	}

	@Bean
	WebMvcConfigurer callerArguments(Grants grants, Caller caller) {
		return new WebMvcConfigurer() {

			@Override
			public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
				resolvers.add(new CallerArguments(grants, caller));
			}

		};
	}

	@Bean
	RefusedSignIns refusedSignIns(Administrators administrators, Caller caller, AuditTrail audit, Clock clock) {
		return new RefusedSignIns(administrators, caller, audit, clock);
	}

	@Bean
	ApiRefusals apiRefusals(ProblemWriter problems, RefusedSignIns refused, SignIns signIns) {
		return new ApiRefusals(problems, refused, signIns);
	}

	/** What the firewall refuses before the chain: the same form of answer. */
	@Bean
	RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
		return (request, response, cause) -> problems.write(response, Problems.of(HttpStatus.BAD_REQUEST,
				ErrorCode.MALFORMED_REQUEST, "Malformed request", "The request is ambiguous."));
	}

	/** Before any servlet: the door asks it of each long body. */
	@Bean
	AdministratorSessions administratorSessions(SessionRegistry registry) {
		return (id) -> registry.getSessionInformation(id) != null;
	}

	@Bean
	SessionRegistry consoleSessionRegistry() {
		return new SessionRegistryImpl();
	}

	@Bean
	OpenSessions openSessions() {
		return new OpenSessions(HeapShare.CONSOLE_SESSIONS.entries(MAX_SESSIONS));
	}

	@Bean
	ServletListenerRegistrationBean<OpenSessions> countedSessions(OpenSessions sessions) {
		return new ServletListenerRegistrationBean<>(sessions);
	}

	/** Tells the registry which sessions the container has ended. */
	@Bean
	ServletListenerRegistrationBean<HttpSessionEventPublisher> consoleSessionEvents() {
		return new ServletListenerRegistrationBean<>(new HttpSessionEventPublisher());
	}

	/**
	 * The console's cookie: its name is among those that applications never get, and it
	 * is sent to no page of theirs.
	 */
	@Bean
	ServletContextInitializer consoleCookie(PasserelleSettings settings) {
		return (context) -> {
			context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
			context.getSessionCookieConfig().setName("passerelle-console");
			context.getSessionCookieConfig().setPath("/console");
			context.getSessionCookieConfig().setHttpOnly(true);
			context.getSessionCookieConfig().setAttribute("SameSite", "Lax");
			context.setSessionTimeout((int) Math.max(1, settings.console().idleTimeout().toMinutes()));
		};
	}

	@Bean
	ConsoleCasServers consoleCasServers(PasserelleSettings settings) {
		return new ConsoleCasServers(settings.console().cas());
	}

	@Bean
	CasSignIn casSignIn(ConsoleCasServers servers, AdministratorProtocol protocol, CasAccounts accounts,
			ConsoleSessions sessions, RefusedSignIns refused, Caller caller, AuditTrail audit, Clock clock) {
		return new CasSignIn(servers, protocol, accounts, sessions, new CasSessions(), refused, caller, audit, clock);
	}

	@Bean
	@Order(1)
	SecurityFilterChain console(HttpSecurity http, AdministratorProviders providers, SignIns signIns, AccessRules rules,
			Caller caller, AdministratorSuspensions suspensions, SessionRegistry sessions,
			ConsoleSessions consoleSessions, RefusedSignIns refused, AskedPage asked, AuditTrail audit,
			CasSignIn casSignIn, PasserelleSettings settings, ClientAddresses addresses, ProblemWriter problems,
			Clock clock) {
		http.securityMatcher("/console", "/console/**");
		tellGate(settings.console());
		http.addFilterAfter(gate(settings, (request) -> false, caller, addresses, problems), HeaderWriterFilter.class);
		http.authenticationManager(new ProviderManager(providers.form()));
		ConsoleSignIn signIn = new ConsoleSignIn(consoleSessions, caller, refused, audit, clock);
		ConsoleRefusals refusals = new ConsoleRefusals();
		http.requestCache((cache) -> cache.requestCache(asked));
		http.csrf((csrf) -> csrf.csrfTokenRepository(new FormTokens())
			.ignoringRequestMatchers(pathPattern(HttpMethod.POST, FILES_OF_PEOPLE)));
		http.formLogin((form) -> form.loginPage(ConsoleRefusals.LOGIN)
			.successHandler(signIn)
			.failureHandler(signIn)
			.permitAll());
		http.logout((logout) -> logout.logoutRequestMatcher(pathPattern(HttpMethod.POST, "/console/logout"))
			.addLogoutHandler(signIn)
			.logoutSuccessHandler(signIn));
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		// Only counted: a session that is to end has an outdated stamp.
		http.sessionManagement((management) -> management.maximumSessions(-1).sessionRegistry(sessions));
		http.addFilterBefore(new ConsoleAge(settings.console().maxAge(), clock), SecurityContextHolderFilter.class);
		http.addFilterBefore(new SuspendedConsoleFilter(suspensions.counts(), caller),
				UsernamePasswordAuthenticationFilter.class);
		for (ConsoleCasServers.Server server : casSignIn.servers()) {
			// Before the check of form tokens: a server that ends a session has none.
			http.addFilterBefore(casSignIn.addresses(server), CsrfFilter.class);
			http.addFilterBefore(casSignIn.back(server), UsernamePasswordAuthenticationFilter.class);
		}
		http.addFilterBefore(new StandingFilter(signIns, StandingFilter.Kind.CONSOLE, (who, host) -> {
		}), AuthorizationFilter.class);
		headers(http, CONSOLE_POLICY);
		http.authorizeHttpRequests((requests) -> requests
			.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
			.permitAll()
			.requestMatchers(CONSOLE_OPEN)
			.permitAll()
			.anyRequest()
			.access(rules));
		return http.build();
	}

	@Bean
	ConsoleSessions consoleSessions(AskedPage asked, SessionRegistry registry, OpenSessions open, SignIns signIns,
			Administrators administrators, Caller caller, RefusedSignIns refused, ConsoleHosts hosts, Clock clock) {
		return new ConsoleSessions(asked, registry, open, signIns, administrators, caller, refused, hosts, clock);
	}

	@Bean
	AskedPage consolePageAskedFor() {
		return new AskedPage();
	}

	@Bean
	@Order(2)
	SecurityFilterChain servletPaths(HttpSecurity http, AdministratorProviders providers, SignIns signIns,
			AccessRules rules, ApiRefusals refusals, ProblemWriter problems, Caller caller,
			AdministratorSuspensions suspensions, PasserelleSettings settings, ClientAddresses addresses,
			Environment environment, ConsoleHosts hosts) {
		RequestMatcher open = new OrRequestMatcher(new ManagementPort(environment),
				(request) -> List.of(OPEN).contains(request.getRequestURI()));
		http.addFilterAfter(gate(settings, open, caller, addresses, problems), HeaderWriterFilter.class);
		// A manager of its own: the shared one would check a wrong password twice.
		ProviderManager manager = new ProviderManager(providers.basic(), providers.bearer());
		http.authenticationManager(manager);
		http.httpBasic((basic) -> basic.authenticationEntryPoint(refusals));
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		// Made here: as beans the container would run them once more.
		http.addFilterBefore(new CrossSiteRequestFilter(problems), BasicAuthenticationFilter.class);
		http.addFilterBefore(new SuspendedAddressFilter(suspensions.counts(), caller, problems),
				BasicAuthenticationFilter.class);
		http.addFilterAfter(bearer(manager, refusals), BasicAuthenticationFilter.class);
		http.addFilterAfter(endTurn(), AuthenticationFilter.class);
		http.addFilterBefore(new StandingFilter(signIns, StandingFilter.Kind.API, hosts::seen),
				AuthorizationFilter.class);
		withoutState(http);
		headers(http, API_POLICY);
		http.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
			.permitAll()
			.requestMatchers(HttpMethod.GET, OPEN)
			.permitAll()
			.requestMatchers(HttpMethod.HEAD, OPEN)
			.permitAll()
			.requestMatchers(new ManagementPort(environment))
			.permitAll()
			.requestMatchers(GUARDED)
			.access(rules)
			.anyRequest()
			.denyAll());
		return http.build();
	}

	private static Filter bearer(AuthenticationManager manager, ApiRefusals refusals) {
		AuthenticationFilter filter = new AuthenticationFilter(manager, new BearerConverter());
		// Its own handlers redirect after a sign-in, and let a busy program end in a 500.
		filter.setSuccessHandler((request, response, who) -> {
		});
		filter.setFailureHandler(refusals::commence);
		return filter;
	}

	/** The credentials are judged; the rest of the request needs no turn. */
	private static Filter endTurn() {
		return (request, response, chain) -> {
			JudgedTurn.end(request);
			chain.doFilter(request, response);
		};
	}

	/** Without a session there is no token: CrossSiteRequestFilter replaces it. */
	private static void withoutState(HttpSecurity http) {
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
	}

	private static void headers(HttpSecurity http, String policy) {
		http.headers((headers) -> headers.contentSecurityPolicy((content) -> content.policyDirectives(policy))
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
			.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
			.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable));
	}

}
