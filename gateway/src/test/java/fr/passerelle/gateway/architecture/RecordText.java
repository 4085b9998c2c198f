package fr.passerelle.gateway.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.tngtech.archunit.core.domain.JavaClass;
import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;

/**
 * Tells a record's written {@code toString} from the generated one, which shows every
 * part. Both are there by reflection; only the generated one's code calls
 * {@code java.lang.runtime.ObjectMethods}.
 */
final class RecordText {

	private static final String GENERATOR = "java/lang/runtime/ObjectMethods";

	private RecordText() {
	}

	static boolean isWritten(JavaClass type) {
		AtomicBoolean generated = new AtomicBoolean();
		try (InputStream code = type.getSource().orElseThrow().getUri().toURL().openStream()) {
			new ClassReader(code).accept(new ToString(generated), ClassReader.SKIP_DEBUG);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return !generated.get();
	}

	private static final class ToString extends ClassVisitor {

		private final AtomicBoolean generated;

		ToString(AtomicBoolean generated) {
			super(SpringAsmInfo.ASM_VERSION);
			this.generated = generated;
		}

		@Override
		public @Nullable MethodVisitor visitMethod(int access, String name, String descriptor,
				@Nullable String signature, String @Nullable [] exceptions) {
			return (name.equals("toString") && descriptor.startsWith("()")) ? new Body(this.generated) : null;
		}

	}

	private static final class Body extends MethodVisitor {

		private final AtomicBoolean generated;

		Body(AtomicBoolean generated) {
			super(SpringAsmInfo.ASM_VERSION);
			this.generated = generated;
		}

		@Override
		public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
			if (bootstrap.getOwner().equals(GENERATOR)) {
				this.generated.set(true);
			}
		}

	}

}
