package fr.passerelle.gateway.people;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import fr.passerelle.gateway.establishment.EspaceKey;
import fr.passerelle.gateway.people.ImportPlan.Changed;
import fr.passerelle.gateway.people.ImportQuestion.Kind;
import fr.passerelle.gateway.schoolfile.EntName;
import fr.passerelle.gateway.schoolfile.FamilyLink;
import fr.passerelle.gateway.schoolfile.FileFault;
import fr.passerelle.gateway.schoolfile.FileKind;
import fr.passerelle.gateway.schoolfile.FilePerson;
import fr.passerelle.gateway.schoolfile.FilePerson.Place;
import fr.passerelle.gateway.schoolfile.LeftOut;
import fr.passerelle.gateway.schoolfile.LeftOut.Reason;
import fr.passerelle.gateway.schoolfile.SchoolFiles;
import org.jspecify.annotations.Nullable;

/**
 * Compares the files of one import with the people of the store, without writing: a trial
 * run and the real one are the same computation.
 * <p>
 * A person is known by the file's key. Without it one who was born on the same day under
 * the same name is taken for the same, if there is one alone here and there; where a
 * human has to decide, the import asks and leaves the person as they are.
 */
final class ImportPlanner {

	/**
	 * Most questions that are listed; people in further ones are left as they are too.
	 */
	static final int MAX_QUESTIONS = 1000;

	private static final List<FileKind> GUARDIANS = List.of(FileKind.SIECLE_GUARDIANS, FileKind.ONDE_GUARDIANS);

	private final SchoolFiles files;

	private final ImportChoices choices;

	private final Instant at;

	private final Map<String, StoredPerson> before;

	private final Map<String, StoredPerson> now;

	private final Set<FamilyRow> linksBefore;

	private final Map<String, Set<FamilyRow>> links = new HashMap<>();

	private final Map<String, String> bySource = new HashMap<>();

	private final Set<String> touched = new LinkedHashSet<>();

	/** Source keys of people who are in the files, but in a question or on leave. */
	private final Set<String> undecided = new HashSet<>();

	private final List<LeftOut> left = new ArrayList<>();

	private final List<FileFault> faults = new ArrayList<>();

	private final Map<String, ImportQuestion> questions = new LinkedHashMap<>();

	private final Set<String> inFiles = new HashSet<>();

	private final Map<String, Integer> bornInFiles = new HashMap<>();

	private Index index = new Index(List.of());

	ImportPlanner(SchoolFiles files, ImportChoices choices, Map<String, StoredPerson> before, List<FamilyRow> links,
			Instant at) {
		this.files = files;
		this.choices = choices;
		this.before = before;
		this.now = new HashMap<>(before);
		this.linksBefore = new HashSet<>(links);
		links.forEach((row) -> this.links.computeIfAbsent(row.guardian(), (key) -> new HashSet<>()).add(row));
		this.at = at;
	}

	/** Takes over the rows of lists, before any file. */
	void list(List<PersonRow> rows, Map<String, String> hashes) {
		for (PersonRow row : rows) {
			StoredPerson known = this.now.get(row.key());
			String newHash = hashes.get(row.key());
			String hash = (newHash == null && known != null) ? known.hash() : newHash;
			put(new StoredPerson(row.key(), PersonMerge.byList(known, row.person(), hash != null), hash));
		}
	}

	Outcome plan() {
		this.now.values().forEach(this::knowSource);
		this.index = new Index(this.now.values());
		for (FilePerson person : this.files.people()) {
			this.inFiles.add(person.sourceId());
			born(person).forEach((identity) -> this.bornInFiles.merge(identity, 1, Integer::sum));
		}
		leave();
		this.files.people().stream().filter((person) -> !GUARDIANS.contains(person.kind())).forEach(this::person);
		families();
		if (!this.files.entNames().isEmpty()) {
			new EntNames().assign();
		}
		List<Person> gone = gone();
		return outcome(gone);
	}

	private void knowSource(StoredPerson stored) {
		String source = stored.person().school().sourceId();
		if (source != null) {
			this.bySource.put(source, stored.key());
		}
	}

