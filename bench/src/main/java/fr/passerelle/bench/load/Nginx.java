package fr.passerelle.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/** Plain nginx before the application: the limit for a proxy, where it is installed. */
final class Nginx implements AutoCloseable {

	private final Process process;

	private final int port;

	private Nginx(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/** Starts it; null where it is not installed. */
	static @Nullable Nginx start(Path folder, int upstream) throws IOException {
		for (String place : new String[] { "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx" }) {
			if (Files.isExecutable(Path.of(place))) {
				int port = freePort();
				Files.createDirectories(folder);
				Path configuration = folder.resolve("nginx.conf");
				Files.writeString(configuration, configuration(folder, port, upstream));
				Path errors = folder.resolve("nginx.log");
				return new Nginx(new ProcessBuilder(place, "-e", errors.toString(), "-c", configuration.toString())
					.redirectErrorStream(true)
					.redirectOutput(errors.toFile())
					.start(), port);
			}
		}
		return null;
	}

	private static String configuration(Path folder, int port, int upstream) {
		return """
				worker_processes 2; daemon off; pid %s/nginx.pid; error_log %s/nginx.log;
				events { worker_connections 4096; }
				http { access_log off; keepalive_requests 100000000; client_body_temp_path %s/temp;
				proxy_temp_path %s/temp; fastcgi_temp_path %s/temp; uwsgi_temp_path %s/temp; scgi_temp_path %s/temp;
				upstream application { server 127.0.0.1:%d; keepalive 64; keepalive_requests 100000000; }
				server { listen 127.0.0.1:%d; location / { proxy_pass http://application; proxy_http_version 1.1;
				proxy_set_header Connection ""; } } }
				""".formatted(folder, folder, folder, folder, folder, folder, folder, upstream, port);
	}

	/** A port that is free now. */
	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	int port() {
		return this.port;
	}

	ProcessHandle process() {
		return this.process.toHandle();
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
