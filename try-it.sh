#!/usr/bin/env bash
# Sets the machine up, builds what is needed and starts a trial: the gateway, two mock ENTs and a sample Espace application.
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=.mvn/setup.sh
. "$root/.mvn/setup.sh"
set_up build

echo "Building; the first time Maven fetches what it needs and that takes some minutes."
# Style checks, tests, sources and Javadoc are for people who change something: ./test-it.sh.
"${mvn[@]}" -B -q -Dstyle.color=never -f "$root/pom.xml" -pl try-it -am -Dmaven.test.skip=true -Dcheckstyle.skip -Dspring-javaformat.skip -Dmaven.javadoc.skip -Dmaven.source.skip package ||
	refuse "the build failed; the lines above say why"

exec "$java" -jar "$root/try-it/target/try-it.jar" "$@"
