package fr.passerelle.gateway.proxy;

/** A request or a tunnel under way, as {@link OpenExchanges} looks at it. */
interface Stoppable {

	/** Ends it in any state; may be called again. Never blocks. */
	void stop(Reason reason);

	/** Whether the client is still there. */
	Presence presence();

	/** Why it is stopped. */
	enum Reason {

		/** The same request would no longer pass. */
		NO_LONGER_ALLOWED,

		/** No connection to the application became free. */
		NO_CONNECTION,

		/** The client takes or sends next to nothing. */
		TOO_SLOW,

		/** The client has closed its connection. */
		GONE

	}

	/** Where the client is. */
	enum Presence {

		/** As far as can be seen. */
		THERE,

		/** It will send nothing more, but may still read. */
		CLOSED,

		/** It broke the connection. */
		GONE

	}

}
