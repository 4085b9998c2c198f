package fr.passerelle.gateway.backup;

import java.nio.file.Path;

class EmbeddedBackupsTests extends BackupsContract {

	@Override
	Installation install(Path data) {
		return Installation.embedded(data);
	}

	@Override
	Installation installOther(Path data) {
		return Installation.postgres(data);
	}

}
