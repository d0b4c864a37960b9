#!/usr/bin/env bash
# Keeps one comment on a pull request that tells what it changes: `action/comment.sh FILE`. The comment is known by its first
# line, so no other is touched. Where there is nothing to tell and no comment yet, none is made.
#
# KEPT_PULL_REQUEST  the number of the pull request
# GH_TOKEN           for `gh`; from a fork it may only read, and then this says so and fails nothing.
set -euo pipefail

file=${1:?comment: say which file holds the text}
pull=${KEPT_PULL_REQUEST:?comment: KEPT_PULL_REQUEST names no pull request}
marker='<!-- kept: what this changes -->'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

comments="repos/{owner}/{repo}/issues/$pull/comments"
mine=$(gh api "$comments" --paginate --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | head -n 1)
{
    echo "$marker"
    # A comment has room for 65,536 characters.
    awk '{ size += length($0) + 1; if (size > 60000) { print "\nThere is more; `kept diff` prints it."; exit } print }' "$file"
} >"$work/body"

if [ -n "$mine" ]; then
    gh api --method PATCH "repos/{owner}/{repo}/issues/comments/$mine" --field "body=@$work/body" >"$work/answer"
elif ! grep -qE '^Nothing (changed\.$|can be compared:)' "$file"; then
    gh pr comment "$pull" --body-file "$work/body"
fi || echo "comment: the comment could not be written; from a fork the token may only read"
