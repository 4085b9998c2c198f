package fr.passerelle.gateway.document;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import fr.passerelle.gateway.establishment.Cas;
import fr.passerelle.gateway.establishment.CasFields;
import fr.passerelle.gateway.establishment.Field;
import fr.passerelle.gateway.establishment.FieldValues;
import fr.passerelle.gateway.establishment.Validation;
import org.jspecify.annotations.Nullable;

/**
 * Makes an ENT's complete addresses from three sources, in this order: the document's
 * {@code cas} block, the catalogue's entry, the CAS convention below the server's
 * address. Each of the three links can be given alone, since ENTs exist that validate
 * elsewhere than they log in (Toutatice) or log out by another protocol's path (e-lyco).
 */
final class CasReader {

	/**
	 * The order in which faults are told: server and dialect, which the others follow
	 * from, the other texts, the flags.
	 */
	private static final List<Field<?>> IN_ORDER_OF_FAULTS = inOrderOfFaults();

	private final Section delegation;

	private final @Nullable Section cas;

	private final @Nullable EntCopy ent;

	private final FieldValues own;

	private final @Nullable URI serverUrl;

	private final @Nullable Validation validation;

	/**
	 * Whether the catalogue's links still apply: they do not where the document moves the
	 * server.
	 */
	private final boolean sameServer;

	/**
	 * Reads a block.
	 * @param usual the dialect where neither block nor entry says one; null: it is
	 * required
	 */
	CasReader(Section delegation, @Nullable Section cas, @Nullable EntCopy ent, @Nullable Validation usual) {
		this.delegation = delegation;
		this.cas = cas;
		this.ent = ent;
		FieldValues read = FieldValues.NONE;
		if (cas != null) {
			for (Field<?> field : IN_ORDER_OF_FAULTS) {
				read = FieldReader.read(cas, field, read);
			}
		}
		this.own = read;
		this.serverUrl = ownOrCopied(CasFields.SERVER_URL);
		URI server = read.find(CasFields.SERVER_URL);
		this.sameServer = server == null || server.equals(copied(CasFields.SERVER_URL));
		Validation said = ownOrCopied(CasFields.VALIDATION);
		this.validation = (said != null) ? said : usual;
	}

	@Nullable Cas read() {
		URI login = login();
		URI validationUrl = validationUrl();
		URI logout = logout(login);
		require(this.validation, CasFields.VALIDATION, FaultCode.REQUIRED_ONE_OF,
				FieldReader.names(CasFields.VALIDATION));
		requireAddress(login, CasFields.LOGIN_URL);
		if (this.validation != null) {
			requireAddress(validationUrl, CasFields.VALIDATION_URL);
		}
		if (login != null) {
			require(logout, CasFields.LOGOUT_URL, FaultCode.LOGOUT_REQUIRED);
		}
		if (login == null || validationUrl == null || logout == null || this.validation == null) {
			return null;
		}
		return new Cas(this.own.with(CasFields.SERVER_URL, null)
			.with(CasFields.LOGIN_URL, login)
			.with(CasFields.VALIDATION_URL, validationUrl)
			.with(CasFields.LOGOUT_URL, logout)
			.with(CasFields.VALIDATION, this.validation));
	}

	private @Nullable URI login() {
		URI said = ownOrOfSameServer(CasFields.LOGIN_URL);
		return (said != null) ? said : belowServer("login");
	}

	private @Nullable URI validationUrl() {
		URI own = this.own.find(CasFields.VALIDATION_URL);
		if (own != null) {
			return own;
		}
		boolean sameDialect = this.ent != null && copied(CasFields.VALIDATION) == this.validation;
		URI entry = (this.sameServer && sameDialect) ? copied(CasFields.VALIDATION_URL) : null;
		if (entry != null || this.validation == null) {
			return entry;
		}
		return belowServer(this.validation.path());
	}

	private @Nullable URI logout(@Nullable URI login) {
		URI said = ownOrOfSameServer(CasFields.LOGOUT_URL);
		if (said != null) {
			return said;
		}
		URI below = belowServer("logout");
		if (below != null || login == null) {
			return below;
		}
		return login.getRawPath().endsWith("/login") ? login.resolve("logout") : null;
	}

	private @Nullable URI belowServer(String path) {
		return (this.serverUrl != null) ? HttpAddress.below(this.serverUrl, path) : null;
	}

	private @Nullable URI ownOrOfSameServer(Field<URI> field) {
		URI own = this.own.find(field);
		return (own != null || !this.sameServer) ? own : copied(field);
	}

	private <V> @Nullable V ownOrCopied(Field<V> field) {
		V own = this.own.find(field);
		return (own != null) ? own : copied(field);
	}

	private <V> @Nullable V copied(Field<V> field) {
		return (this.ent != null) ? this.ent.value(field) : null;
	}

	private void requireAddress(@Nullable URI address, Field<URI> field) {
		if (address != null || given(CasFields.SERVER_URL)) {
			return;
		}
		if (this.ent == null) {
			require(address, field, FaultCode.REQUIRED_WITHOUT_SERVER);
		}
		else if (field == CasFields.LOGIN_URL) {
			String form = this.ent.serverUrlPattern();
			if (form != null) {
				fault(CasFields.SERVER_URL, FaultCode.SERVER_OF_FORM, this.ent.id(), form);
			}
			else {
				fault(CasFields.SERVER_URL, FaultCode.SERVER_UNKNOWN, this.ent.id());
			}
		}
	}

	private void require(@Nullable Object value, Field<?> field, FaultCode code, Object... arguments) {
		if (value == null && !given(field)) {
			fault(field, code, arguments);
		}
	}

	/**
	 * Whether the document gives the field, even with a fault: the fault is reported
	 * already.
	 */
	private boolean given(Field<?> field) {
		return this.cas != null && this.cas.has(field.key());
	}

	private void fault(Field<?> field, FaultCode code, Object... arguments) {
		if (this.cas != null) {
			this.cas.fault(field.key(), code, arguments);
		}
		else {
			this.delegation.fault("cas." + field.key(), code, arguments);
		}
	}

	private static List<Field<?>> inOrderOfFaults() {
		List<Field<?>> fields = new ArrayList<>(CasFields.ALL);
		fields.sort(Comparator.comparing((field) -> {
			if (field == CasFields.SERVER_URL) {
				return 0;
			}
			if (field == CasFields.VALIDATION) {
				return 1;
			}
			return (field.kind() == Field.Kind.FLAG) ? 3 : 2;
		}));
		return List.copyOf(fields);
	}

}
