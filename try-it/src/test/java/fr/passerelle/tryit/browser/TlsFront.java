package fr.passerelle.tryit.browser;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * A site over TLS in front of a server without it. It notes the head of every request,
 * which no browser tells in full, and can keep one from the server.
 */
final class TlsFront implements AutoCloseable {

	private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)\\s*$");

	private static final String KEPT_BACK = """
			HTTP/1.1 200 OK\r
			Content-Type: text/html\r
			Content-Length: 13\r
			Connection: close\r
			\r
			<h1>Held</h1>""";

	private static final int BACKLOG = 50;

	private final ServerSocket server;

	private final int target;

	private final String host;

	private final List<String> heads = new CopyOnWriteArrayList<>();

	private final AtomicReference<@Nullable String> held = new AtomicReference<>();

	private TlsFront(ServerSocket server, String host, int target) {
		this.server = server;
		this.host = host;
		this.target = target;
	}

	/**
	 * Opens a site.
	 * @param identity of the site, by {@link #identity}
	 * @param host its name
	 * @param target the port of the server behind it
	 */
	static TlsFront open(SSLContext identity, String host, int target) {
		try {
			TlsFront front = new TlsFront(
					identity.getServerSocketFactory().createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()),
					host, target);
			run("accept", () -> {
				while (true) {
					Socket client = front.server.accept();
					run("serve", () -> front.serve(client));
				}
			});
			return front;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A key and a certificate that nobody vouches for. */
	static SSLContext identity() {
		String password = "changeit";
		try {
			Path file = Files.createTempDirectory("tls-front").resolve("keys.p12");
			Process made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", password,
					"-keyalg", "EC", "-dname", "CN=passerelle")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			if (made.waitFor() != 0) {
				throw new IllegalStateException("keytool made no key");
			}
			KeyStore keys = KeyStore.getInstance("PKCS12");
			try (InputStream in = Files.newInputStream(file)) {
				keys.load(in, password.toCharArray());
			}
			KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			managers.init(keys, password.toCharArray());
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(managers.getKeyManagers(), null, null);
			return context;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Its root, without a slash at the end. */
	String url() {
		return "https://" + this.host + ":" + this.server.getLocalPort();
	}

	/** The heads of the requests that begin with this, since the last {@link #forget}. */
	List<String> heads(String start) {
		return this.heads.stream().filter((head) -> head.startsWith(start)).toList();
	}

	/** Forgets what came so far. */
	void forget() {
		this.heads.clear();
	}

	/** Keeps the next request that begins with this from the server. */
	void hold(String start) {
		this.held.set(start);
	}

	private void serve(Socket client) throws IOException {
		try (client; Socket there = new Socket(InetAddress.getLoopbackAddress(), this.target)) {
			run("answer", () -> {
				try (client; there) {
					there.getInputStream().transferTo(client.getOutputStream());
				}
			});
			InputStream in = new BufferedInputStream(client.getInputStream());
			OutputStream out = there.getOutputStream();
			for (String head = head(in); !head.isEmpty(); head = head(in)) {
				this.heads.add(head);
				String start = this.held.get();
				if (start != null && head.startsWith(start) && this.held.compareAndSet(start, null)) {
					client.getOutputStream().write(KEPT_BACK.getBytes(StandardCharsets.US_ASCII));
					return;
				}
				out.write(head.getBytes(StandardCharsets.ISO_8859_1));
				Matcher length = LENGTH.matcher(head);
				out.write(in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
				out.flush();
			}
		}
	}

	/** Reads a head with the empty line behind it; empty text at the end. */
	private static String head(InputStream in) throws IOException {
		StringBuilder head = new StringBuilder();
		for (int next = in.read(); next >= 0; next = in.read()) {
			head.append((char) next);
			if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
				return head.toString();
			}
		}
		return "";
	}

	private static void run(String name, Task task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			catch (IOException ex) {
				// One of the two sides is gone.
			}
		}, "tls-front-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What a thread does. */
	private interface Task {

		void run() throws IOException;

	}

}
