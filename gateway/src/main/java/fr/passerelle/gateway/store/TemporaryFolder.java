package fr.passerelle.gateway.store;

import java.io.IOException;
import java.nio.file.Path;

import fr.passerelle.gateway.files.PrivateFiles;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Moves the program's temporary files into its data directory: the contract promises that
 * nothing is written elsewhere, and the web server makes folders when it starts. For the
 * program alone; in a test it would move every other test's files too.
 */
public final class TemporaryFolder implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		String setting = context.getEnvironment().getProperty("passerelle.data-dir", "./data");
		Path data = Path.of(setting).toAbsolutePath().normalize();
		Path folder = data.resolve("tmp");
		try {
			PrivateFiles.createFolder(data);
			PrivateFiles.createFolder(folder);
			System.setProperty("java.io.tmpdir", folder.toString());
		}
		catch (IOException ex) {
			throw DataDirectory.notWritable(data, ex);
		}
	}

}
