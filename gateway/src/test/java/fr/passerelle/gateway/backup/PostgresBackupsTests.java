package fr.passerelle.gateway.backup;

import java.nio.file.Path;

class PostgresBackupsTests extends BackupsContract {

	@Override
	Installation install(Path data) {
		return Installation.postgres(data);
	}

	@Override
	Installation installOther(Path data) {
		return Installation.embedded(data);
	}

}
