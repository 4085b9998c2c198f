package fr.passerelle.gateway.front;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The servlets' server behind the door. */
@ExtendWith(OutputCaptureExtension.class)
class ServletsServerTests {

	private final Server jetty = new Server();

	private final ServerConnector connector = new ServerConnector(this.jetty, 1, 1);

	private final Anteroom anteroom = new Anteroom(1, Duration.ofMinutes(1));

	private final List<String> made = new ArrayList<>();

	private DoorServer door() {
		this.jetty.addConnector(this.connector);
		this.jetty.setHandler(this.anteroom);
		DoorServer door = new DoorServer(this.jetty, this.anteroom);
		new ServletsFactory(door).getWebServer((context) -> context.addServlet("early", new GenericServlet() {

			@Override
			public void init() {
				ServletsServerTests.this.made.add(getServletName());
			}

			@Override
			public void service(ServletRequest request, ServletResponse response) {
			}

		}).setLoadOnStartup(1));
		return door;
	}

	@AfterEach
	void stop() throws Exception {
		this.jetty.stop();
	}

	@Test
	void startMakesServletsAndNamesTheDoorsPortAlone(CapturedOutput output) {
		DoorServer door = door();
		assertThat(this.made).isEmpty();
		door.start();
		assertThat(this.made).containsExactly("early");
		assertThat(output.getAll().lines().filter((line) -> line.contains("Jetty started on"))).singleElement()
			.asString()
			.contains("port " + door.getPort() + " ");
		door.stop();
		door.destroy();
	}

}
