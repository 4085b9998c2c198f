package fr.passerelle.gateway.backup;

import java.io.IOException;

/**
 * The moments of making a backup, so that a test can break off at each.
 */
enum Step {

	BEGUN, TABLE_COPIED, COPIED, WRITTEN, VERIFIED, PLACED;

	/** Is told of each step; only tests do something there. */
	interface Witness {

		/** Does nothing. */
		Witness NONE = (step) -> {
		};

		/**
		 * Called when a step is done.
		 * @param step which
		 * @throws IOException to break off
		 */
		void done(Step step) throws IOException;

	}

}
