package fr.passerelle.gateway.console.connections;

import java.time.Clock;

import fr.passerelle.gateway.connections.Connections;
import fr.passerelle.gateway.settings.PasserelleSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.config.FixedDelayTask;

@Configuration(proxyBeanMethods = false)
class ConnectionsConsoleConfiguration {

	@Bean
	LiveViews liveViews(Connections connections, PasserelleSettings settings, Clock clock) {
		return new LiveViews(connections, settings.console().maxLiveViews(), settings.console().idleTimeout(), clock);
	}

	@Bean
	FixedDelayTask liveViewsTurn(LiveViews views) {
		return new FixedDelayTask(views::tick, LiveViews.EVERY, LiveViews.EVERY);
	}

}
