package fr.passerelle.gateway.store;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The store's connections, which are refused while the {@link StoreWatch} knows that the
 * store is not there.
 */
final class GuardedDataSource extends DelegatingDataSource {

	private final StoreWatch watch;

	GuardedDataSource(DataSource store, StoreWatch watch) {
		super(store);
		this.watch = watch;
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.watch.enter();
		try {
			return super.getConnection();
		}
		catch (SQLException ex) {
			this.watch.failed(ex);
			throw ex;
		}
	}

}
