package fr.passerelle.entcatalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The catalogue of this jar, read when it is first asked for an entry: a start whose
 * documents name no entry does without. The build has checked its files.
 */
final class BundledCatalog implements EntCatalog {

	static final BundledCatalog INSTANCE = new BundledCatalog();

	private BundledCatalog() {
	}

	@Override
	public String revision() {
		return Files.READ.revision();
	}

	@Override
	public LocalDate date() {
		return Files.READ.date();
	}

	@Override
	public List<Ent> all() {
		return Files.READ.all();
	}

	@Override
	public Optional<Ent> find(String id) {
		return Files.READ.find(id);
	}

	@Override
	public List<Ent> search(String text, int limit) {
		return Files.READ.search(text, limit);
	}

	@Override
	public List<Ent> near(String text, int limit) {
		return Files.READ.near(text, limit);
	}

	/** What the files say. */
	private static final class Files {

		private static final LoadedCatalog READ = CatalogReader.bundled();

	}

}
