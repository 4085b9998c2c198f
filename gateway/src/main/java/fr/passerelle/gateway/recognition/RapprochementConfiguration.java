package fr.passerelle.gateway.recognition;

import java.time.Clock;

import fr.passerelle.gateway.audit.AuditTrail;
import fr.passerelle.gateway.people.People;
import fr.passerelle.gateway.version.Establishments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class RapprochementConfiguration {

	@Bean
	Rapprochement rapprochement(JdbcTemplate jdbc, People people, AuditTrail audit, Clock clock) {
		return new Rapprochement(jdbc, people, audit, Rapprochement.MAX_UNRECOGNISED, clock);
	}

	@Bean
	RecognitionThreads recognitions(JdbcTemplate jdbc, TransactionOperations transactions) {
		String product = jdbc
			.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getDatabaseProductName());
		return "SQLite".equals(product) ? RecognitionThreads.together(transactions) : RecognitionThreads.singly();
	}

	@Bean
	GoneDelegationsListener goneDelegationsListener(Rapprochement rapprochement,
			ObjectProvider<Establishments> establishments) {
		return new GoneDelegationsListener(rapprochement, establishments::getObject);
	}

}
