package fr.passerelle.gateway.console.delegations;

import java.util.ArrayList;
import java.util.List;

import fr.passerelle.gateway.console.delegations.DelegationForm.Hidden;
import fr.passerelle.gateway.document.DelegationEdit;
import fr.passerelle.gateway.document.DocumentEdit;
import org.springframework.util.MultiValueMap;

/**
 * An edit that a page proposes. The preview shows it and carries it in its fields until
 * it is applied.
 *
 * @param what which of the screen's changes
 * @param sent its fields
 */
record PendingEdit(What what, MultiValueMap<String, String> sent) {

	/** The changes that this screen makes. */
	enum What {

		FORM, MATRIX, ACTIVE, REMOVE

	}

	static PendingEdit read(MultiValueMap<String, String> sent) {
		return new PendingEdit(What.valueOf(DelegationForm.text(sent, "what")), sent);
	}

	/** The change; made upon the document that is current then. */
	DocumentEdit edit() {
		return switch (this.what) {
			case FORM -> DelegationForm.read(this.sent).edit();
			case MATRIX -> MatrixForm.read(this.sent).edit();
			case ACTIVE -> DelegationEdit.activate(id(), this.sent.containsKey("active"));
			case REMOVE -> DelegationEdit.remove(id(), true);
		};
	}

	/** What the page carries on, its base left out. */
	public List<Hidden> fields() {
		List<Hidden> fields = new ArrayList<>(List.of(new Hidden("what", this.what.name())));
		switch (this.what) {
			case FORM -> fields.addAll(DelegationForm.read(this.sent).fields());
			case MATRIX -> fields.addAll(MatrixForm.read(this.sent).fields());
			case ACTIVE, REMOVE -> {
				fields.add(new Hidden("id", id()));
				if (this.sent.containsKey("active")) {
					fields.add(new Hidden("active", "true"));
				}
			}
		}
		return fields;
	}

	/** The key of what is said when it is done. */
	String done() {
		return switch (this.what) {
			case FORM -> "delegations.done.saved";
			case MATRIX -> "delegations.done.matrix";
			case ACTIVE -> this.sent.containsKey("active") ? "delegations.done.on" : "delegations.done.off";
			case REMOVE -> "delegations.done.removed";
		};
	}

	/** Where "Modifier" leads back to, below the list. */
	public String back() {
		return switch (this.what) {
			case FORM -> "/form";
			case MATRIX -> "/matrix";
			case ACTIVE, REMOVE -> "";
		};
	}

	private String id() {
		return DelegationForm.text(this.sent, "id");
	}

}
