#!/usr/bin/env bash
# Looks at the migrations that a change brings.
#
#   deploy/check-migrations.sh BASE    BASE: the commit the change starts from
#
# A migration that takes something away (DROP, RENAME, a new type, NOT NULL) breaks the version that
# is still live. It must say '-- contract: <why nothing uses it any more>' (in JavaScript '// contract: …') and come alone: without code.
# Says contract=true or false for the steps after it.
set -euo pipefail

base=${1:?usage: check-migrations.sh BASE}
folder="<% migrationsFolder %>"
files='<% migrationFiles %>'
takes='\b(DROP[[:space:]]+(TABLE|COLUMN|TYPE|SCHEMA|VIEW)|RENAME[[:space:]]+(TO|COLUMN)|SET[[:space:]]+DATA[[:space:]]+TYPE|ALTER[[:space:]]+COLUMN[^;]*[[:space:]]TYPE[[:space:]]|SET[[:space:]]+NOT[[:space:]]+NULL|TRUNCATE|drop(Table|Column|Columns|Type|Schema|View)(IfExists)?|rename(Table|Column|Type)|alterColumn|setNotNull)\b|\.alter\('
# A migration in JavaScript brings its way back along; what stands from there on is not judged.
back='^[[:space:]]*(export[[:space:]]+)?(async[[:space:]]+)?(const|function|exports\.|module\.exports\.)?[[:space:]]*down[[:space:]]*[=(]'

# Each step by itself: a commit that is not there (a shallow clone) or a program that is missing
# must stop this, not look like nothing found. grep ends with 1 for nothing, 2 for an error.
changed=$(git diff --name-only "$base" HEAD)
migrations=$(git diff --name-only "$base" HEAD -- "$folder")
migrations=$(grep --extended-regexp "$files" <<< "$migrations" || [[ $? == 1 ]])

contract=false
faults=0
while IFS= read -r file; do
  if [[ -z "$file" ]]; then
    continue
  elif [[ ! -f "$file" ]]; then
    echo "$file: an applied migration was deleted; write a new one instead" >&2
    faults=1
    continue
  elif git cat-file -e "$base:$file" 2> /dev/null; then
    echo "$file: an applied migration was changed; write a new one instead" >&2
    faults=1
    continue
  fi
  text=$(sed --regexp-extended "s/(^|[[:space:]])(--|\/\/).*//; /$back/,\$d" "$file")
  taken=$(grep --line-number --ignore-case --extended-regexp "$takes" <<< "$text" || [[ $? == 1 ]])
  if [[ -z "$taken" ]]; then
    continue
  elif grep --quiet --extended-regexp '^(--|//) contract: .{8,}' "$file"; then
    contract=true
  else
    echo "$file: takes something away that the live version may use:" >&2
    echo "$taken" >&2
    echo "Release code first that does without it, then this with '-- contract: <why>'." >&2
    faults=1
  fi
done <<< "$migrations"

if [[ "$contract" == true ]]; then
  beside=$(grep --invert-match --extended-regexp "^$folder/|\.prisma$|\.md$" <<< "$changed" || [[ $? == 1 ]])
  if [[ -n "$beside" ]]; then
    echo "a contract migration comes alone, after the code; these came with it:" >&2
    echo "$beside" >&2
    faults=1
  fi
fi
echo "contract=$contract" >> "${GITHUB_OUTPUT:-/dev/stdout}"
exit "$faults"
