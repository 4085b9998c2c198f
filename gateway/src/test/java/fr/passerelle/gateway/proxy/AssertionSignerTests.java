package fr.passerelle.gateway.proxy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactorySpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AssertionSignerTests {

	private static final byte[] MESSAGE = "header.claims".getBytes(StandardCharsets.US_ASCII);

	private final ECKey key = newKey();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	private static ECKey newKey() {
		try {
			return new ECKeyGenerator(Curve.P_256).generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, architectures = { "amd64", "x86_64" })
	void signWhenThereWereManyThenByNativeCodeAndTheSignatureIsRight() throws GeneralSecurityException, JOSEException {
		AssertionSigner signer = new AssertionSigner(this.key.toECPrivateKey(), this.key.toECPublicKey(),
				this.folder.resolve("tmp"));
		for (int i = 1; i < AssertionSigner.LOADED_AFTER; i++) {
			signer.sign(MESSAGE);
		}
		assertThat(signer.isFast()).isFalse();
		assertThat(isRight(signer.sign(MESSAGE))).isTrue();

		Awaitility.await().atMost(30, TimeUnit.SECONDS).until(signer::isFast);
		assertThat(isRight(signer.sign(MESSAGE))).isTrue();
	}

	@Test
	void loadWhenThereIsNoNativeCodeThenThePlatformSigns() throws GeneralSecurityException, JOSEException {
		for (Throwable failure : List.of(new IllegalStateException("noexec"), new UnsatisfiedLinkError("noexec"))) {
			AssertionSigner signer = signer(() -> {
				if (failure instanceof Error error) {
					throw error;
				}
				throw (RuntimeException) failure;
			});
			signer.load();
			assertThat(signer.isFast()).isFalse();
			assertThat(isRight(signer.sign(MESSAGE))).isTrue();
		}
	}

	@Test
	void loadWhenTheNativeCodeSignsWronglyThenItIsNotTaken() throws GeneralSecurityException, JOSEException {
		AssertionSigner signer = signer(() -> new Odd(Integer.MAX_VALUE, true));
		signer.load();
		assertThat(signer.isFast()).isFalse();
		assertThat(isRight(signer.sign(MESSAGE))).isTrue();
	}

	@Test
	void signWhenTheNativeCodeFailsThenThePlatformSignsAndGoesOn() throws GeneralSecurityException, JOSEException {
		AssertionSigner signer = signer(() -> new Odd(2, false));
		signer.load();
		assertThat(isRight(signer.sign(MESSAGE))).isTrue();
		assertThat(signer.isFast()).isTrue();
		assertThat(isRight(signer.sign(MESSAGE))).isTrue();
		assertThat(signer.isFast()).isFalse();
	}

	private AssertionSigner signer(Supplier<Provider> fast) throws JOSEException {
		return new AssertionSigner(this.key.toECPrivateKey(), this.key.toECPublicKey(), fast);
	}

	private boolean isRight(byte[] signature) throws GeneralSecurityException, JOSEException {
		Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
		check.initVerify(this.key.toECPublicKey());
		check.update(MESSAGE);
		return signature.length == 64 && check.verify(signature);
	}

	/** Signs by the platform so many times, and then fails; or signs wrongly. */
	private final class Odd extends Provider {

		private static final long serialVersionUID = 1L;

		private int left;

		private final boolean wrong;

		Odd(int left, boolean wrong) {
			super("Odd", "1", "for tests");
			this.left = left;
			this.wrong = wrong;
			putService(new Service(this, "KeyFactory", "EC", "x", null, null) {

				@Override
				public Object newInstance(Object parameter) {
					return new Keys();
				}

			});
			putService(new Service(this, "Signature", "SHA256withECDSAinP1363Format", "x", null, null) {

				@Override
				public Object newInstance(Object parameter) {
					return new Signing();
				}

			});
		}

		private final class Keys extends KeyFactorySpi {

			@Override
			protected PublicKey engineGeneratePublic(KeySpec spec) {
				throw new UnsupportedOperationException();
			}

			@Override
			protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
				try {
					return AssertionSignerTests.this.key.toECPrivateKey();
				}
				catch (JOSEException ex) {
					throw new InvalidKeySpecException(ex);
				}
			}

			@Override
			protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> spec) {
				throw new UnsupportedOperationException();
			}

			@Override
			protected Key engineTranslateKey(Key key) {
				return key;
			}

		}

		private final class Signing extends SignatureSpi {

			private final Signature platform;

			Signing() {
				try {
					this.platform = Signature.getInstance("SHA256withECDSAinP1363Format", "SunEC");
				}
				catch (GeneralSecurityException ex) {
					throw new IllegalStateException(ex);
				}
			}

			@Override
			protected void engineInitVerify(PublicKey key) {
				throw new UnsupportedOperationException();
			}

			@Override
			protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
				this.platform.initSign(key);
			}

			@Override
			protected void engineUpdate(byte b) throws SignatureException {
				this.platform.update(b);
			}

			@Override
			protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
				this.platform.update(bytes, offset, length);
			}

			@Override
			protected byte[] engineSign() throws SignatureException {
				Odd.this.left--;
				if (Odd.this.left < 0) {
					throw new SignatureException("worn out");
				}
				byte[] signature = this.platform.sign();
				signature[40] ^= (byte) (Odd.this.wrong ? 1 : 0);
				return signature;
			}

			@Override
			protected boolean engineVerify(byte[] signature) {
				throw new UnsupportedOperationException();
			}

			@Override
			@Deprecated
			protected void engineSetParameter(String name, Object value) {
				throw new UnsupportedOperationException();
			}

			@Override
			@Deprecated
			protected Object engineGetParameter(String name) {
				throw new UnsupportedOperationException();
			}

		}

	}

}
