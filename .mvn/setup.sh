# shellcheck shell=bash
# Sets a bare Debian up for try-it.sh and test-it.sh, which source this file: as root it installs what is missing,
# other users are shown the one line that does.
#
#   set_up build|tests     afterwards "${mvn[@]}" is Maven, and "$java" the java of a JDK
# shellcheck disable=SC2034 # mvn and java are for those who source this file

readonly setup_root="${BASH_SOURCE[0]%/*}/.."
readonly setup_jdk=17
readonly setup_maven=3.8.7
# Seconds. Behind a firewall that drops packets wget would try for half an hour.
readonly setup_download=300
# A real token service of WS-Federation, whose test is skipped without it.
readonly setup_sts="$HOME/.cache/passerelle/wsfed-6.0.0"

refuse() {
	echo "${0##*/}: $*" >&2
	exit 1
}

has() {
	command -v "$1" >/dev/null 2>&1
}

has_jdk() {
	local version
	version="$("${JAVA_HOME:+$JAVA_HOME/bin/}javac" -version 2>/dev/null)" || return 1
	version="${version#javac }"
	version="${version%%[!0-9]*}"
	[ "${version:-0}" -ge "$setup_jdk" ]
}

# Of several Javas on the machine Maven would take the first on the path, which may have no compiler.
choose_jdk() {
	local home
	if [ -z "${JAVA_HOME:-}" ]; then
		home="$(readlink -f "$(command -v javac)")"
		home="${home%/bin/javac}"
		if [ -x "$home/bin/java" ]; then export JAVA_HOME="$home"; fi
	fi
	java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
}

has_mvn() {
	local version
	version="$(mvn -B -version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')"
	[ -n "$version" ] && printf '%s\n' "$setup_maven" "$version" | sort -CV
}

# The user's mirror of Maven Central: the wrapper itself does not read Maven's settings.
mirror() {
	[ -r "$HOME/.m2/settings.xml" ] || return 0
	awk 'BEGIN { RS = "<"; FS = ">" }
		/^!--/ { comment = 1 }
		comment { comment = !/-->/; next }
		{ gsub(/[ \t\r\n]/, "", $2) }
		$1 == "mirror" { of = url = "" }
		$1 == "mirrorOf" { of = "," $2 "," }
		$1 == "url" { url = $2 }
		$1 == "/mirror" && of ~ /,(\*|central|external:\*),/ && of !~ /,!central,/ { print url; exit }' \
		"$HOME/.m2/settings.xml"
}

# The wrapper's checksum is that of the zip, and without unzip it would fetch another archive.
has_wrapper() {
	local mirror
	has unzip || return 1
	mirror="$(mirror)"
	if [ -n "$mirror" ]; then export MVNW_REPOURL="${MVNW_REPOURL:-${mirror%/}}"; fi
	timeout "$setup_download" "$setup_root/mvnw" -version >/dev/null 2>&1
}

choose_mvn() {
	if has_wrapper; then
		mvn=("$setup_root/mvnw")
		return
	fi
	has_mvn || install_packages maven
	has_mvn || refuse "needs Maven $setup_maven or newer: the wrapper (mvnw) cannot fetch one, and this system's is older"
	mvn=(mvn)
}

# 17 is the baseline; a Debian that no longer has it has a newer one, which does as well.
jdk_package() {
	if apt-cache show "openjdk-$setup_jdk-jdk-headless" >/dev/null 2>&1; then
		echo "openjdk-$setup_jdk-jdk-headless"
	else
		echo default-jdk-headless
	fi
}

# Debian's npm would bring some hundred packages for one test: the token service comes where npm is already.
install_sts() {
	[ ! -d "$setup_sts/node_modules/wsfed" ] || return 0
	if ! has npm; then
		echo "${0##*/}: without npm the test with a real token service of WS-Federation is skipped"
		return 0
	fi
	rm -rf "$setup_sts.new"
	if timeout "$setup_download" npm install --prefix "$setup_sts.new" --ignore-scripts --no-audit --no-fund --no-save \
		wsfed@6.0.0 xtend@4.0.2 express@4.22.3 </dev/null; then
		rm -rf "$setup_sts"
		mv "$setup_sts.new" "$setup_sts"
	else
		echo "${0##*/}: npm cannot install wsfed: the test with a real token service of WS-Federation is skipped"
	fi
}

# Names of Debian's packages; "jdk" is the one that this Debian has.
install_packages() {
	local apt=(apt-get -q -o DPkg::Lock::Timeout=300) line
	has apt-get || refuse "needs $* (Debian's names), and finds no apt-get to install them"
	if [ "$(id -u)" -eq 0 ]; then
		"${apt[@]}" update </dev/null
		echo "${0##*/}: installs ${*/#jdk/$(jdk_package)}"
		DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "${@/#jdk/$(jdk_package)}" </dev/null
		return
	fi
	line="apt-get update && apt-get install -y --no-install-recommends ${*/#jdk/$(jdk_package)}"
	if has sudo; then line="sudo sh -c '$line'"; else line="su -c '$line'"; fi
	printf '%s needs some packages. Run this line, then %s again:\n\n  %s\n\n' "${0##*/}" "$0" "$line" >&2
	exit 1
}

set_up() {
	local packages=()
	if ! has_jdk; then
		[ -z "${JAVA_HOME:-}" ] || refuse "needs a JDK $setup_jdk or newer; JAVA_HOME, $JAVA_HOME, has none"
		packages+=(jdk)
	fi
	has unzip || has_mvn || packages+=(unzip)
	if [ "$1" = tests ]; then
		[ -x /usr/bin/chromium ] || packages+=(chromium)
		[ -x /usr/bin/chromedriver ] || packages+=(chromium-driver)
		# A real SAML 2 provider, whose tests are skipped without it. Installing it starts nothing.
		[ -e /usr/share/lemonldap-ng/portal/htdocs/index.psgi ] && [ -e /usr/share/perl5/IO/String.pm ] \
			|| packages+=(lemonldap-ng lemonldap-ng-fastcgi-server liblasso-perl libplack-perl libgd-securityimage-perl
				libimage-magick-perl libxml-simple-perl libio-string-perl libstring-random-perl)
	fi
	[ "${#packages[@]}" -eq 0 ] || install_packages "${packages[@]}"
	has_jdk || refuse "needs a JDK $setup_jdk or newer, and the javac on the path is older"
	choose_jdk
	choose_mvn
	[ "$1" != tests ] || install_sts
}