	private void put(StoredPerson stored) {
		this.now.put(stored.key(), stored);
		this.touched.add(stored.key());
		knowSource(stored);
	}

	private void leave() {
		for (LeftOut one : this.files.left()) {
			this.left.add(one);
			if (!one.reason().isGone()) {
				this.undecided.add(one.sourceId());
			}
		}
	}

	/** Whether there is somebody of this file now; false where a human has to decide. */
	private boolean person(FilePerson read) {
		FilePerson person = spelled(read);
		if (person == null) {
			this.undecided.add(read.sourceId());
			return false;
		}
		String key = this.bySource.get(person.sourceId());
		Set<EspaceKey> espaces = espaces(person, (key != null) ? this.now.get(key) : null);
		if (espaces == null) {
			this.undecided.add(read.sourceId());
			return false;
		}
		if (key != null) {
			merge(Objects.requireNonNull(this.now.get(key)), person, espaces, false);
			return true;
		}
		Match match = match(person);
		if (match.asked()) {
			this.undecided.add(read.sourceId());
			return false;
		}
		if (match.known() != null) {
			merge(Objects.requireNonNull(this.now.get(match.known().key())), person, espaces, true);
			return true;
		}
		String identifiant = SourceIdentifiant.of(person.sourceId(), this.now::containsKey);
		put(new StoredPerson(LoginName.key(identifiant),
				PersonMerge.added(identifiant, person, espaces, this.choices.keepIne()), null));
		return true;
	}

	private void merge(StoredPerson known, FilePerson person, Set<EspaceKey> espaces, boolean adopted) {
		String former = known.person().school().sourceId();
		if (former != null && !former.equals(person.sourceId())) {
			this.bySource.remove(former);
		}
		put(known.with(PersonMerge.byFile(known.person(), person, espaces, this.choices.keepIne(), adopted)));
	}

	private @Nullable FilePerson spelled(FilePerson read) {
		FilePerson.Names repaired = read.names().repaired();
		if (repaired == null) {
			return read;
		}
		String answer = ask("spelling:" + read.sourceId(), Kind.SPELLING,
				shown(read) + " = " + repaired.given() + " " + repaired.family() + "?",
				List.of(ImportQuestion.REPAIRED, ImportQuestion.AS_IS), read.place());
		FilePerson.Names plain = new FilePerson.Names(read.names().family(), read.names().usage(), read.names().given(),
				null);
		return switch (answer) {
			case ImportQuestion.REPAIRED -> named(read, repaired);
			case ImportQuestion.AS_IS -> named(read, plain);
			default -> null;
		};
	}

	private static FilePerson named(FilePerson read, FilePerson.Names names) {
		return new FilePerson(read.kind(), read.sourceId(), names, read.birthDate(), read.className(), read.espaces(),
				read.function(), read.email(), read.ine(), read.place());
	}

	/** What the person may enter; null where a human has to say it. */
	private @Nullable Set<EspaceKey> espaces(FilePerson person, @Nullable StoredPerson known) {
		if (person.function().isEmpty()) {
			return person.espaces();
		}
		if (known != null) {
			return known.person().espaces();
		}
		List<String> keys = new ArrayList<>(EspaceKey.keys());
		keys.add(ImportQuestion.NOBODY);
		String answer = ask("function:" + person.function(), Kind.FUNCTION, person.function(), keys, person.place());
		Set<EspaceKey> espaces = EnumSet.noneOf(EspaceKey.class);
		for (String key : answer.split("\\|", -1)) {
			EspaceKey.of(key).ifPresent(espaces::add);
		}
		return espaces.isEmpty() ? null : espaces;
	}

	/**
	 * Who of the store a person of a file is whose key is not known yet.
	 *
	 * @param known the person; null for a new one
	 * @param asked whether a human has to decide
	 */
	private record Match(@Nullable StoredPerson known, boolean asked) {
	}

