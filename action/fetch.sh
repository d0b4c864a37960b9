#!/usr/bin/env bash
# Fetches written answers and written statements of the departments watched from Parliament's API into a folder, one JSON
# file each, whole: the lists cut every text after 255 characters, so they only tell what there is. It reads nothing into
# them: `kept match` and `kept import` do.
#
#   KEPT_BODIES="60" action/fetch.sh FOLDER
#
# KEPT_BODIES  numbers of answering bodies, parted by spaces (60 is the Department for Education). Needed.
# KEPT_FROM, KEPT_TO  first and last day of answer, yyyy-mm-dd. Default: the last fourteen days.
# KEPT_PAUSE   seconds between two requests. Default 0.3: the API has no published limit and deserves patience.
# KEPT_MOST    most texts fetched in one run. Default 2000.
# KEPT_API     another server, for tests.
#
# A file that is there is not fetched again; an answer that was corrected has another name. What fails with 429 or 5xx is
# tried again, after as long as the server asks for. Exits with 0; 2 for wrong usage; 3 if a list or a text could not be
# fetched, after fetching what could be.
set -uo pipefail

api=${KEPT_API:-https://questions-statements-api.parliament.uk}
pause=${KEPT_PAUSE:-0.3}
most=${KEPT_MOST:-2000}
take=100

fail() { echo "fetch: $2" >&2; exit "$1"; }
days_ago() { date -u -d "$1 days ago" +%F 2>/dev/null || date -u -v "-$1d" +%F; }

folder=${1:-}
if [ -z "$folder" ] || [ $# -ne 1 ]; then fail 2 "say which folder to fetch into"; fi
if [ -z "${KEPT_BODIES:-}" ]; then fail 2 "KEPT_BODIES names no answering body"; fi
from=${KEPT_FROM:-$(days_ago 14)}
to=${KEPT_TO:-$(days_ago 0)}
for day in "$from" "$to"; do
    case $day in
        [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]) ;;
        *) fail 2 "\`$day\` is no day; write yyyy-mm-dd" ;;
    esac
done
bodies=
for body in $KEPT_BODIES; do
    case $body in *[!0-9]*) fail 2 "\`$body\` is no number of an answering body" ;; esac
    bodies="$bodies&answeringBodies=$body"
done
mkdir -p "$folder" || exit 3
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT

# get ADDRESS FILE: curl itself tries again what is worth it, and heeds Retry-After.
get() {
    sleep "$pause"
    curl --silent --show-error --fail --location --max-redirs 3 --proto '=http,https' --max-time 120 \
        --retry 5 --retry-max-time 600 --retry-connrefused --max-filesize 20000000 \
        --header 'Accept: application/json' --user-agent 'kept action/fetch.sh' --output "$2" "$1"
}

# The records of a list, a line each: id, day, day of correction. A quotation mark within a text is escaped in JSON, so
# after parting at commas and braces a line that begins with a quoted key is a key.
records() {
    tr '{,' '[\n*]' <"$1" | awk -F'"' '
        function tell() { if (id != "") print id, day, corrected; id = ""; day = "undated"; corrected = "-" }
        function date_of(text) { text = substr(text, 1, 10); gsub(/[^0-9-]/, "", text); return text }
        /^[[:space:]]*"value":[[:space:]]*$/ { tell() }
        /^[[:space:]]*"id":[[:space:]]*[0-9]+/ && id == "" { id = $3; gsub(/[^0-9]/, "", id) }
        /^[[:space:]]*"(dateAnswered|dateMade)":[[:space:]]*"/ { day = date_of($4) }
        /^[[:space:]]*"dateAnswerCorrected":[[:space:]]*"/ { corrected = date_of($4) }
        END { tell() }'
}

fetched=0 there=0 failed=0 left=0

# texts SORT PATH: fetches each text of the list in $work/list.
texts() {
    while read -r id day corrected; do
        name="$1-$id-$day"
        if [ "$corrected" != - ]; then name="$name-corrected-$corrected"; fi
        if [ -e "$folder/$name.json" ]; then there=$((there + 1)); continue; fi
        if [ "$fetched" -ge "$most" ]; then left=$((left + 1)); continue; fi
        if get "$api/api/$2/$id?expandMember=true" "$work/text" && grep -q '"value"' "$work/text"; then
            mv "$work/text" "$folder/$name.json" || exit 3
            fetched=$((fetched + 1))
        else
            echo "fetch: $1 $id could not be fetched" >&2
            failed=$((failed + 1))
        fi
    done <"$work/list"
}

# list SORT PATH QUERY: goes through the pages of a list. Texts are fetched after the last page, so that the pages do not
# shift meanwhile more than they must.
list() {
    skip=0
    : >"$work/list"
    while :; do
        if ! get "$api/api/$2?$3$bodies&skip=$skip&take=$take" "$work/page"; then
            echo "fetch: the list of $1s could not be fetched from number $skip on" >&2
            failed=$((failed + 1))
            break
        fi
        total=$(grep -o '"totalResults":[[:space:]]*[0-9]*' "$work/page" | head -n 1 | tr -cd 0-9)
        if [ -z "$total" ]; then fail 3 "what $api gave is no list of $1s"; fi
        records "$work/page" >"$work/records"
        cat "$work/records" >>"$work/list"
        count=$(wc -l <"$work/records")
        skip=$((skip + count))
        if [ "$count" -eq 0 ] || [ "$skip" -ge "$total" ]; then break; fi
    done
    sort -u -o "$work/list" "$work/list"
    texts "$1" "$2"
}

questions=writtenquestions/questions
list answer $questions "answered=Answered&sessionStatus=Any&answeredWhenFrom=$from&answeredWhenTo=$to"
list answer $questions "answered=Answered&sessionStatus=Any&correctedWhenFrom=$from&correctedWhenTo=$to"
list statement writtenstatements/statements "sessionStatus=Any&madeWhenFrom=$from&madeWhenTo=$to"

echo "fetch: $from to $to: $fetched fetched, $there there already, $failed failed, $left left for the next run"
[ "$failed" -eq 0 ] || exit 3
