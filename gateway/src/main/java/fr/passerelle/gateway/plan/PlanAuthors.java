package fr.passerelle.gateway.plan;

/**
 * Checks whether the author of a plan still has the right to make its change.
 */
interface PlanAuthors {

	/** Whether the author of a plan could make its change at this moment. */
	boolean mayApply(PlannedChange plan);

	/** Whether they could change at this moment what belongs to the whole platform. */
	boolean mayChangePlatform(PlannedChange plan);

}