	private Match match(FilePerson person) {
		StoredPerson sameIne = this.index.ine(person.ine());
		if (sameIne != null && isFree(sameIne, person)) {
			return new Match(sameIne, false);
		}
		Set<String> identities = born(person);
		boolean dated = !identities.isEmpty();
		List<StoredPerson> found = dated ? this.index.born(identities) : this.index.named(names(person));
		List<StoredPerson> candidates = found.stream()
			.filter((stored) -> isFree(stored, person))
			.filter((stored) -> dated || shares(stored.person(), person.espaces()))
			.toList();
		if (candidates.isEmpty()) {
			return new Match(null, false);
		}
		boolean alone = candidates.size() == 1 && identities.stream().allMatch((one) -> count(one) == 1);
		if (dated && alone && isUnbound(candidates.get(0), person)) {
			return new Match(candidates.get(0), false);
		}
		List<String> names = new ArrayList<>(
				candidates.stream().map((stored) -> stored.person().identifiant()).toList());
		names.add(ImportQuestion.NEW);
		String answer = ask("person:" + person.sourceId(), Kind.PERSON, shown(person), names, person.place());
		StoredPerson chosen = candidates.stream()
			.filter((stored) -> stored.person().identifiant().equals(answer))
			.findFirst()
			.orElse(null);
		return new Match(chosen, chosen == null && !answer.equals(ImportQuestion.NEW));
	}

	private int count(String identity) {
		return Objects.requireNonNull(this.bornInFiles.getOrDefault(identity, 0));
	}

	/** Whether no other person of these files is this one. */
	private boolean isFree(StoredPerson stored, FilePerson person) {
		String source = Objects.requireNonNull(this.now.get(stored.key())).person().school().sourceId();
		return source == null || (person.kind().isSourceOf(source) && !this.inFiles.contains(source));
	}

	/** A key of SIECLE that changes is rare enough to ask; ONDE's are made of names. */
	private static boolean isUnbound(StoredPerson stored, FilePerson person) {
		return stored.person().school().sourceId() == null || person.kind() == FileKind.ONDE_PUPILS;
	}

	private static boolean shares(Person person, Set<EspaceKey> espaces) {
		return person.espaces().stream().anyMatch(espaces::contains);
	}

	private static Set<String> names(FilePerson person) {
		return PlainNames.of(person.names().family(), person.names().usage(), person.names().given());
	}

	private static Set<String> born(FilePerson person) {
		LocalDate birthDate = person.birthDate();
		return (birthDate == null) ? Set.of()
				: names(person).stream().map((name) -> PlainNames.born(name, birthDate)).collect(Collectors.toSet());
	}

	private static String shown(FilePerson person) {
		return person.names().given() + " " + person.names().family();
	}

	/** The answer to a question; empty where there is none yet, and then it is asked. */
	private String ask(String id, Kind kind, String subject, List<String> allowed, Place place) {
		String answer = this.choices.answers().getOrDefault(id, "");
		boolean known = kind == Kind.FUNCTION ? List.of(answer.split("\\|", -1)).stream().allMatch(allowed::contains)
				: allowed.contains(answer);
		if (known) {
			return answer;
		}
		if (this.questions.size() < MAX_QUESTIONS) {
			this.questions.putIfAbsent(id, new ImportQuestion(id, kind, subject, allowed, place.file(), place.line()));
		}
		return "";
	}

	/** Guardians come after the pupils: only those of a current pupil get access. */
	private void families() {
		Map<String, List<FamilyLink>> byGuardian = new HashMap<>();
		this.files.families()
			.forEach((link) -> byGuardian.computeIfAbsent(link.guardian(), (key) -> new ArrayList<>()).add(link));
		Index pupils = new Index(this.now.values()
			.stream()
			.filter((stored) -> stored.person().espaces().contains(EspaceKey.ELEVE) && isCurrent(stored))
			.toList());
		for (FilePerson person : this.files.people()) {
			if (GUARDIANS.contains(person.kind())) {
				guardian(person, byGuardian.getOrDefault(person.sourceId(), List.of()), pupils);
			}
		}
	}

