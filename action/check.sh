#!/usr/bin/env bash
# One run of `kept check` in a pipeline: annotations and step summary, and on request SARIF and a comment on a pull request.
# What to do comes from KEPT_… variables, never from text pasted into this script. Exits with what the check exits with.
set -uo pipefail

kept=${KEPT:-}
if [ -z "$kept" ]; then kept="${RUNNER_TEMP:-.}/kept/bin/kept"; fi

asked=(--register "${KEPT_REGISTER:-.}")
if [ -n "${KEPT_AS_OF:-}" ]; then asked+=(--as-of "$KEPT_AS_OF"); fi

check=(check "${asked[@]}" --deny "${KEPT_DENY:-lapsed}")
if [ -n "${KEPT_WARN:-}" ]; then check+=(--warn "$KEPT_WARN"); fi
if [ -n "${KEPT_BASELINE:-}" ]; then check+=(--baseline "$KEPT_BASELINE"); fi
if [ -n "${KEPT_SINCE:-}" ]; then check+=(--since "$KEPT_SINCE"); fi

"$kept" "${check[@]}" --format github
exit=$?

# Where the arguments make no sense, that has been told, and nothing else can be.
if [ -n "${KEPT_SARIF:-}" ] && [ "$exit" != 2 ]; then
    # However the check ended, SARIF is written, so that alerts close.
    "$kept" "${check[@]}" --format sarif --output "$KEPT_SARIF" || true
fi
if [ -n "${KEPT_COMMENT:-}" ] && [ -n "${KEPT_SINCE:-}" ] && [ "$exit" != 2 ]; then
    compared=true
    if [ "$exit" = 3 ]; then
        # Whatever was told of an earlier state is so no more.
        echo "Nothing can be compared: the files have errors, which the check shows." >"$KEPT_COMMENT"
    else
        "$kept" --quiet diff "${asked[@]}" --since "$KEPT_SINCE" --format markdown --output "$KEPT_COMMENT" || compared=false
    fi
    if $compared && [ -n "${KEPT_PULL_REQUEST:-}" ]; then
        bash "$(dirname "$0")/comment.sh" "$KEPT_COMMENT"
    fi
fi

if [ -n "${GITHUB_OUTPUT:-}" ]; then echo "exit=$exit" >> "$GITHUB_OUTPUT"; fi
exit "$exit"
