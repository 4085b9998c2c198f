package fr.passerelle.entcatalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a catalogue from its files and reports all faults together. It works on the
 * parser's nodes: no file can make it construct an object, and every fault has its line.
 */
final class CatalogReader {

	/** The form of the files that this reader knows. */
	private static final String SCHEMA = "1";

	private static final Pattern REVISION = Pattern.compile("[0-9]{4}\\.[0-9]{1,6}");

	private final Faults faults = new Faults();

	private final YamlParser parser = new YamlParser(this.faults);

	private final CatalogAssembly assembly = new CatalogAssembly(this.faults);

	private CatalogReader() {
	}

	static LoadedCatalog bundled() {
		return new CatalogReader().readParts(CatalogFiles.bundled());
	}

	static LoadedCatalog read(Path fileOrFolder) {
		CatalogReader reader = new CatalogReader();
		if (Files.isDirectory(fileOrFolder)) {
			return reader.readParts(CatalogFiles.inFolder(fileOrFolder, reader.faults));
		}
		if (!Files.exists(fileOrFolder)) {
			reader.faults.add(fileOrFolder.toString(), 0, "(file)",
					"does not exist; accepted: a catalogue's file or folder");
		}
		else {
			CatalogFiles.single(fileOrFolder, reader.faults).forEach(reader::readWhole);
		}
		return reader.assembly.finish();
	}

	private LoadedCatalog readParts(List<CatalogFile> files) {
		for (CatalogFile file : files) {
			Node root = this.parser.parse(file);
			if (root == null) {
				continue;
			}
			Fields fields = Fields.of(file.name(), "", root, this.faults);
			if (file.isHead()) {
				readHead(fields);
				fields.refuseOthers();
			}
			else if (file.isPlatform()) {
				Platform platform = PlatformReader.read(fields);
				checkName(file, fields, platform.id());
				this.assembly.add(platform);
			}
			else {
				EntDraft draft = EntReader.read(fields);
				checkName(file, fields, draft.id());
				this.assembly.add(draft);
			}
		}
		return this.assembly.finish();
	}

	private void readWhole(CatalogFile file) {
		Node root = this.parser.parse(file);
		if (root == null) {
			return;
		}
		Fields fields = Fields.of(file.name(), "", root, this.faults);
		readHead(fields);
		readList(fields, "platforms").forEach((platform) -> this.assembly.add(PlatformReader.read(platform)));
		readList(fields, "ents").forEach((ent) -> this.assembly.add(EntReader.read(ent)));
		fields.refuseOthers();
	}

	private static List<Fields> readList(Fields fields, String name) {
		List<Fields> items = fields.blocks(name, CatalogFiles.MOST_FILES);
		if (!fields.states(name)) {
			fields.fault(name, "is missing; accepted: a list of mappings");
		}
		return items;
	}

	private void readHead(Fields fields) {
		fields.text("schema", SCHEMA::equals, SCHEMA);
		String revision = fields.text("revision", (text) -> REVISION.matcher(text).matches(),
				"a year and a number, as in '2026.1'");
		LocalDate date = fields.date("date");
		this.assembly.head(revision, date);
	}

	private static void checkName(CatalogFile file, Fields fields, String id) {
		if (!id.isEmpty() && !id.equals(file.expectedId())) {
			fields.fault("id", "is '" + id + "' in a file of another name; accepted: " + file.expectedId());
		}
	}

}
