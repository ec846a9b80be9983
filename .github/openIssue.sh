#!/usr/bin/env bash
# Opens an issue, or adds to the one of this title that is open: openIssue.sh <title> <file with text>
# Needs GH_TOKEN and GH_REPO.
set -euo pipefail
title=$1
body=$(mktemp)
# a body has a limit
head -c 60000 "$2" > "$body"
number=$(gh issue list --state open --limit 200 --json number,title --jq "[.[] | select(.title == \"$title\")][0].number // empty")
if [ -n "$number" ]; then
	gh issue comment "$number" --body-file "$body"
else
	gh issue create --title "$title" --body-file "$body"
fi
