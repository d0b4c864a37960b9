#!/usr/bin/env bash
# Keeps one issue that tells which pledges lapsed, were due and wait for somebody to look, are due soon or are stale. It is
# opened when there is something to tell; a comment tells what is new since, and only that; the issue is brought up to date
# when something is no longer so, and closed when nothing is left. Where nothing changed, nothing is written, also where
# somebody has closed the issue.
#
# What was told already stands in the issue itself, in a comment that a reader does not see, one pledge and code a line.
#
# KEPT           the program. Default: the one that the action built.
# KEPT_REGISTER  the folder with pledges.toml. Default: this one.
# KEPT_WATCH     what is told, as for `kept check --deny`. Default: lapsed,unchecked,due-soon=30d,stale.
# KEPT_BASELINE  a file of accepted findings, which are not told.
# KEPT_AS_OF     the day asked about. Default: today.
# KEPT_LABEL     the label by which the issue is known. Default: pledges.
#
# Needs `gh` with GH_TOKEN. Exits with 0, also with news: no commit can mend them; with 2 or 3 as `kept check` does.
set -euo pipefail

kept=${KEPT:-${RUNNER_TEMP:-.}/kept/bin/kept}
label=${KEPT_LABEL:-pledges}
watch=${KEPT_WATCH:-lapsed,unchecked,due-soon=30d,stale}
# As people read it; a workflow may list it one a line.
watched=$(tr -s ', \n' ' ' <<<"$watch" | sed 's/^ //; s/ $//; s/ /, /g')
nothing="No pledge${KEPT_BASELINE:+ outside the baseline} meets a condition that is watched ($watched)."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# tell LINE: in the log and in the step summary.
tell() {
    echo "watch: $1"
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then echo "$1" >>"$GITHUB_STEP_SUMMARY"; fi
}

check=("$kept" --quiet check --register "${KEPT_REGISTER:-.}" --deny "$watch")
if [ -n "${KEPT_AS_OF:-}" ]; then check+=(--as-of "$KEPT_AS_OF"); fi

# told FILE: what a reader of an issue wants of a check in Markdown, as many whole lines as an issue has room for beside the
# list of what was told: 65,536 characters in all. It reads to the end: who stops early breaks the pipe, and so this script.
told() {
    sed '/^Check: /d; /^<details>/,$d' "$1" | awk -v room=$((64000 - $(wc -c <"$work/now"))) '
        { size += length($0) + 1 }
        size <= room { print; next }
        !cut { print "\nThere is more; `kept check` prints it."; cut = 1 }'
}

# news FILE: the same without the list behind the table: what is wrong with the files is in the issue, and the list of what was
# told already is no baseline that anybody has.
news() {
    sed '/^- /,$d' "$1" >"$work/short.md"
    told "$work/short.md"
}

# found BASELINE FORMAT FILE: one check; something denied is no failure here.
found() {
    exit=0
    "${check[@]}" --baseline "$1" --format "$2" --output "$3" || exit=$?
    # The files cannot be relied on, or the arguments make no sense: this time for the log.
    if [ "$exit" -gt 1 ]; then "${check[@]}" --baseline "$1" --format github || exit $?; fi
}

: >"$work/accepted.toml"
if [ -n "${KEPT_BASELINE:-}" ]; then
    # One that is not there the check refuses in its own words.
    [ -f "$KEPT_BASELINE" ] || found "$KEPT_BASELINE" json "$work/now.json"
    cp "$KEPT_BASELINE" "$work/accepted.toml"
fi
found "$work/accepted.toml" json "$work/now.json"
sed -n 's/.*"severity":"denied".*"fingerprint":"\([^"]*\)".*/\1/p' "$work/now.json" | LC_ALL=C sort -u >"$work/now"

# The scheduled run before this one, for who wonders whether the schedule still runs.
if [ -n "${GITHUB_WORKFLOW:-}" ]; then
    last=$(gh run list --workflow "$GITHUB_WORKFLOW" --event schedule --limit 2 --json createdAt --jq '.[1].createdAt // empty' || true)
    tell "The scheduled run before this one: ${last:-none is known}."
fi

gh issue list --label "$label" --state all --limit 1 --json number,state,body \
    --jq '.[] | "\(.number) \(.state)\n\(.body)"' | tr -d '\r' >"$work/issue"
number=""
state=""
read -r number state <"$work/issue" || true
sed -n '/^<!-- told$/,/^-->$/p' "$work/issue" | grep -E '^[a-z0-9_-]+:[a-z-]+$' | LC_ALL=C sort -u >"$work/told" || true

if [ -n "$number" ] && cmp -s "$work/now" "$work/told"; then
    tell "Nothing is new since issue #$number was last written."
    exit 0
fi
if [ -z "$number" ] && [ ! -s "$work/now" ]; then
    tell "$nothing"
    exit 0
fi

# The whole of it for the issue, and what was told already added to what is accepted for the comment.
found "$work/accepted.toml" markdown "$work/whole.md"
{
    told "$work/whole.md"
    printf '\n<!-- told\n'
    cat "$work/now"
    printf -- '-->\n'
} >"$work/issue.md"

if [ -z "$number" ]; then
    gh label create "$label" --description "Kept up to date by kept" 2>/dev/null || true
    gh issue create --label "$label" --title "Pledges to look at" --body-file "$work/issue.md"
    tell "An issue was opened."
    exit 0
fi

if [ -n "$(LC_ALL=C comm -23 "$work/now" "$work/told")" ]; then
    { cat "$work/accepted.toml"; echo; sed 's/^\(.*\):\(.*\)$/[[accepted]]\npledge = "\1"\nrule = "\2"\nreason = "told"/' "$work/told"; } >"$work/both.toml"
    found "$work/both.toml" markdown "$work/whole.md"
    { echo "New since this issue was last written:"; echo; news "$work/whole.md"; } >"$work/news.md"
    if [ "$state" = CLOSED ]; then gh issue reopen "$number"; fi
    gh issue comment "$number" --body-file "$work/news.md"
    became="has news."
elif [ ! -s "$work/now" ] && [ "$state" = OPEN ]; then
    gh issue close "$number" --comment "$nothing"
    became="was closed. $nothing"
else
    became="was brought up to date; nothing is new."
fi
# What was told is noted last: where something before this failed, the next night tells it again instead of never.
gh issue edit "$number" --body-file "$work/issue.md"
tell "Issue #$number $became"
