package fr.passerelle.gateway.api;

import java.security.Principal;
import java.time.Instant;
import java.util.List;

import fr.passerelle.gateway.account.Administrators;
import fr.passerelle.gateway.account.NewToken;
import fr.passerelle.gateway.account.Token;
import fr.passerelle.gateway.account.Tokens;
import fr.passerelle.gateway.actor.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * The caller's own API tokens.
 */
@RestController
@RequestMapping("/api/v1/tokens")
class TokensController {

	private final Tokens tokens;

	private final Administrators administrators;

	TokensController(Tokens tokens, Administrators administrators) {
		this.tokens = tokens;
		this.administrators = administrators;
	}

	/** What makes a token; without a grant it has its maker's. */
	record Wanted(@Nullable String name, @Nullable GrantView grant, @Nullable Instant expires) {
	}

	/** A token without its secret. */
	record TokenView(String id, String name, GrantView grant, Instant created, Instant expires,
			@Nullable Instant lastUsed) {

		static TokenView of(Token token) {
			return new TokenView(token.id(), token.name(), GrantView.of(token.grant()), token.created(),
					token.expires(), token.lastUsed());
		}

	}

	/** A token, this once. */
	record Shown(String id, String name, String token, Instant expires) {

		@Override
		public String toString() {
			return "Shown[" + this.id + "]";
		}

	}

	@GetMapping
	List<TokenView> list(Principal who) {
		return this.tokens.list(who.getName()).stream().map(TokenView::of).toList();
	}

	@PostMapping
	ResponseEntity<Shown> create(@RequestBody Wanted wanted, Principal who, Actor actor) {
		var maker = this.administrators.get(who.getName());
		NewToken made = this.tokens.create(maker, (wanted.name() != null) ? wanted.name() : "",
				(wanted.grant() != null) ? wanted.grant().toGrant() : maker.grant(), wanted.expires(), actor);
		return ResponseEntity.status(HttpStatus.CREATED)
			.cacheControl(CacheControl.noStore())
			.body(new Shown(made.token().id(), made.token().name(), made.text(), made.token().expires()));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void revoke(@PathVariable String id, Principal who, Actor actor) {
		if (!this.tokens.revoke(who.getName(), id, actor)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, "You have no such token.");
		}
	}

}
