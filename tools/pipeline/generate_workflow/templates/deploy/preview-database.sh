#!/usr/bin/env bash
<%#ownSchema%>
# A schema of its own for each pull request, in a database made for previews.
#
#   deploy/preview-database.sh create NAME   makes the schema if it is not there
#   deploy/preview-database.sh url NAME      prints the address with the schema
#   deploy/preview-database.sh drop NAME     takes the schema away with all in it
#
# Needs PREVIEW_DATABASE_URL: never that of production.
<%/ownSchema%>
<%^ownSchema%>
# A database of its own for each pull request, on a server made for previews.
#
#   deploy/preview-database.sh create NAME   makes the database if it is not there
#   deploy/preview-database.sh url NAME      prints its address
#   deploy/preview-database.sh drop NAME     takes it away with all in it
#
# Needs PREVIEW_DATABASE_URL, of a role that may create databases: never that of production.
<%/ownSchema%>
set -euo pipefail

name=${2:?usage: preview-database.sh create|url|drop NAME}
if [[ ! "$name" =~ ^pr_[0-9]+$ ]]; then
  echo "'$name' is no name of a preview: pr_ and a number" >&2
  exit 2
fi
base=${PREVIEW_DATABASE_URL:?PREVIEW_DATABASE_URL is not set}

<%#ownSchema%>
# psql knows no parameter 'schema'; what stands before it may hold others, such as sslmode.
plain=$(sed -E 's/([?&])schema=[^&]*&?/\1/; s/[?&]$//' <<< "$base")

case "$1" in
  create) psql "$plain" --quiet --set ON_ERROR_STOP=1 --command "CREATE SCHEMA IF NOT EXISTS $name" ;;
  url) if [[ "$plain" == *\?* ]]; then echo "$plain&schema=$name"; else echo "$plain?schema=$name"; fi ;;
  drop) psql "$plain" --quiet --set ON_ERROR_STOP=1 --command "DROP SCHEMA IF EXISTS $name CASCADE" ;;
  *)
    echo "usage: preview-database.sh create|url|drop NAME" >&2
    exit 2
    ;;
esac
<%/ownSchema%>
<%^ownSchema%>
ask() {
  psql "$base" --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$1"
}

case "$1" in
  create)
    there=$(ask "SELECT 1 FROM pg_database WHERE datname = '$name'")
    if [[ -z "$there" ]]; then
      ask "CREATE DATABASE $name"
    fi
    ;;
  url) sed -E "s#^([a-z]+://[^/?]*)(/[^?]*)?#\1/$name#" <<< "$base" ;;
  drop) ask "DROP DATABASE IF EXISTS $name WITH (FORCE)" ;;
  *)
    echo "usage: preview-database.sh create|url|drop NAME" >&2
    exit 2
    ;;
esac
<%/ownSchema%>
