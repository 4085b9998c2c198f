package fr.passerelle.gateway.console.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * Finds the texts for readers in the sources of a package: a concatenation is one text.
 */
final class SourceTexts extends TreeScanner<Void, Set<String>> {

	/** Is put where a text has a value. */
	static final String VALUE = "7";

	/** Two words, of which one has small letters: no name, no key, no pattern. */
	private static final Pattern PROSE = Pattern.compile("(?s).*(?:\\p{Ll}{2} .|. \\p{Ll}{2}).*");

	private SourceTexts() {
	}

	/**
	 * The texts of some packages of the gateway.
	 * @param packages their last names
	 * @param except classes that are not looked at
	 */
	static Set<String> of(List<String> packages, Set<String> except) {
		Set<String> texts = new TreeSet<>();
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT,
				StandardCharsets.UTF_8)) {
			for (String name : packages) {
				JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
						files.getJavaFileObjectsFromPaths(sources(name, except)));
				for (CompilationUnitTree unit : task.parse()) {
					new SourceTexts().scan(unit, texts);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return texts;
	}

	private static List<Path> sources(String name, Set<String> except) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/main/java/fr/passerelle/gateway", name))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.filter((file) -> !except.contains(file.getFileName().toString().replace(".java", "")))
				.sorted()
				.toList();
		}
	}

	/** A text of an annotation is for the compiler. */
	@Override
	public Void visitAnnotation(AnnotationTree annotation, Set<String> texts) {
		return super.scan((Tree) null, texts);
	}

	@Override
	public Void visitBinary(BinaryTree sum, Set<String> texts) {
		keep(text(sum, texts), texts);
		return super.scan((Tree) null, texts);
	}

	@Override
	public Void visitLiteral(LiteralTree literal, Set<String> texts) {
		if (literal.getValue() instanceof String text) {
			keep(text, texts);
		}
		return super.visitLiteral(literal, texts);
	}

	private static void keep(String text, Set<String> texts) {
		if (PROSE.matcher(text).matches()) {
			texts.add(text);
		}
	}

	/** The whole text; what its values hold is looked at too. */
	private String text(ExpressionTree part, Set<String> texts) {
		if (part instanceof BinaryTree sum) {
			return text(sum.getLeftOperand(), texts) + text(sum.getRightOperand(), texts);
		}
		if (part instanceof LiteralTree literal && literal.getValue() instanceof String text) {
			return text;
		}
		scan(part, texts);
		return VALUE;
	}

}
