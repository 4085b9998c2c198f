package fr.passerelle.gateway.console.people;

import java.util.List;
import java.util.function.UnaryOperator;

import fr.passerelle.gateway.people.ImportChoices;
import fr.passerelle.gateway.people.ImportPlan;
import fr.passerelle.gateway.people.ImportPlan.Changed;
import fr.passerelle.gateway.people.ImportQuestion;
import fr.passerelle.gateway.people.Person;
import fr.passerelle.gateway.schoolfile.FileFault;
import fr.passerelle.gateway.schoolfile.LeftOut;
import fr.passerelle.gateway.schoolfile.SchoolFiles.ReadFile;

/**
 * What an import would do, as its page shows it: counts of all, and the first of each.
 *
 * @param plan the whole
 * @param choices the author's answers until now
 * @param faults in the reader's words
 * @param questions in the reader's words
 */
record PlanView(ImportPlan plan, ImportChoices choices, List<FileFault> faults, List<Question> questions) {

	/** The most names below each count. */
	static final int MAX_SHOWN = 100;

	PlanView {
		faults = List.copyOf(faults);
		questions = List.copyOf(questions);
	}

	static PlanView of(ImportPlan plan, ImportChoices choices, FaultWords words, UnaryOperator<String> names) {
		List<FileFault> faults = first(plan.faults()).stream()
			.map((fault) -> new FileFault(fault.file(), fault.line(), fault.column(), words.of(fault.message())))
			.toList();
		List<Question> questions = first(plan.questions()).stream()
			.map((one) -> new Question(one, words.of(one.subject()), choices.answers().getOrDefault(one.id(), ""),
					names))
			.toList();
		return new PlanView(plan, choices, faults, questions);
	}

	public List<ReadFile> files() {
		return this.plan.files();
	}

	public List<Person> added() {
		return first(this.plan.added());
	}

	public List<Changed> changed() {
		return first(this.plan.changed());
	}

	public List<Person> gone() {
		return first(this.plan.gone());
	}

	public List<LeftOut> left() {
		return first(this.plan.left());
	}

	/** Whether the button that does it is there. */
	public boolean possible() {
		return this.plan.faults().isEmpty()
				&& this.plan.added().size() + this.plan.changed().size() + this.plan.gone().size() > 0;
	}

	private static <T> List<T> first(List<T> all) {
		return all.subList(0, Math.min(all.size(), MAX_SHOWN));
	}

	/**
	 * A question as its page asks it.
	 *
	 * @param question the question
	 * @param subject what it is about, in the reader's words
	 * @param answer what the author answered until now; empty where nothing
	 * @param names tells the person of an identifiant
	 */
	record Question(ImportQuestion question, String subject, String answer, UnaryOperator<String> names) {

		/** A choice that is a person, by name. */
		public String named(String choice) {
			return this.names.apply(choice);
		}

		/** Its kind, which ends the key of its words. */
		public String kind() {
			return this.question.kind().name();
		}

		/** Whether an answer is given, one of several for a function. */
		public boolean isAnswered(String choice) {
			return List.of(this.answer.split("\\|")).contains(choice);
		}

	}

}
