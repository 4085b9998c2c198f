package fr.passerelle.gateway.schoolfile;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import fr.passerelle.gateway.schoolfile.BoundedStream.TooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a large XML file record by record: no DOCTYPE, no entity but the five of XML,
 * nothing fetched, and never more than one record in memory.
 */
final class XmlRecords {

	/** Deepest nesting; STS-Web's has 9. */
	static final int MAX_DEPTH = 32;

	/** Most elements of one record, e.g. of one pupil with all groups. */
	static final int MAX_IN_RECORD = 2000;

	/** Longest text of one element, in characters. */
	static final int MAX_TEXT = 4096;

	/** Most attributes of one element. */
	static final int MAX_ATTRIBUTES = 100;

	/** Most bytes between two events of the parser: one name or value. */
	static final int MAX_TOKEN = 1024 * 1024;

	private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

	private final String file;

	private final Findings findings;

	private final Deque<XmlRecord> open = new ArrayDeque<>();

	private int depth;

	private int inRecord;

	private String failure = "is not well-formed XML";

	private @Nullable XmlFile target;

	XmlRecords(String file, Findings findings) {
		this.file = file;
		this.findings = findings;
	}

	/**
	 * Reads a file to its end; what is not well-formed becomes a fault.
	 * @param in its bytes
	 * @param charset by its declaration
	 * @param byRoot gives the kind of file for the name of the root element
	 * @throws UnusableFileException if the file is refused whole
	 */
	FileKind read(BoundedStream in, Charset charset, Function<String, XmlFile> byRoot) throws IOException {
		try {
			XMLStreamReader reader = factory().createXMLStreamReader(new InputStreamReader(in,
					charset.newDecoder()
						.onMalformedInput(CodingErrorAction.REPORT)
						.onUnmappableCharacter(CodingErrorAction.REPORT)));
			try {
				events(reader, in, byRoot);
			}
			catch (XMLStreamException ex) {
				failed(ex, reader);
			}
			finally {
				reader.close();
			}
		}
		catch (XMLStreamException ex) {
			failed(ex, null);
		}
		XmlFile read = this.target;
		if (read == null) {
			throw new UnusableFileException(this.file, this.failure);
		}
		if (!this.findings.hasFaults(this.file)) {
			read.end();
		}
		return read.kind();
	}

	private void failed(XMLStreamException failure, @Nullable XMLStreamReader reader) throws IOException {
		Throwable cause = failure.getNestedException();
		if (cause instanceof TooLargeException large) {
			throw large;
		}
		long line = (reader != null) ? Math.max(0, reader.getLocation().getLineNumber()) : 0;
		this.failure = (cause instanceof CharacterCodingException)
				? "holds bytes that the encoding of its first line does not have"
				: "is not well-formed XML here; a file that was cut short ends so";
		this.findings.fault(this.file, line, "", this.failure);
	}

	private void events(XMLStreamReader reader, BoundedStream in, Function<String, XmlFile> byRoot)
			throws XMLStreamException {
		in.allow(MAX_TOKEN);
		while (reader.hasNext() && !this.findings.isFull()) {
			switch (reader.next()) {
				case XMLStreamConstants.START_ELEMENT -> start(reader, byRoot);
				case XMLStreamConstants.END_ELEMENT -> end();
				case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader);
				case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> throw new UnusableFileException(
						this.file, "has a DOCTYPE or an unknown entity, which no export has");
				default -> {
					// Comments and processing instructions say nothing.
				}
			}
			in.allow(MAX_TOKEN);
		}
	}

	private void start(XMLStreamReader reader, Function<String, XmlFile> byRoot) {
		this.depth++;
		String name = reader.getLocalName();
		XmlFile current = this.target;
		if (current == null) {
			current = byRoot.apply(name);
			this.target = current;
		}
		if (this.depth > MAX_DEPTH || this.inRecord > MAX_IN_RECORD) {
			throw new UnusableFileException(this.file, "is nested deeper, or has larger records, than any export");
		}
		if (this.open.isEmpty() && !current.records().contains(name)) {
			return;
		}
		this.inRecord++;
		XmlRecord next = new XmlRecord(name, reader.getLocation().getLineNumber());
		for (int i = 0; i < reader.getAttributeCount(); i++) {
			String value = reader.getAttributeValue(i);
			next.attribute(reader.getAttributeLocalName(i), value.substring(0, Math.min(value.length(), MAX_TEXT)));
		}
		this.open.push(next);
	}

	/** Longer text than any field may have is cut: its field's own check refuses it. */
	private void text(XMLStreamReader reader) {
		XmlRecord current = this.open.peek();
		if (current != null && current.length() < MAX_TEXT) {
			String text = reader.getText();
			current.text(text.substring(0, Math.min(text.length(), MAX_TEXT)));
		}
	}

	private void end() {
		this.depth--;
		if (this.open.isEmpty()) {
			return;
		}
		XmlRecord done = this.open.pop();
		XmlRecord parent = this.open.peek();
		if (parent != null) {
			parent.child(done);
			return;
		}
		this.inRecord = 0;
		if (this.target != null) {
			this.target.accept(done);
		}
	}

	/** Named outright: another parser on the class path would not know these limits. */
	private static XMLInputFactory factory() {
		XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
		factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
		factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
		factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
		factory.setProperty(LIMITS + "elementAttributeLimit", MAX_ATTRIBUTES);
		factory.setProperty(LIMITS + "maxElementDepth", MAX_DEPTH + 1);
		factory.setXMLResolver((publicId, systemId, base, namespace) -> {
			throw new XMLStreamException("nothing is fetched");
		});
		return factory;
	}

}
