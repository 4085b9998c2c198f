package fr.passerelle.gateway;

import fr.passerelle.gateway.store.TemporaryFolder;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * The program: {@code java -jar passerelle.jar}. Settings stand in
 * {@code settings.PasserelleSettings}.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Passerelle {

	/** Starts the gateway; exits with one line when a setting is wrong. */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(Passerelle.class);
		application.addInitializers(new TemporaryFolder());
		application.run(args);
	}

}
