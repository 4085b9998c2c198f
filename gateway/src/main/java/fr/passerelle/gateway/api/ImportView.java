package fr.passerelle.gateway.api;

import java.util.List;

import fr.passerelle.gateway.people.ImportPlan;
import fr.passerelle.gateway.people.ImportQuestion;
import fr.passerelle.gateway.schoolfile.FileFault;
import fr.passerelle.gateway.schoolfile.FileKind;

/**
 * What an import did, or would do.
 *
 * @param files each with what it is
 * @param added people who were not known
 * @param changed people with any change
 * @param unchanged people without a change
 * @param gone people who are in no file of their kind any more
 * @param left people of the files who get no access by them
 * @param questions what only a human knows
 * @param faults with any of which nothing is done
 */
record ImportView(List<File> files, int added, int changed, int unchanged, int gone, int left, List<Question> questions,
		List<FileFault> faults) {

	static ImportView of(ImportPlan plan) {
		return new ImportView(plan.files().stream().map((file) -> new File(file.name(), file.kind())).toList(),
				plan.added().size(), plan.changed().size(), plan.unchanged(), plan.gone().size(), plan.left().size(),
				plan.questions().stream().map(Question::of).toList(), plan.faults());
	}

	/**
	 * One file.
	 *
	 * @param name as it came
	 * @param kind recognised by its content
	 */
	record File(String name, FileKind kind) {
	}

	/**
	 * One question.
	 *
	 * @param id by which it is answered
	 * @param kind what is asked
	 * @param subject the person's name, or the code of a function
	 * @param choices the answers
	 * @param file where it came up
	 * @param line in that file, counted from 1
	 */
	record Question(String id, ImportQuestion.Kind kind, String subject, List<String> choices, String file, long line) {

		static Question of(ImportQuestion question) {
			return new Question(question.id(), question.kind(), question.subject(), question.choices(), question.file(),
					question.line());
		}

	}

}
