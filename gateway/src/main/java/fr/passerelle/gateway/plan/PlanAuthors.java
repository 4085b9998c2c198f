package fr.passerelle.gateway.plan;

/**
 * Who may still do what they planned.
 */
interface PlanAuthors {

	/** Whether the author of a plan could make its change at this moment. */
	boolean mayApply(PlannedChange plan);

}
