#!/usr/bin/env bash
# Builds what is needed and starts a trial: the gateway, two mock ENTs and a sample Espace application.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

refuse() {
	echo "try-it: $*" >&2
	exit 1
}

command -v "$java" >/dev/null 2>&1 || refuse "needs a JDK 17 or newer, and finds no '$java'"
version="$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')"
case "$version" in
	'' | *[!0-9]*) refuse "needs a JDK 17 or newer; '$java' is ${version:-of an unknown version}" ;;
esac
[ "$version" -ge 17 ] || refuse "needs a JDK 17 or newer; '$java' is version $version"
command -v mvn >/dev/null 2>&1 || refuse "needs Maven (mvn), and finds none"

echo "Building; the first time Maven fetches what it needs and that takes some minutes."
# The checks of style and the tests are for those who change something: mvn -B verify.
mvn -B -q -Dstyle.color=never -f "$root/pom.xml" -pl try-it -am -Dmaven.test.skip=true -Dcheckstyle.skip -Dspring-javaformat.skip package ||
	refuse "the build failed; the lines above say why"

exec "$java" -jar "$root/try-it/target/try-it.jar" "$@"
