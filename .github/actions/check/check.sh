#!/usr/bin/env bash
# Runs `teiwright check` with the inputs of the action, which come as environment variables: nothing of them is read as a script.
set -euo pipefail

arguments=(--format github --fail-on "${FAIL_ON:-error}")
[ -z "${SARIF:-}" ] || arguments+=(--output "sarif=$SARIF")
[ -z "${BASELINE:-}" ] || arguments+=(--baseline "$BASELINE")
[ -z "${CHANGED_SINCE:-}" ] || arguments+=(--changed-since "$CHANGED_SINCE")
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<< "${ARGUMENTS:-}"
arguments+=(--)
while IFS= read -r line; do
  [ -z "$line" ] || arguments+=("$line")
done <<< "${PATHS:-.}"

status=0
teiwright check "${arguments[@]}" || status=$?
if [ -n "${SARIF:-}" ] && [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "sarif=$SARIF" >> "$GITHUB_OUTPUT"
fi
exit "$status"
