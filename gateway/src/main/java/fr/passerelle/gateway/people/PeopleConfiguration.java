package fr.passerelle.gateway.people;

import java.time.Clock;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

	@Bean
	PasswordHashing passwordHashing() {
		return PasswordHashing.argon2id();
	}

	@Bean
	People people(JdbcTemplate jdbc, TransactionOperations transactions, PasswordHashing hashing) {
		return new People(jdbc, transactions, hashing);
	}

	@Bean
	PeopleImports peopleImports(JdbcTemplate jdbc, TransactionOperations transactions, PasswordHashing hashing,
			ApplicationEventPublisher events, Clock clock) {
		return new PeopleImports(jdbc, transactions, hashing, events::publishEvent, clock);
	}

	@Bean
	PeopleExport peopleExport(People people, ApplicationEventPublisher events, Clock clock) {
		return new PeopleExport(people, events::publishEvent, clock);
	}

	@Bean
	DeletedEstablishmentListener deletedEstablishmentListener(People people) {
		return new DeletedEstablishmentListener(people);
	}

}
