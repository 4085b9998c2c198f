package fr.passerelle.gateway.recognition;

import java.util.function.Supplier;

import fr.passerelle.gateway.document.DelegationBlock;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.version.EstablishmentChanged;
import fr.passerelle.gateway.version.Establishments;
import fr.passerelle.gateway.version.UnknownEstablishmentException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/**
 * Deletes the identities of a deleted establishment immediately, and those of a deleted
 * delegation after some time. An inactive delegation keeps its identities.
 */
final class GoneDelegationsListener implements ApplicationListener<PayloadApplicationEvent<EstablishmentChanged>> {

	private final Rapprochement rapprochement;

	/**
	 * Fetched late, because the import at the start publishes events before it exists.
	 */
	private final Supplier<Establishments> establishments;

	GoneDelegationsListener(Rapprochement rapprochement, Supplier<Establishments> establishments) {
		this.rapprochement = rapprochement;
		this.establishments = establishments;
	}

	@Override
	public void onApplicationEvent(PayloadApplicationEvent<EstablishmentChanged> event) {
		EstablishmentChanged change = event.getPayload();
		switch (change.kind()) {
			case CREATED -> {
			}
			case DELETED -> this.rapprochement.forget(change.uai());
			case CHANGED, RESTORED -> forgetGone(change.uai());
		}
	}

	private void forgetGone(Uai uai) {
		try {
			this.rapprochement.forgetGone(uai,
					DelegationBlock.of(this.establishments.get().current(uai).document())
						.stream()
						.map(DelegationBlock::id)
						.toList());
		}
		catch (UnknownEstablishmentException ex) {
			// Deleted in the meantime: that event takes them all.
		}
	}

}
