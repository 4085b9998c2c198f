package fr.passerelle.gateway.people;

/**
 * An import is refused whole, for the faults of its plan.
 */
public final class ImportRefusedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient ImportPlan plan;

	ImportRefusedException(ImportPlan plan) {
		super(plan.faults().size() + " faults in files of people");
		this.plan = plan;
	}

	/** What came, with its faults. */
	public ImportPlan plan() {
		return this.plan;
	}

}
