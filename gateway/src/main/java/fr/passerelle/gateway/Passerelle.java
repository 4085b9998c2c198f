package fr.passerelle.gateway;

import fr.passerelle.gateway.halt.OutOfMemory;
import fr.passerelle.gateway.store.TemporaryFolder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/**
 * The program: {@code java -jar passerelle.jar}. Settings stand in
 * {@code settings.PasserelleSettings}.
 */
// Administrators are ours: no account may be made up beside theirs.
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class Passerelle {

	/** Starts the gateway; exits with one line when a setting is wrong. */
	public static void main(String[] args) {
		OutOfMemory.endsTheProgram();
		SpringApplication application = application();
		application.addInitializers(new TemporaryFolder());
		application.run(args);
	}

	/** The program as {@link #main} runs it: visitors are served after its first half. */
	public static SpringApplication application() {
		SpringApplication application = new SpringApplication(FirstHalf.SourceConfiguration.class);
		application.setApplicationContextFactory((type) -> new TwoHalvesContext());
		application.setMainApplicationClass(Passerelle.class);
		return application;
	}

}
