#!/usr/bin/env bash
# Sets the machine up, then builds every module and runs every test: mvn -B verify.
# Arguments go on to Maven: ./test-it.sh -pl mock-cas -am
set -euo pipefail

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=.mvn/setup.sh
. "$root/.mvn/setup.sh"
# The browser tests are not skipped: without Chromium they fail.
set_up tests

# What ran, for readers of the log.
"${mvn[@]}" -version
chromium --version || true
chromedriver --version

cd "$root"
exec "${mvn[@]}" -B verify "$@"
