#!/usr/bin/env bash
# Tries ./try-it.sh and ./test-it.sh, from a clone of what is committed, in a fresh Debian that has nothing but git.
#
#   .ci/bare-machine.sh [flags] try-it            until its addresses answer and someone has signed in
#   .ci/bare-machine.sh [flags] test-it [...]     arguments go on to Maven: test-it -pl mock-cas -am
#
#   --suite <name>          Debian's release                                       (this machine's)
#   --mirror <address>      where its packages come from                           (debootstrap's own choice)
#   --repository <folder>   share this Maven repository instead of fetching all    (none)
#   --debian <folder>       keep the untouched Debian here, and take it from here  (made anew)
#
# Needs root on a Debian with debootstrap and curl. The Debian gets this machine's certificates and its settings for apt,
# Maven and proxies; nothing of them is written into the clone. Its root is a real one (pivot_root), not a chroot, where
# PostgreSQL could not start: the tests' database gives root up with "unshare", and the kernel refuses that in a chroot.
# Ports are this machine's: a trial takes 28080 and its neighbours.
set -euo pipefail

source="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
suite="$(. /etc/os-release && echo "$VERSION_CODENAME")"
mirror='' repository='' debian=''

refuse() {
	echo "bare-machine: $*" >&2
	exit 1
}

while [ "${1:-}" != "${1#--}" ]; do
	[ $# -ge 2 ] || refuse "$1 needs a value"
	case "$1" in
		--suite) suite="$2" ;;
		--mirror) mirror="$2" ;;
		--repository) repository="$(realpath -- "$2")" ;;
		--debian) debian="$(realpath -m -- "$2")" ;;
		*) refuse "$1 is not understood; the head of this script shows the flags" ;;
	esac
	shift 2
done
command="${1:-}"
case "$command" in
	try-it | test-it) shift ;;
	*) refuse "say try-it or test-it" ;;
esac
[ "$(id -u)" -eq 0 ] || refuse "needs root"
for program in debootstrap curl; do
	command -v "$program" >/dev/null || refuse "needs $program: apt-get install $program"
done

work="$(mktemp -d /var/tmp/bare-machine.XXXXXX)"
machine="$work/root"
pid=''
end() {
	if [ -n "$pid" ]; then
		# unshare holds other signals back for its child, which ends with it.
		kill -KILL "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	fi
	rm -rf --one-file-system -- "$work"
}
trap end EXIT

# What an ordinary installation has: root's certificates come with git's https.
make_debian() {
	debootstrap --variant=minbase --include=git,ca-certificates "$suite" "$1" ${mirror:+"$mirror"} >"$work/debootstrap.log" ||
		{ tail -20 "$work/debootstrap.log" >&2 && refuse "debootstrap failed"; }
}

if [ -n "$debian" ]; then
	[ -d "$debian" ] || make_debian "$debian"
	cp -a -- "$debian" "$machine"
else
	make_debian "$machine"
fi

# As this machine reaches the network.
apt-config dump --format '%F "%v";%n' Acquire >"$machine/etc/apt/apt.conf.d/99bare-machine"
cp -a /etc/apt/auth.conf.d/. "$machine/etc/apt/auth.conf.d/" 2>/dev/null || true
cp -L /etc/resolv.conf /etc/hosts "$machine/etc/"
find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$machine/usr/local/share/ca-certificates" {} +
chroot "$machine" update-ca-certificates >/dev/null
mkdir -p "$machine/root/.m2"
cp -a ~/.m2/settings.xml "$machine/root/.m2/" 2>/dev/null || true
environment=(HOME=/root USER=root LANG=C.UTF-8 TERM=dumb CI=true PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
while IFS= read -r -d '' variable; do
	case "${variable%%=*}" in
		http_proxy | https_proxy | no_proxy | HTTP_PROXY | HTTPS_PROXY | NO_PROXY | MAVEN_OPTS | MVNW_*) environment+=("$variable") ;;
	esac
done < <(env -0)

git clone -q --no-hardlinks -- "$source" "$machine/root/passerelle"

# Runs a command in the clone, as process 1's only child; all that it started ends with it.
inside() {
	# shellcheck disable=SC2016 # expanded inside
	exec unshare --mount --pid --fork --kill-child --propagation private -- bash -euc '
		machine="$1" repository="$2"
		shift 2
		mount --bind "$machine" "$machine"
		cd "$machine"
		mount --rbind /sys sys
		mount --rbind /dev dev
		mount -t proc proc proc
		mount -t tmpfs -o mode=1777 tmpfs dev/shm
		if [ -n "$repository" ]; then
			mkdir -p root/.m2/repository
			mount --bind "$repository" root/.m2/repository
		fi
		mkdir -p mnt/outside
		pivot_root . mnt/outside
		umount -l /mnt/outside
		cd /root/passerelle
		exec env -i "$@" </dev/null
	' inside "$machine" "$repository" "${environment[@]}" "$@"
}

if [ "$command" = test-it ]; then
	(inside ./test-it.sh "$@")
	exit
fi

port=28080
if curl -s -o /dev/null "http://localhost:$port/"; then refuse "port $port answers already"; fi
(inside ./try-it.sh --port $port --ent-port 28090 --second-ent-port 28091 --app-port 29000 "$@") &
pid=$!
page="http://localhost:$port/pronote/parent.html"
echo "Waiting for $page"
until curl -fsS -o /dev/null "http://localhost:$port/pronote/" 2>/dev/null; do
	kill -0 "$pid" 2>/dev/null || { pid='' && refuse "the trial ended before its addresses answered"; }
	sleep 2
done

# One login, as a browser does it: to the ENT, a person picked there, back with a ticket.
browser=(curl -fsS -L -H "Accept: text/html" -b "$work/cookies" -c "$work/cookies")
login="$("${browser[@]}" -o /dev/null -w '%{url_effective}' "$page")"
arrived="$("${browser[@]}" -o "$work/page" -w '%{url_effective}' --data-urlencode username=mdupont "$login")"
if [ "$arrived" != "$page" ] || ! grep -q 'Marie Dupont' "$work/page"; then
	refuse "signed in as Marie Dupont and arrived at $arrived"
fi
echo "bare-machine: Marie Dupont has signed in at $page"