	private void guardian(FilePerson person, List<FamilyLink> wanted, Index pupils) {
		Map<String, Integer> children = new LinkedHashMap<>();
		boolean waiting = false;
		for (FamilyLink link : wanted) {
			String child = child(link, person, pupils);
			if (child != null) {
				children.put(child, (link.legalRank() != null) ? link.legalRank() : 0);
			}
			waiting |= this.undecided.contains(link.child()) || this.questions.containsKey(childQuestion(person, link));
		}
		if (children.isEmpty() && !waiting) {
			this.left.add(new LeftOut(person.sourceId(), shown(person), Reason.NO_CURRENT_CHILD, person.place()));
			return;
		}
		if (children.isEmpty()) {
			this.undecided.add(person.sourceId());
			return;
		}
		if (person(person)) {
			String key = Objects.requireNonNull(this.bySource.get(person.sourceId()));
			Set<FamilyRow> rows = new HashSet<>();
			children.forEach((child, rank) -> rows.add(new FamilyRow(key, child, (rank > 0) ? rank : null)));
			this.links.put(key, rows);
		}
	}

	private static String childQuestion(FilePerson guardian, FamilyLink link) {
		return "child:" + guardian.sourceId() + ":"
				+ String.join("", PlainNames.of(link.childFamilyName(), null, link.childGivenName())).replace("|", "-");
	}

	/** The key of a current pupil; null where there is none, or several. */
	private @Nullable String child(FamilyLink link, FilePerson guardian, Index pupils) {
		if (!link.child().isEmpty()) {
			String key = this.bySource.get(link.child());
			return (key != null && isCurrent(Objects.requireNonNull(this.now.get(key)))) ? key : null;
		}
		List<StoredPerson> found = pupils.named(PlainNames.of(link.childFamilyName(), null, link.childGivenName()));
		if (found.size() < 2) {
			return found.isEmpty() ? null : found.get(0).key();
		}
		List<String> identifiants = found.stream().map((stored) -> stored.person().identifiant()).toList();
		String answer = ask(childQuestion(guardian, link), Kind.CHILD,
				link.childGivenName() + " " + link.childFamilyName(), identifiants, guardian.place());
		return found.stream()
			.filter((stored) -> stored.person().identifiant().equals(answer))
			.map(StoredPerson::key)
			.findFirst()
			.orElse(null);
	}

	/** Whether a pupil is of the school, by a file of the pupils where one came. */
	private boolean isCurrent(StoredPerson pupil) {
		String source = pupil.person().school().sourceId();
		boolean missing = source != null
				&& Stream.of(FileKind.SIECLE_PUPILS, FileKind.ONDE_PUPILS)
					.filter(this.files::has)
					.anyMatch((kind) -> kind.isSourceOf(source))
				&& !this.touched.contains(pupil.key()) && !this.undecided.contains(source);
		return !missing && !pupil.person().isClosed();
	}

	/**
	 * A file of nobody is a mistake of its export, not a school that has become empty.
	 */
	private List<Person> gone() {
		Set<FileKind> kinds = EnumSet.noneOf(FileKind.class);
		this.files.files().stream().filter((file) -> file.kind().hasSourceIds()).forEach((file) -> {
			boolean any = this.files.people().stream().anyMatch((person) -> person.kind() == file.kind());
			if (any) {
				kinds.add(file.kind());
			}
			else if (this.files.faults().isEmpty()) {
				this.faults.add(new FileFault(file.name(), 0, "", "has nobody who is of the school"));
			}
		});
		List<Person> gone = new ArrayList<>();
		for (StoredPerson stored : List.copyOf(this.now.values())) {
			String source = stored.person().school().sourceId();
			if (source != null && !stored.person().isClosed() && !this.touched.contains(stored.key())
					&& !this.undecided.contains(source) && kinds.stream().anyMatch((kind) -> kind.isSourceOf(source))) {
				gone.add(stored.person());
				if (this.choices.close()) {
					this.now.put(stored.key(), stored.with(stored.person().closed(this.at)));
				}
			}
		}
		return gone;
	}

