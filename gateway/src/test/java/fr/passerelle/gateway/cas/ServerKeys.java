package fr.passerelle.gateway.cas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys and certificates of pretend servers, made by the platform's keytool for one run
 * and kept nowhere.
 */
final class ServerKeys {

	private static final String PASSWORD = "changeit";

	private final Path store;

	ServerKeys(Path folder) {
		this.store = folder.resolve("keys.p12");
	}

	/** Makes a key with its certificate. */
	void make(String alias, String... more) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
						"-keystore", this.store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias",
						alias, "-keyalg", "EC", "-dname", "CN=" + alias));
		command.addAll(List.of(more));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	X509Certificate certificate(String alias) throws IOException, GeneralSecurityException {
		return (X509Certificate) load().getCertificate(alias);
	}

	/** Of a server that has this key alone. */
	SSLContext context(String alias) throws IOException, GeneralSecurityException {
		KeyStore one = KeyStore.getInstance("PKCS12");
		one.load(null, null);
		KeyStore all = load();
		one.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(),
				all.getCertificateChain(alias));
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(one, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}

	private KeyStore load() throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream stream = Files.newInputStream(this.store)) {
			keys.load(stream, PASSWORD.toCharArray());
		}
		return keys;
	}

}
