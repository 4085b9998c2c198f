package fr.passerelle.tryit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * The four ports of a trial. They are checked before the start, because a port that
 * another program has would make the gateway fail late and obscurely.
 *
 * @param gateway the gateway, which people open
 * @param horizon ENT Horizon
 * @param littoral ENT Littoral
 * @param application the sample Espace application
 */
record Ports(int gateway, int horizon, int littoral, int application) {

	private static final int CONNECT_MS = 300;

	/**
	 * Takes the ports of the options, or free ones.
	 * @throws TrialFailedException naming the port and the flag to choose another
	 */
	static Ports of(Options options) {
		List<ServerSocket> held = new ArrayList<>();
		try {
			return new Ports(hold("--port", options.port(), held), hold("--ent-port", options.entPort(), held),
					hold("--second-ent-port", options.secondEntPort(), held),
					hold("--app-port", options.appPort(), held));
		}
		finally {
			held.forEach(Ports::release);
		}
	}

	private static int hold(String flag, int wanted, List<ServerSocket> held) {
		if (wanted != 0 && answers(wanted)) {
			throw taken(flag, wanted);
		}
		try {
			ServerSocket socket = new ServerSocket();
			held.add(socket);
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw taken(flag, wanted);
		}
	}

	/**
	 * Tells whether another program listens there. One that listens on all interfaces
	 * does not always prevent a second on the loopback address, and would then share the
	 * browser's requests.
	 */
	private static boolean answers(int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static TrialFailedException taken(String flag, int port) {
		return new TrialFailedException(
				"port %d cannot be used, another program has it; choose another with %s <n>".formatted(port, flag));
	}

	private static void release(ServerSocket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new TrialFailedException("cannot look for free ports: " + ex.getMessage(), ex);
		}
	}

}