	private Outcome outcome(List<Person> gone) {
		Set<FamilyRow> after = this.links.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
		List<FamilyRow> come = after.stream().filter((row) -> !this.linksBefore.contains(row)).toList();
		List<FamilyRow> lost = this.linksBefore.stream().filter((row) -> !after.contains(row)).toList();
		Set<String> relinked = Stream.concat(come.stream(), lost.stream())
			.map(FamilyRow::guardian)
			.collect(Collectors.toSet());
		List<Person> added = new ArrayList<>();
		List<Changed> changed = new ArrayList<>();
		int unchanged = 0;
		for (String key : this.touched) {
			StoredPerson old = this.before.get(key);
			StoredPerson person = Objects.requireNonNull(this.now.get(key));
			if (old == null) {
				added.add(person.person());
			}
			else if (!person.equals(old) || relinked.contains(key)) {
				changed.add(new Changed(old.person(), person.person()));
			}
			else {
				unchanged++;
			}
		}
		List<FileFault> all = new ArrayList<>(this.files.faults());
		all.addAll(this.faults);
		return new Outcome(new ImportPlan(this.files.files(), List.copyOf(added), List.copyOf(changed), unchanged,
				List.copyOf(gone), List.copyOf(this.left), List.copyOf(this.questions.values()), List.copyOf(all)),
				different(), come, lost);
	}

	/** In one order on every node: two imports cannot wait for each other's rows. */
	private List<StoredPerson> different() {
		return this.now.values()
			.stream()
			.filter((stored) -> !stored.equals(this.before.get(stored.key())))
			.sorted((one, other) -> one.key().compareTo(other.key()))
			.toList();
	}

	/**
	 * A plan, and what it writes.
	 *
	 * @param plan for the author
	 * @param save people who differ from the store
	 * @param come links that are not in the store
	 * @param lost links of the store that are no more
	 */
	record Outcome(ImportPlan plan, List<StoredPerson> save, List<FamilyRow> come, List<FamilyRow> lost) {

		boolean changesNothing() {
			return this.save.isEmpty() && this.come.isEmpty() && this.lost.isEmpty();
		}

	}

	/** Gives people the ids under which the ENT knows them. */
	private final class EntNames {

		private final Index open = new Index(
				ImportPlanner.this.now.values().stream().filter((stored) -> !stored.person().isClosed()).toList());

		private final Map<String, Set<String>> childrenOf = new HashMap<>();

		private final Map<String, Set<String>> guardiansOf = new HashMap<>();

		EntNames() {
			ImportPlanner.this.links.values()
				.stream()
				.flatMap(Set::stream)
				.forEach((row) -> this.guardiansOf.computeIfAbsent(row.child(), (missing) -> new HashSet<>())
					.add(row.guardian()));
		}

		/** Pupils first: a guardian, who has no birth date, is known by the children. */
		void assign() {
			List<EntName> names = ImportPlanner.this.files.entNames();
			names.stream().filter((name) -> !isGuardian(name)).forEach((name) -> {
				String key = give(name, byIdentity(name));
				if (key != null) {
					name.guardians()
						.forEach((number) -> this.childrenOf.computeIfAbsent(number, (missing) -> new HashSet<>())
							.add(key));
				}
			});
			names.stream().filter(EntNames::isGuardian).forEach((name) -> give(name, byChildren(name)));
		}

		private static boolean isGuardian(EntName name) {
			return name.espaces().contains(EspaceKey.PARENT);
		}

		private Collection<StoredPerson> byIdentity(EntName name) {
			StoredPerson sameIne = this.open.ine(name.ine());
			if (sameIne != null) {
				return List.of(sameIne);
			}
			LocalDate birthDate = name.birthDate();
			Set<String> names = PlainNames.of(name.names().family(), null, name.names().given());
			List<StoredPerson> found = (birthDate != null)
					? this.open
						.born(names.stream().map((one) -> PlainNames.born(one, birthDate)).collect(Collectors.toSet()))
					: this.open.named(names);
			return found.stream().filter((stored) -> shares(stored.person(), name.espaces())).toList();
		}

