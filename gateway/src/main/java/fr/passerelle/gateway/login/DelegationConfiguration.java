package fr.passerelle.gateway.login;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.directlogin.PasswordCheck;
import fr.passerelle.gateway.directlogin.SessionOpener;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.http.SharedTable;
import fr.passerelle.gateway.page.Pages;
import fr.passerelle.gateway.page.Refusals;
import fr.passerelle.gateway.recognition.Rapprochement;
import fr.passerelle.gateway.recognition.Recognitions;
import fr.passerelle.gateway.session.SessionCookies;
import fr.passerelle.gateway.session.Sessions;
import fr.passerelle.gateway.settings.HeapShare;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DelegationConfiguration {

	@Bean
	LinkForms linkForms(PasserelleSettings settings, Clock clock) {
		Duration lifetime = settings.directLogin().formLifetime();
		long bytes = Math.min(settings.login().maxPendingSize().toBytes() / 4, HeapShare.PENDING_LINKS.bytes());
		return new LinkForms(new PendingLinks(lifetime, settings.login().maxPending(), bytes, clock), lifetime);
	}

	@Bean
	Arrival arrival(Rapprochement rapprochement, SessionOpener opener, LinkForms forms, AccountLeaves leaves,
			Refusals refusals, Recognitions recognitions) {
		return new Arrival(new Entry(rapprochement, recognitions, opener), forms, leaves, refusals);
	}

	@Bean
	AccountLeaves accountLeaves(PasserelleSettings settings, SignOnProtocols protocols, Pages pages, Refusals refusals,
			Clock clock) {
		long bytes = Math.min(settings.login().maxPendingSize().toBytes() / 16, HeapShare.KEPT_PROOFS.bytes() / 4);
		return new AccountLeaves(
				new SharedTable<>(bytes, settings.login().maxPending(), settings.login().pendingLifetime(), clock),
				protocols, pages, refusals);
	}

	@Bean
	SignOnProtocols signOnProtocols(List<DelegationProtocol> protocols) {
		return new SignOnProtocols(protocols);
	}

	@Bean
	PendingLogins pendingLogins(PasserelleSettings settings, Clock clock) {
		return new PendingLogins(settings.login(),
				Math.min(settings.login().maxPendingSize().toBytes(), HeapShare.PENDING_LOGINS.bytes()), clock);
	}

	@Bean
	ReturnFlow returnFlow(PasserelleSettings settings, SignOnProtocols protocols, PendingLogins pending,
			Arrival arrival, Sessions sessions, Refusals refusals, Clock clock) {
		long bytes = Math.min(settings.login().maxPendingSize().toBytes() / 4, HeapShare.KEPT_PROOFS.bytes() / 4 * 3);
		return new ReturnFlow(protocols, pending,
				new KeptProofs(settings.login().maxPending(), bytes, settings.login().handoverLifetime(), clock),
				arrival, new SessionCookies(sessions), refusals);
	}

	@Bean
	PlatformReturn platformReturn(SignOnProtocols protocols, PendingLogins pending, EstablishmentDirectory directory,
			ReturnFlow returns, Refusals refusals) {
		return new PlatformReturn(protocols, pending, directory, returns, refusals);
	}

	@Bean
	LoginFlow loginFlow(PasserelleSettings settings, SignOnProtocols protocols, PendingLogins pending, Arrival arrival,
			Pages pages, Clock clock) {
		return new LoginFlow(protocols, pending, new StartOvers(clock), arrival, pages, settings.login());
	}

	@Bean
	LinkFlow linkFlow(LinkForms forms, PasswordCheck passwords, Arrival arrival, Sessions sessions,
			SignOnProtocols protocols, Pages pages, Refusals refusals) {
		return new LinkFlow(forms, passwords, arrival, new SessionCookies(sessions), protocols, pages, refusals);
	}

}
