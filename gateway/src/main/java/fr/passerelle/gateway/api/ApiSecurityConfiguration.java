package fr.passerelle.gateway.api;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.directlogin.AdministratorSuspensions;
import fr.passerelle.gateway.web.ClientAddresses;
import fr.passerelle.gateway.web.ErrorCode;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who may reach what the servlet container serves: one chain, for every path, closed by
 * default. Visitors' requests do not come here.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurityConfiguration {

	private static final String ROLE = "ADMINISTRATOR";

	/** What a load balancer asks; anything below may name parts of the machine. */
	private static final String[] OPEN = { "/actuator/health", "/actuator/health/liveness",
			"/actuator/health/readiness" };

	private static final String[] GUARDED = { "/api/**", "/actuator/**", "/console/**", "/v3/api-docs/**" };

	@Bean
	ApiCaller apiCaller(ClientAddresses addresses) {
		return new ApiCaller(addresses);
	}

	@Bean
	ProblemWriter problemWriter(JsonMapper json) {
		return new ProblemWriter(json);
	}

	@Bean
	ApiSuspensions apiSuspensions(AdministratorSuspensions administrators) {
		return new ApiSuspensions(administrators.counts());
	}

	@Bean
	ApiRefusals apiRefusals(ProblemWriter problems, ApiCaller caller, ApiSuspensions suspensions, AuditTrail audit,
			Clock clock) {
		return new ApiRefusals(problems, caller, suspensions.counts(), audit, clock);
	}

	/** What the firewall refuses before the chain: the same form of answer. */
	@Bean
	RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
		return (request, response, cause) -> problems.write(response, new ProblemWriter.Problem(400,
				ErrorCode.MALFORMED_REQUEST, "Malformed request", "The request is ambiguous.", null));
	}

	@Bean
	SecurityFilterChain servletPaths(HttpSecurity http, AuthenticationProvider administrators, ApiRefusals refusals,
			ProblemWriter problems, ApiCaller caller, ApiSuspensions suspensions, Environment environment) {
		// A manager of its own: the shared one would check a wrong password twice.
		http.authenticationManager(new ProviderManager(administrators));
		http.httpBasic((basic) -> basic.authenticationEntryPoint(refusals));
		http.exceptionHandling((handling) -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals));
		// Made here: as beans the container would run them once more.
		http.addFilterBefore(new CrossSiteRequestFilter(problems), BasicAuthenticationFilter.class);
		http.addFilterBefore(new SuspendedAddressFilter(suspensions.counts(), caller, problems),
				BasicAuthenticationFilter.class);
		withoutState(http);
		headers(http);
		http.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
			.permitAll()
			.requestMatchers(HttpMethod.GET, OPEN)
			.permitAll()
			.requestMatchers(HttpMethod.HEAD, OPEN)
			.permitAll()
			.requestMatchers(new ManagementPort(environment))
			.permitAll()
			.requestMatchers(GUARDED)
			.hasRole(ROLE)
			.anyRequest()
			.denyAll());
		return http.build();
	}

	/** No session and so no token to forge: CrossSiteRequestFilter stands instead. */
	private static void withoutState(HttpSecurity http) {
		http.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
		http.csrf(AbstractHttpConfigurer::disable);
		http.requestCache(AbstractHttpConfigurer::disable);
		http.logout(AbstractHttpConfigurer::disable);
	}

	private static void headers(HttpSecurity http) {
		http.headers((headers) -> headers
			.contentSecurityPolicy((policy) -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.NO_REFERRER))
			.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
			.httpStrictTransportSecurity((transport) -> transport.includeSubDomains(false)));
	}

}