		private Collection<StoredPerson> byChildren(EntName name) {
			Set<String> children = this.childrenOf.getOrDefault(name.number(), Set.of());
			Set<String> guardians = children.stream()
				.flatMap((child) -> this.guardiansOf.getOrDefault(child, Set.of()).stream())
				.collect(Collectors.toSet());
			return this.open.named(PlainNames.of(name.names().family(), null, name.names().given()))
				.stream()
				.filter((stored) -> guardians.contains(stored.key()))
				.toList();
		}

		private @Nullable String give(EntName name, Collection<StoredPerson> found) {
			StoredPerson person = (found.size() == 1) ? found.iterator().next() : null;
			boolean certain = person != null && (name.birthDate() != null || isGuardian(name));
			String shown = name.names().given() + " " + name.names().family();
			if (!found.isEmpty() && !certain) {
				List<String> identifiants = new ArrayList<>(
						found.stream().map((stored) -> stored.person().identifiant()).toList());
				identifiants.add(ImportQuestion.NOBODY);
				String answer = ask("ent:" + name.entId(), Kind.PERSON, shown, identifiants, name.place());
				person = found.stream()
					.filter((stored) -> stored.person().identifiant().equals(answer))
					.findFirst()
					.orElse(null);
				if (person == null && answer.isEmpty()) {
					return null;
				}
			}
			if (person == null || this.open.isAnothers(name.entId(), person)) {
				ImportPlanner.this.left.add(new LeftOut("", shown, Reason.NOT_FOUND, name.place()));
				return null;
			}
			StoredPerson latest = Objects.requireNonNull(ImportPlanner.this.now.get(person.key()));
			Person old = latest.person();
			boolean byHand = old.school().byHand().contains(PersonField.ENT_ID);
			put(latest.with(new Person(old.identifiant(), old.familyName(), old.givenName(), old.birthDate(),
					old.espaces(), old.hasPassword(), byHand ? old.entId() : name.entId(), old.email(), old.school())));
			return person.key();
		}

	}

	/** People by what a file may have of them. */
	private static final class Index {

		private final Map<String, List<StoredPerson>> byBirth = new HashMap<>();

		private final Map<String, List<StoredPerson>> byName = new HashMap<>();

		private final Map<String, List<StoredPerson>> byIne = new HashMap<>();

		private final Map<String, StoredPerson> byEntId = new HashMap<>();

		Index(Collection<StoredPerson> people) {
			for (StoredPerson stored : people) {
				Person person = stored.person();
				LocalDate birthDate = person.birthDate();
				for (String name : PlainNames.of(person)) {
					add(this.byName, name, stored);
					if (birthDate != null) {
						add(this.byBirth, PlainNames.born(name, birthDate), stored);
					}
				}
				if (person.school().ine() != null) {
					add(this.byIne, person.school().ine(), stored);
				}
				if (person.entId() != null) {
					this.byEntId.put(person.entId(), stored);
				}
			}
		}

		private static void add(Map<String, List<StoredPerson>> map, String key, StoredPerson stored) {
			map.computeIfAbsent(key, (missing) -> new ArrayList<>()).add(stored);
		}

		List<StoredPerson> born(Set<String> identities) {
			return of(this.byBirth, identities);
		}

		List<StoredPerson> named(Set<String> names) {
			return of(this.byName, names);
		}

		private static List<StoredPerson> of(Map<String, List<StoredPerson>> map, Set<String> keys) {
			return keys.stream().flatMap((key) -> map.getOrDefault(key, List.of()).stream()).distinct().toList();
		}

		/** The one person with this number. */
		@Nullable StoredPerson ine(@Nullable String ine) {
			List<StoredPerson> found = (ine != null) ? this.byIne.getOrDefault(ine, List.of()) : List.of();
			return (found.size() == 1) ? found.get(0) : null;
		}

		boolean isAnothers(String entId, StoredPerson person) {
			StoredPerson holder = this.byEntId.get(entId);
			return holder != null && !holder.key().equals(person.key());
		}

	}

}
