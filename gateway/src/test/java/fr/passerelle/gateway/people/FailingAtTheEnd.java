package fr.passerelle.gateway.people;

import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does all of a transaction's work, then fails as a full disk would.
 */
final class FailingAtTheEnd implements TransactionOperations {

	private final TransactionOperations transactions;

	FailingAtTheEnd(TransactionOperations transactions) {
		this.transactions = transactions;
	}

	@Override
	public <T> T execute(TransactionCallback<T> action) {
		return this.transactions.execute((status) -> {
			action.doInTransaction(status);
			throw new IllegalStateException("the disk is full");
		});
	}

}
