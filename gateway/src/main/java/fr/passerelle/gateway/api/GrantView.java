package fr.passerelle.gateway.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import fr.passerelle.gateway.account.Grant;
import fr.passerelle.gateway.establishment.Uai;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * What an administrator may do, as the API says it.
 *
 * @param platform whether it is the whole platform
 * @param establishments else: the only ones
 * @param readOnly whether nothing may be changed
 */
record GrantView(@Nullable Boolean platform, @Nullable List<String> establishments, @Nullable Boolean readOnly) {

	static GrantView of(Grant grant) {
		return new GrantView(grant.wholePlatform(), (grant.establishments() == null) ? null
				: grant.establishments().stream().map(Uai::value).sorted().toList(), grant.readOnly());
	}

	/** The whole platform must be named: a field left out does not give it. */
	Grant toGrant() {
		boolean whole = Boolean.TRUE.equals(this.platform);
		List<String> codes = (this.establishments != null) ? this.establishments : new ArrayList<>();
		if (whole && !codes.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.BAD_REQUEST,
					"a grant is the whole platform or some establishments, not both");
		}
		Set<Uai> bound = new LinkedHashSet<>();
		for (String code : codes) {
			if (!Uai.isUai(code)) {
				throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "a UAI is seven digits and a letter");
			}
			bound.add(new Uai(code));
		}
		return new Grant(whole ? null : bound, Boolean.TRUE.equals(this.readOnly));
	}

}
