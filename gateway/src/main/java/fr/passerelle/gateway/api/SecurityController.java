package fr.passerelle.gateway.api;

import java.time.Duration;
import java.util.List;

import fr.passerelle.gateway.actor.Actor;
import fr.passerelle.gateway.http.IpRange;
import fr.passerelle.gateway.suspension.NumberedRules;
import fr.passerelle.gateway.suspension.RulesInEffect;
import fr.passerelle.gateway.suspension.SecurityRules;
import fr.passerelle.gateway.suspension.SecurityRulesDraft;
import fr.passerelle.gateway.version.ExpectedVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * When addresses are suspended, and which never are. {@code ETag} and {@code If-Match}
 * carry which rules they are, as for a configuration.
 */
@RestController
@RequestMapping("/api/v1/security")
class SecurityController {

	private final RulesInEffect rules;

	SecurityController(RulesInEffect rules) {
		this.rules = rules;
	}

	/**
	 * The rules on their way in and out.
	 *
	 * @param attempts wrong attempts within the window that suspend an address
	 * @param window in which they are counted, e.g. {@code PT10M}
	 * @param suspension how long an address stays suspended
	 * @param trustedNetworks addresses or CIDR ranges that never are
	 */
	record RulesView(@Nullable Integer attempts, @Nullable Duration window, @Nullable Duration suspension,
			@Nullable List<String> trustedNetworks) {

		static RulesView of(SecurityRules rules) {
			return new RulesView(rules.attempts(), rules.window(), rules.suspension(),
					rules.trustedNetworks().stream().map(IpRange::toString).toList());
		}

		SecurityRulesDraft draft() {
			return new SecurityRulesDraft(this.attempts, this.window, this.suspension,
					(this.trustedNetworks != null) ? this.trustedNetworks : List.of());
		}

	}

	@GetMapping
	ResponseEntity<RulesView> show() {
		return answer(this.rules.current());
	}

	@PutMapping
	ResponseEntity<RulesView> change(@RequestBody RulesView wanted, ExpectedVersion expected, Actor actor) {
		return answer(this.rules.change(wanted.draft(), expected::admits, actor));
	}

	private static ResponseEntity<RulesView> answer(NumberedRules rules) {
		return ResponseEntity.ok().eTag("\"" + rules.number() + "\"").body(RulesView.of(rules.rules()));
	}

}
