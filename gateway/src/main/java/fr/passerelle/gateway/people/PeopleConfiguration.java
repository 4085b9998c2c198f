package fr.passerelle.gateway.people;

import java.time.Clock;

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
	People people(JdbcTemplate jdbc, TransactionOperations transactions, PasswordHashing hashing, Clock clock) {
		return new People(jdbc, transactions, hashing, clock);
	}

	@Bean
	DeletedEstablishmentListener deletedEstablishmentListener(People people) {
		return new DeletedEstablishmentListener(people);
	}

}
