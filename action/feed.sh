#!/usr/bin/env bash
# Fetches new answers and proposes those that bear on a pledge: action/fetch.sh, then action/propose.sh, with their variables.
# What could be fetched is proposed also where something else could not be; the exit code tells of it after that.
#
#   KEPT_BODIES="60" action/feed.sh FOLDER
set -uo pipefail

here=$(dirname "$0")
fetched=0
bash "$here/fetch.sh" "$@" || fetched=$?
if [ "$fetched" -eq 2 ]; then exit 2; fi
bash "$here/propose.sh" "$@" || exit $?
exit "$fetched"
