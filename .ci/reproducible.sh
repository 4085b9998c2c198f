#!/usr/bin/env bash
# Builds what is committed twice, in two folders and under different circumstances, and compares each jar and archive byte by byte:
# the same sources give the same files.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck source=.mvn/setup.sh
. "$root/.mvn/setup.sh"
set_up build

work="$(mktemp -d)"
trap 'rm -rf -- "$work"' EXIT

build() { # folder, then the environment
	local folder="$1"
	shift
	git clone -q -- "$root" "$folder"
	(cd "$folder" && env "$@" "${mvn[@]}" -B -q -Dstyle.color=never -Dmaven.test.skip=true -Dcheckstyle.skip \
		-Dspring-javaformat.skip -Darchive.skip package)
}

files() {
	(cd "$1" && find . -path '*/target/*' \( -name '*.jar' -o -name '*.tar.gz' -o -name 'application.cdx.json' -o -name '.flattened-pom.xml' \) | sort)
}

# A stricter umask would show: Maven's archiver takes write permissions away, and gives none back. The time zone would
# show in passerelle.jar, where Spring Boot writes some times twice, if .mvn/jvm.config did not set it for the build.
one="$work/one"
two="$work/another/place"
(umask 022 && build "$one" TZ=UTC JAVA_TOOL_OPTIONS="-Duser.language=en")
(umask 002 && build "$two" TZ=Pacific/Auckland JAVA_TOOL_OPTIONS="-Duser.language=de -Duser.country=DE")

[ "$(files "$one")" = "$(files "$two")" ] || refuse "the two builds made different files"
differing=0
while IFS= read -r file; do
	if cmp -s "$one/$file" "$two/$file"; then
		echo "the same   $file"
	else
		echo "DIFFERENT  $file"
		differing=$((differing + 1))
	fi
done < <(files "$one")
[ "$differing" -eq 0 ] || refuse "$differing files differ"
