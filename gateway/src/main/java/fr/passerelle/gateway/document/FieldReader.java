package fr.passerelle.gateway.document;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.FieldValues;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a protocol's block strictly: a value of the wrong form is a fault.
 */
final class FieldReader {

	private static final int MAX_CERTIFICATES = 10;

	private static final int MAX_LINE = 500;

	private static final int MAX_WORDS = 20;

	/**
	 * Of a word: printable ASCII without blank, quotation mark and backslash (RFC 6749).
	 */
	private static final Pattern WORD = Pattern.compile("[!#-\\[\\]-~]{1,100}");

	/** A document within the document, in characters. */
	private static final int MAX_DOCUMENT = 200_000;

	private FieldReader() {
	}

	/** The values with that of one more field. */
	static <V> FieldValues read(Section block, Field<V> field, FieldValues values) {
		Object value = switch (field.kind()) {
			case SERVER -> block.text(field.key(), HttpAddress::server);
			case LINK -> block.text(field.key(), HttpAddress::link);
			case CALLED -> block.text(field.key(), HttpAddress::called);
			case CHOICE -> block.text(field.key(), choice(field));
			case FLAG -> block.flag(field.key(), field.isSetUnsaid());
			case TEXT -> block.text(field.key(), Texts.line(MAX_LINE));
			case WORDS -> words(block, field.key());
			case DOCUMENT -> block.text(field.key(), FieldReader::document);
			case CERTIFICATES -> block.text(field.key(), FieldReader::certificates);
		};
		return values.with(field, (value != null) ? field.cast(value) : null);
	}

	/** The names that a choice has, for people. */
	static String names(Field<?> field) {
		return String.join(", ", field.choices().keySet());
	}

	private static <V> Function<String, @Nullable V> choice(Field<V> field) {
		return (text) -> {
			V value = field.choices().get(text);
			if (value == null) {
				throw new Flaw(FaultCode.NOT_ONE_OF, names(field));
			}
			return value;
		};
	}

	/** None: what is unsaid counts. */
	private static @Nullable List<String> words(Section block, String key) {
		List<String> words = block.texts(key, MAX_WORDS, FieldReader::word);
		return words.isEmpty() ? null : words;
	}

	private static String word(String text) {
		if (!WORD.matcher(text).matches()) {
			throw new Flaw(FaultCode.NOT_WORD);
		}
		return text;
	}

	private static String document(String text) {
		if (text.isBlank() || text.length() > MAX_DOCUMENT) {
			throw new Flaw(FaultCode.NOT_DOCUMENT, MAX_DOCUMENT);
		}
		return text;
	}

	private static List<X509Certificate> certificates(String pem) {
		try {
			List<X509Certificate> certificates = CertificateFactory.getInstance("X.509")
				.generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
				.stream()
				.map(X509Certificate.class::cast)
				.toList();
			if (!certificates.isEmpty() && certificates.size() <= MAX_CERTIFICATES) {
				return certificates;
			}
		}
		catch (CertificateException ex) {
			// The parser's own words name bytes; the fault below names the mistake.
		}
		throw new Flaw(FaultCode.NOT_CERTIFICATES, MAX_CERTIFICATES);
	}

}
