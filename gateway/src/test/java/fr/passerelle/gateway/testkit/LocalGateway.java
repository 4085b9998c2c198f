package fr.passerelle.gateway.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.Passerelle;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The gateway in this process, on a port that is known before it starts: documents that
 * it imports name their own address.
 */
public final class LocalGateway implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private LocalGateway(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts it and waits until it serves.
	 * @param port where it serves, on the loopback address
	 * @param data its data directory
	 * @param settings more of them, as arguments
	 */
	public static LocalGateway start(int port, Path data, String... settings) {
		List<String> arguments = new ArrayList<>(
				List.of("--server.address=127.0.0.1", "--server.port=" + port, "--passerelle.data-dir=" + data));
		arguments.addAll(List.of(settings));
		return new LocalGateway(Passerelle.application().run(arguments.toArray(String[]::new)));
	}

	/** Whether it serves. */
	public boolean isRunning() {
		return this.context.isRunning();
	}

	@Override
	public void close() {
		this.context.close();
	}

}
