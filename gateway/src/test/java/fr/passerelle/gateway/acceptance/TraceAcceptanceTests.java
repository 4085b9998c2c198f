package fr.passerelle.gateway.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import fr.passerelle.gateway.http.ErrorCode;
import fr.passerelle.gateway.testkit.Reply;
import fr.passerelle.gateway.testkit.TestBrowser;
import fr.passerelle.mockcas.Fault;
import fr.passerelle.mockcas.IssuedTicket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What stays behind of a visit: a reference that the audit trail knows, and no secret
 * anywhere.
 */
class TraceAcceptanceTests extends Acceptance {

	private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}");

	@Test
	void theReferenceOnTheErrorPageIsInTheAuditTrail() {
		Reply refused = this.browser.signIn(college("/pronote/parent.html"), "ldupont");
		refused.isRefused(ErrorCode.PROFILE_NOT_ALLOWED);
		Matcher reference = REFERENCE.matcher(refused.body());
		assertThat(reference.find()).isTrue();
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(audit()).contains(reference.group(), "PROFILE_NOT_ALLOWED", "ldupont"));
	}

	@Test
	void noTicketPasswordOrSessionReachesALogOrTheAuditTrail() {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		root.addAppender(log);
		try {
			visitInEveryWay();
		}
		finally {
			root.detachAppender(log);
		}
		List<String> secrets = new ArrayList<>(
				this.world.horizon.issuedTickets().stream().map(IssuedTicket::value).toList());
		assertThat(secrets).hasSizeGreaterThanOrEqualTo(3);
		secrets.addAll(List.of("mot-de-passe-faux-canari", "marie.dupont@exemple.invalid", "FrEduVecteur"));
		secrets.addAll(this.browser.cookies("localhost:" + this.world.port).values());
		String written = String.join("\n", List.copyOf(log.list).stream().map(TraceAcceptanceTests::text).toList());
		assertThat(written).doesNotContain(secrets);
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(audit()).contains("ENT_ANSWER_INVALID"));
		assertThat(audit()).doesNotContain(secrets);
	}

	private void visitInEveryWay() {
		this.browser.signIn(college("/pronote/parent.html"), "mdupont").isEcho();
		for (Fault fault : List.of(Fault.SERVER_ERROR, Fault.DROP, Fault.REFUSED, Fault.HTML, Fault.REDIRECT)) {
			this.world.horizon.inject(fault);
			new TestBrowser().signIn(college("/pronote/parent.html"), "mdupont");
			this.world.horizon.clearFaults();
		}
		new TestBrowser()
			.get(college("/pronote/parent.html?ticket=" + this.world.horizon.issuedTickets().get(0).value()));
		String form = college("/pronote/direction.html?login=true");
		TestBrowser guesser = new TestBrowser();
		Matcher token = Pattern.compile("name=\"passerelle-token\" value=\"([^\"]+)\"")
			.matcher(guesser.get(form).body());
		assertThat(token.find()).isTrue();
		guesser.post(form, "username=hberger&password=mot-de-passe-faux-canari&passerelle-token=" + token.group(1))
			.isRefused(ErrorCode.BAD_CREDENTIALS);
		this.world.horizon.sendLogout(this.world.horizon.issuedTickets().get(0).value());
	}

	private String audit() {
		return this.world.admin("GET", "/establishments/0330001A/audit", null).body();
	}

	private static String text(ILoggingEvent event) {
		String cause = (event.getThrowableProxy() != null) ? ThrowableProxyUtil.asString(event.getThrowableProxy())
				: "";
		return event.getFormattedMessage() + " " + cause;
	}

}
