#!/usr/bin/env bash
# Makes a pull request of the documents in a folder that bear on a pledge: matches them, imports only those, and lists in
# the text of the pull request what each seems to say. Nothing that it writes counts as evidence: imported documents have
# records without an act, and a person accepts or declines each proposal with `kept review`.
#
#   action/propose.sh FOLDER
#
# KEPT           the program. Default: the one that the action built.
# KEPT_REGISTER  the folder with pledges.toml. Default: this one.
# KEPT_BRANCH    the branch to write to. Default: kept/proposals.
# GH_TOKEN       with it, the branch is pushed and one pull request opened or brought up to date with `gh`. Without it, the
#                documents are imported here and proposals.md tells what they seem to say.
#
# Commits that somebody added to the branch while its pull request is open are kept: new documents come on top of them. What
# the last pull request held is not proposed again where somebody closed it.
# Nothing is written or pushed where no document is new. Exits with 0, or with what failed; with 3 where a document could not
# be read, after proposing the others.
set -euo pipefail

folder=${1:?propose: say which folder holds the documents}
folder=$(cd "$folder" && pwd)
kept=${KEPT:-${RUNNER_TEMP:-.}/kept/bin/kept}
register=${KEPT_REGISTER:-.}
branch=${KEPT_BRANCH:-kept/proposals}
below=${register%/}/
if [ "$register" = . ]; then below=; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

as_pull_request() { [ -n "${GH_TOKEN:-}" ]; }
said() { echo "propose: $1"; }

# Prints what others have written, such as titles, so that no line of it is a command to the service that runs this.
quoted() {
    if [ -z "${GITHUB_ACTIONS:-}" ]; then cat "$1"; return; fi
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "::stop-commands::$token"
    cat "$1"
    echo "::$token::"
}

if [ -z "$(find "$folder" -name '*.json' -print -quit)" ]; then said "nothing was fetched"; exit 0; fi

pull=
closed=
if as_pull_request; then
    last=$(gh pr list --head "$branch" --state all --limit 1 --json number,state --jq '.[] | "\(.state) \(.number)"')
    case $last in
        OPEN*) pull=${last#* } ;;
        CLOSED*) git fetch --quiet origin "refs/pull/${last#* }/head" && closed=$(git rev-parse FETCH_HEAD) ;;
    esac
    if [ -n "$pull" ]; then
        git fetch --quiet origin "$branch"
        git switch --quiet --force-create "$branch" FETCH_HEAD
    else
        git switch --quiet --force-create "$branch"
    fi
fi

# A document that cannot be read is told, and the others are matched.
unread=0
"$kept" --quiet match --register "$register" --no-cache --format json --documents "$folder" >"$work/matches.json" || unread=$?
if [ ! -s "$work/matches.json" ]; then exit "$unread"; fi
# A quotation mark within a text is escaped in JSON, so this finds the key `document` and nothing else.
sed -n 's/.*"document":"\([^"]*\)".*/\1/p' "$work/matches.json" | sort -u >"$work/documents"

imported=()
import=("$kept" --quiet import --register "$register" --retrieved "$(date -u +%F)")
stored() { sed -n '1s/: .*//p' "$work/import"; }
while read -r document; do
    if [ -n "$closed" ] && "${import[@]}" --dry-run - <"$document" >"$work/import" &&
        git cat-file -e "$closed:./$below$(stored)" 2>/dev/null; then
        continue
    fi
    if ! "${import[@]}" - <"$document" >"$work/import"; then
        said "$document could not be imported"
        continue
    fi
    quoted "$work/import"
    if ! grep -q '^[^ ].*: already there, with the same words$' "$work/import"; then imported+=("$below$(stored)"); fi
done <"$work/documents"

if [ "${#imported[@]}" -eq 0 ]; then said "nothing new bears on a pledge"; exit "$unread"; fi

# The text of the pull request, which has room for 65,536 characters. What is quoted is indented in the listing, so no quote
# can end the block it stands in.
{
    echo "New documents seem to bear on a pledge: ${#imported[@]}. Merging this counts nothing as evidence: each has a record of where it"
    echo "comes from, and no act. To accept or decline what is proposed, check this branch out, run"
    echo
    printf '    kept review --register %q --documents' "$register"; printf ' %q' "${imported[@]}"; echo
    echo
    echo "and push. What is declined is remembered. Move \`searched_to\` when you have looked everywhere else too."
    echo
    echo '~~~~~~text'
    COLUMNS=100 "$kept" --quiet --no-color match --register "$register" --no-cache --documents "${imported[@]}" >"$work/listing"
    awk '{ size += length($0) + 1; if (size > 40000) { print "\nThere is more; `kept match` prints it."; exit } print }' "$work/listing"
    echo '~~~~~~'
} >"$work/proposals.md"

if ! as_pull_request; then
    cp "$work/proposals.md" proposals.md
    said "${#imported[@]} documents imported; proposals.md tells what they seem to say"
    exit 0
fi

title="Documents that bear on a pledge"
author="${GITHUB_ACTOR:-kept}"
git add -- "$register/evidence"
git -c user.name="$author" -c user.email="$author@users.noreply.github.com" commit --quiet --message "$title"
if [ -n "$pull" ]; then
    git push --quiet origin "HEAD:refs/heads/$branch"
    # The listing above is of the new ones; what was proposed before stands in the text and in earlier comments.
    gh pr comment "$pull" --body-file "$work/proposals.md"
    said "${#imported[@]} documents added to pull request $pull"
else
    git push --quiet --force origin "HEAD:refs/heads/$branch"
    gh pr create --head "$branch" --title "$title" --body-file "$work/proposals.md"
    said "a pull request with ${#imported[@]} documents opened"
fi
exit "$unread"
