package fr.passerelle.gateway.directlogin;

import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.settings.PasserelleSettings;
import fr.passerelle.gateway.suspension.Suspensions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DirectLoginConfiguration {

	/** Password checks that may wait for a processor; one more is told to come back. */
	private static final int MAX_WAITING = 64;

	/** As many threads as there are processors: a check is pure computation. */
	@Bean(destroyMethod = "shutdown")
	ThreadPoolExecutor passwordChecks() {
		int processors = Runtime.getRuntime().availableProcessors();
		ThreadPoolExecutor pool = new ThreadPoolExecutor(processors, processors, 30, TimeUnit.SECONDS,
				new ArrayBlockingQueue<>(MAX_WAITING), (task) -> {
					Thread thread = new Thread(task, "password-check");
					thread.setDaemon(true);
					return thread;
				});
		pool.allowCoreThreadTimeOut(true);
		return pool;
	}

	@Bean
	PasswordCheck passwordCheck(People people, Suspensions suspensions, ThreadPoolExecutor passwordChecks) {
		return new PasswordCheck(people, suspensions, passwordChecks);
	}

	@Bean
	SessionOpener sessionOpener(Sessions sessions, AuditTrail audit, Clock clock) {
		return new SessionOpener(sessions, audit, clock);
	}

	@Bean
	DirectLogin directLogin(PasserelleSettings settings, PasswordCheck passwordCheck, SessionOpener opener, Pages pages,
			Refusals refusals, Clock clock) {
		return new DirectLogin(passwordCheck, opener, new FormToken(settings.directLogin().formLifetime(), clock),
				pages, refusals);
	}

}
