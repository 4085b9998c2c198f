package fr.passerelle.gateway.establishment;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * All establishments in effect: one immutable picture, swapped whole. Requests read it
 * without a lock and without an allocation; changes are rare and wait for each other.
 */
final class LiveDirectory implements EstablishmentDirectory {

	/** Longest host name and a port. */
	private static final int MAX_AUTHORITY = 260;

	private final Map<Uai, Long> latest = new HashMap<>();

	private volatile Picture picture = Picture.of(new TreeMap<>());

	@Override
	public @Nullable Establishment byHost(String authority) {
		if (authority.length() > MAX_AUTHORITY) {
			return null;
		}
		Picture now = this.picture;
		String wanted = authority.toLowerCase(Locale.ROOT);
		Establishment exact = now.byAuthority.get(wanted);
		if (exact != null) {
			return exact;
		}
		int colon = wanted.endsWith("]") ? -1 : wanted.lastIndexOf(':');
		return now.byHostName.get((colon < 0) ? wanted : wanted.substring(0, colon));
	}

	@Nullable Establishment find(Uai uai) {
		return this.picture.byUai.get(uai.value());
	}

	/** All, by UAI. */
	Collection<Establishment> all() {
		return this.picture.byUai.values();
	}

	/**
	 * The other establishment that a request for this address would reach; null if none.
	 */
	@Nullable Uai ownerOf(Uai uai, URI publicUrl) {
		Picture now = this.picture;
		for (String authority : authorities(publicUrl)) {
			Establishment owner = now.byAuthority.get(authority);
			if (owner != null && !owner.uai().equals(uai)) {
				return owner.uai();
			}
		}
		return null;
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
		if (advance(establishment.uai(), establishment.version())) {
			TreeMap<String, Establishment> next = new TreeMap<>(this.picture.byUai);
			next.put(establishment.uai().value(), establishment);
			this.picture = Picture.of(next);
		}
	}

	/** As {@link #put} for many at once. */
	synchronized void putAll(List<Establishment> establishments) {
		TreeMap<String, Establishment> next = new TreeMap<>(this.picture.byUai);
		establishments.stream()
			.filter((establishment) -> advance(establishment.uai(), establishment.version()))
			.forEach((establishment) -> next.put(establishment.uai().value(), establishment));
		this.picture = Picture.of(next);
	}

	/** Takes an establishment out of effect. */
	synchronized void remove(Uai uai, long version) {
		if (advance(uai, version)) {
			TreeMap<String, Establishment> next = new TreeMap<>(this.picture.byUai);
			next.remove(uai.value());
			this.picture = Picture.of(next);
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
		if (authority.equals(publicUrl.getHost().toLowerCase(Locale.ROOT))) {
			authorities.add(authority + ":" + HttpAddress.defaultPort(publicUrl));
		}
		return authorities;
	}

	private record Picture(TreeMap<String, Establishment> byUai, Map<String, Establishment> byAuthority,
			Map<String, Establishment> byHostName) {

		static Picture of(TreeMap<String, Establishment> byUai) {
			Map<String, Establishment> byAuthority = new HashMap<>();
			Map<String, Establishment> byHostName = new HashMap<>();
			Set<String> shared = new HashSet<>();
			byUai.values().forEach((establishment) -> {
				URI url = URI.create(establishment.publicUrl());
				authorities(url).forEach((authority) -> byAuthority.putIfAbsent(authority, establishment));
				if (byHostName.putIfAbsent(url.getHost(), establishment) != null) {
					shared.add(url.getHost());
				}
			});
			shared.forEach(byHostName::remove);
			return new Picture(byUai, byAuthority, byHostName);
		}

	}

}
