package fr.passerelle.gateway.version;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import fr.passerelle.gateway.document.HttpAddress;
import fr.passerelle.gateway.establishment.Establishment;
import fr.passerelle.gateway.establishment.EstablishmentDirectory;
import fr.passerelle.gateway.establishment.Uai;
import fr.passerelle.gateway.network.Authority;
import org.jspecify.annotations.Nullable;

/**
 * All establishments in effect: one immutable picture, swapped whole. Requests read it
 * without a lock and without an allocation; changes are rare and wait for each other.
 */
final class LiveDirectory implements EstablishmentDirectory {

	/** Longest host name and a port. */
	private static final int MAX_AUTHORITY = 260;

	private static final Comparator<Establishment> BY_UAI = Comparator
		.comparing((establishment) -> establishment.uai().value());

	private final Map<Uai, Long> latest = new HashMap<>();

	private volatile Picture picture = Picture.EMPTY;

	@Override
	public @Nullable Establishment byHost(String authority) {
		if (authority.length() > MAX_AUTHORITY) {
			return null;
		}
		Picture now = this.picture;
		// This is the spelling of nearly every browser.
		List<Establishment> exact = now.byAuthority.get(authority);
		if (exact != null) {
			return exact.get(0);
		}
		Authority asked = Authority.parse(authority);
		return (asked != null) ? now.find(asked) : null;
	}

	@Override
	public @Nullable Establishment byUai(Uai uai) {
		return this.picture.byUai.get(uai.value());
	}

	boolean isEmpty() {
		return all((establishment) -> true).isEmpty();
	}

	/** The establishments that pass a test, by UAI. */
	List<Establishment> all(Predicate<Establishment> wanted) {
		List<Establishment> all = new ArrayList<>();
		this.picture.byUai.forEach((establishment) -> {
			if (wanted.test(establishment)) {
				all.add(establishment);
			}
		});
		all.sort(BY_UAI);
		return Collections.unmodifiableList(all);
	}

	/** The other establishment that has this host, at any port; null if no one has it. */
	@Nullable Uai ownerOf(Uai uai, String host) {
		for (Establishment owner : this.picture.named(host)) {
			if (!owner.uai().equals(uai)) {
				return owner.uai();
			}
		}
		return null;
	}

	/** Whether another establishment has an application at a place. */
	boolean usesElsewhere(Uai uai, String place) {
		boolean[] found = { false };
		this.picture.byUai.forEach((establishment) -> found[0] |= !establishment.uai().equals(uai)
				&& Objections.isApplicationOf(establishment, place));
		return found[0];
	}

	/** The last number that was put or removed; 0 for one that was never seen. */
	synchronized long version(Uai uai) {
		return this.latest.getOrDefault(uai, 0L);
	}

	/**
	 * Puts a version into effect, unless a later one already is: commits may be reported
	 * in any order.
	 */
	synchronized void put(Establishment establishment) {
		putAll(List.of(establishment));
	}

	/** As {@link #put}, for many. */
	synchronized void putAll(List<Establishment> establishments) {
		Picture next = this.picture;
		for (Establishment establishment : establishments) {
			if (advance(establishment.uai(), establishment.version())) {
				next = next.without(establishment.uai()).with(establishment);
			}
		}
		this.picture = next;
	}

	/** Takes an establishment out of effect. */
	synchronized void remove(Uai uai, long version) {
		if (advance(uai, version)) {
			this.picture = this.picture.without(uai);
		}
	}

	private boolean advance(Uai uai, long version) {
		if (this.latest.getOrDefault(uai, 0L) >= version) {
			return false;
		}
		this.latest.put(uai, version);
		return true;
	}

	/** What a browser may send as {@code Host} for an address. */
	private static List<String> authorities(URI publicUrl) {
		String authority = HttpAddress.authority(publicUrl);
		List<String> authorities = new ArrayList<>(List.of(authority));
		if (authority.equals(Authority.required(publicUrl).host())) {
			authorities.add(authority + ":" + Authority.defaultPort(publicUrl));
		}
		return authorities;
	}

	/**
	 * What requests see. Of the establishments that claim an authority, the first by UAI
	 * has it; two can only where an earlier program accepted them.
	 */
	private record Picture(Buckets<Establishment> byUai, Buckets<List<Establishment>> byAuthority,
			Buckets<List<Establishment>> byHostName) {

		static final Picture EMPTY = new Picture(Buckets.empty(), Buckets.empty(), Buckets.empty());

		List<Establishment> named(String host) {
			List<Establishment> named = this.byHostName.get(host);
			return (named != null) ? named : List.of();
		}

		@Nullable Establishment find(Authority asked) {
			String host = asked.host();
			List<Establishment> exact = this.byAuthority.get((asked.port() < 0) ? host : host + ":" + asked.port());
			if (exact != null) {
				return exact.get(0);
			}
			List<Establishment> named = named(host);
			return (named.size() == 1) ? named.get(0) : null;
		}

		Picture with(Establishment added) {
			URI url = URI.create(added.publicUrl());
			Buckets<List<Establishment>> authorities = this.byAuthority;
			for (String authority : authorities(url)) {
				authorities = claim(authorities, authority, added);
			}
			return new Picture(this.byUai.with(added.uai().value(), added), authorities,
					claim(this.byHostName, Authority.required(url).host(), added));
		}

		Picture without(Uai uai) {
			Establishment removed = this.byUai.get(uai.value());
			if (removed == null) {
				return this;
			}
			URI url = URI.create(removed.publicUrl());
			Buckets<List<Establishment>> authorities = this.byAuthority;
			for (String authority : authorities(url)) {
				authorities = release(authorities, authority, removed);
			}
			return new Picture(this.byUai.with(uai.value(), null), authorities,
					release(this.byHostName, Authority.required(url).host(), removed));
		}

		private static Buckets<List<Establishment>> claim(Buckets<List<Establishment>> claims, String name,
				Establishment by) {
			List<Establishment> before = claims.get(name);
			return claims.with(name, (before == null) ? List.of(by)
					: Stream.concat(before.stream(), Stream.of(by)).sorted(BY_UAI).toList());
		}

		private static Buckets<List<Establishment>> release(Buckets<List<Establishment>> claims, String name,
				Establishment by) {
			List<Establishment> before = claims.get(name);
			List<Establishment> left = (before != null)
					? before.stream().filter((other) -> !other.uai().equals(by.uai())).toList() : List.of();
			return claims.with(name, left.isEmpty() ? null : left);
		}

	}

}
