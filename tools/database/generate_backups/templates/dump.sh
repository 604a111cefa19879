#!/usr/bin/env bash
# A logical copy of one database with its roles, encrypted, readable by any later PostgreSQL. Safe to run again.
#
#   database/backup/dump.sh                 makes one, reads it to its end, takes old ones away
#   database/backup/dump.sh verify FILE     checks its sums, its key, and reads it to its end
#   database/backup/dump.sh restore FILE DATABASE_URL    into an empty database, also of a new server
#
# DIRECT_URL            the role of backup-role.sql, past any pooler
# DUMP_FOLDER           where dumps are kept; then copy it to another account or place
# DUMP_PASSPHRASE_FILE  read by its owner alone; without it a dump cannot be read, so keep it elsewhere too
# KEEP_DAYS             <% days %> without it; the newest dump always stays
# RESTORE_ROLES         'no' leaves the roles out where a service has made them already
#
# Not in a dump: passwords of roles, tablespaces, rows of foreign tables, rights and settings of the database
# itself (GRANT ... ON DATABASE, ALTER DATABASE ... SET), other databases.
set -euo pipefail
umask 077

cipher=(openssl enc -aes-256-ctr -pbkdf2 -iter 600000 -pass "file:${DUMP_PASSPHRASE_FILE:?is not set}")
keep=${KEEP_DAYS:-<% days %>}
[[ "$keep" =~ ^[0-9]+$ ]] || { echo "KEEP_DAYS is a number of days" >&2; exit 2; }

# Half a dump never gets a dump's name, and never stays.
part=
trap '[[ -z "$part" ]] || rm -f "$part".*' EXIT

ask() {
  psql "$1" --no-psqlrc --set ON_ERROR_STOP=1 --quiet --tuples-only --no-align --command "$2"
}

# What the role cannot read, one line each; none is the good answer. A policy counts if it shows all rows.
unreadable() {
  ask "$DIRECT_URL" "
    WITH dumped AS (
      -- pg_dump leaves out the tables of extensions, but for those that an extension marks.
      SELECT c.oid, c.relkind
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'S') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
        AND NOT EXISTS (
          SELECT 1 FROM pg_depend d JOIN pg_extension x ON x.oid = d.refobjid
          WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
            AND NOT c.oid = ANY (coalesce(x.extconfig, '{}')))
    )
    SELECT CASE WHEN c.relkind = 'S' THEN 'sequence ' ELSE 'table ' END || c.oid::regclass || ': no right to read it'
    FROM dumped c
    WHERE NOT CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(c.oid, 'SELECT') ELSE has_table_privilege(c.oid, 'SELECT') END
    UNION ALL
    SELECT 'table ' || c.oid::regclass || ': row-level security hides rows from ' || current_user
    FROM dumped c
    WHERE c.relkind = 'r' AND row_security_active(c.oid) AND (
      NOT EXISTS (
        SELECT 1 FROM pg_policy p
        WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('r', '*')
          AND pg_get_expr(p.polqual, p.polrelid) = 'true'
          AND EXISTS (SELECT 1 FROM unnest(p.polroles) r WHERE r = 0 OR pg_has_role(r, 'USAGE')))
      OR EXISTS (
        SELECT 1 FROM pg_policy p
        WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polcmd IN ('r', '*')
          AND EXISTS (SELECT 1 FROM unnest(p.polroles) r WHERE r = 0 OR pg_has_role(r, 'USAGE'))))
    UNION ALL
    SELECT count(*) || ' large objects, such as ' || min(m.oid::bigint) || ': no right to read them'
    FROM pg_largeobject_metadata m
    WHERE current_setting('lo_compat_privileges') = 'off' AND NOT pg_has_role(m.lomowner, 'USAGE')
      AND NOT (current_setting('server_version_num')::int >= 190000 AND pg_has_role('pg_read_all_data', 'USAGE'))
      AND NOT EXISTS (
        SELECT 1 FROM aclexplode(m.lomacl) a
        WHERE a.privilege_type = 'SELECT' AND (a.grantee = 0 OR pg_has_role(a.grantee, 'USAGE')))
    HAVING count(*) > 0"
}

readable() {
  local missing
  missing=$(unreadable)
  if [[ -n "$missing" ]]; then
    printf 'no dump: it would be incomplete. Run backup-role.sql as the owner of these:\n%s\n' "$missing" >&2
    exit 1
  fi
}

# Reads a dump to its end, as a restore would; prints how many tables have data in it.
read_through() {
  "${cipher[@]}" -d -in "$1" | pg_restore --file=/dev/null || return 1
  # The list stands at the beginning; the rest is read too, or openssl would die of a closed pipe.
  "${cipher[@]}" -d -in "$1" | { pg_restore --list && cat > /dev/null; } \
    | { grep --count 'TABLE DATA' || true; }
}

make() {
  local folder name helper kind tables security=()
  folder=${DUMP_FOLDER:?is not set}
  mkdir -p "$folder"
  exec 9> "$folder/.lock"
  flock --nonblock 9 || { echo "another dump is running" >&2; exit 1; }
  # What a killed run has left: nobody else is writing here.
  rm -f "$folder"/*.part.*
  : "${DIRECT_URL:?is not set}"

  helper=$(ask "$DIRECT_URL" "SELECT to_regnamespace('backup') IS NOT NULL AND has_schema_privilege(to_regnamespace('backup'), 'USAGE') AND to_regprocedure('backup.grant_large_objects()') IS NOT NULL")
  if [[ "$helper" == t ]]; then
    ask "$DIRECT_URL" 'BEGIN READ WRITE; SELECT backup.grant_large_objects(); COMMIT' > /dev/null
  fi
  readable
  # Only where policies show all rows: without it pg_dump refuses such a table, which is right.
  if [[ "$(ask "$DIRECT_URL" "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND row_security_active(oid)")" != 0 ]]; then
    security=(--enable-row-security)
  fi

  name="$folder/$(date -u +%Y%m%dT%H%M%SZ)"
  part="$name.part"
  pg_dumpall --dbname="$DIRECT_URL" --globals-only --no-role-passwords | "${cipher[@]}" -salt > "$part.roles.enc"
  pg_dump --dbname="$DIRECT_URL" --format=custom --lock-wait-timeout=60s "${security[@]}" \
    | "${cipher[@]}" -salt > "$part.dump.enc"
  # Again: a table may have been hidden in the meantime.
  readable
  tables=$(read_through "$part.dump.enc")
  ((tables > 0)) || { echo "the dump holds no table" >&2; exit 1; }
  for kind in roles dump; do
    printf '%s  %s\n' "$(sha256sum < "$part.$kind.enc" | cut --delimiter=' ' --fields=1)" "$(basename "$name").$kind.enc"
  done > "$part.sha256"
  sync "$part".*
  # The dump last: where it is, the others are.
  mv "$part.sha256" "$name.dump.enc.sha256"
  mv "$part.roles.enc" "$name.roles.enc"
  mv "$part.dump.enc" "$name.dump.enc"
  sync "$folder"
  prune "$folder" "$name.dump.enc"
  echo "$name.dump.enc"
}

prune() {
  local old
  while IFS= read -r old; do
    rm -f "$old" "$old.sha256" "${old%.dump.enc}.roles.enc"
    echo "took away $old" >&2
  done < <(find "$1" -maxdepth 1 -name '*.dump.enc' -mtime "+$keep" ! -path "$2" -print)
}

verify() {
  local tables
  (cd "$(dirname "$1")" && sha256sum --quiet --check "$(basename "$1").sha256")
  tables=$(read_through "$1")
  ((tables > 0)) || { echo "$1 holds no table, or the passphrase is another" >&2; exit 1; }
  echo "$1 can be read: $tables tables" >&2
}

# The statements of the roles file for roles that the server does not have. Roles that exist stay as they are;
# none becomes a superuser, replicates or bypasses row-level security by a restore: that is said instead.
role_statements() {
  known=$1 super=$2 said=$3 awk '
    BEGIN {
      super = ENVIRON["super"]; said = ENVIRON["said"]
      n = split(ENVIRON["known"], names, "\n")
      for (i = 1; i <= n; i++) have[names[i]] = 1
    }
    /^CREATE ROLE / {
      name = substr($0, 13); sub(/;$/, "", name)
      if (!(name in have)) { fresh[name] = 1; if (said == "no") print }
      next
    }
    /^ALTER ROLE / {
      rest = substr($0, 12)
      for (name in fresh) if (index(rest, name " ") == 1) {
        line = $0
        if (index(rest, name " WITH ") == 1) {
          if (said == "yes" && line ~ / (SUPERUSER|REPLICATION|BYPASSRLS)/) print "not given by a restore: " line
          gsub(/ (NO)?(SUPERUSER|REPLICATION|BYPASSRLS)/, "", line)
          sub(/ WITH;$/, ";", line)
        }
        if (said == "no") print line
      }
      next
    }
    /^GRANT / && !/ ON PARAMETER / {
      line = $0; sub(/ GRANTED BY [^;]*;$/, ";", line)
      for (name in fresh) if (said == "no" && (index(line, " TO " name ";") || index(line, " TO " name " "))) print line
    }
    END { if (said == "no" && super != "on") for (name in fresh) print "GRANT " name " TO CURRENT_USER;" }'
}

restore_roles() {
  local file=$1 target=$2 known super
  known=$(ask "$target" 'SELECT quote_ident(rolname) FROM pg_roles')
  super=$(ask "$target" 'SHOW is_superuser')
  "${cipher[@]}" -d -in "$file" | role_statements "$known" "$super" yes >&2
  "${cipher[@]}" -d -in "$file" | role_statements "$known" "$super" no \
    | psql "$target" --no-psqlrc --set ON_ERROR_STOP=1 --quiet --single-transaction > /dev/null
}

restore() {
  local file=$1 target=$2 tables
  verify "$file"
  tables=$(ask "$target" "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
  if [[ "$tables" != 0 ]]; then
    echo "the database has $tables tables; restore into an empty one, then switch" >&2
    exit 1
  fi
  if [[ "${RESTORE_ROLES:-yes}" != no ]]; then
    restore_roles "${file%.dump.enc}.roles.enc" "$target"
  fi
  "${cipher[@]}" -d -in "$file" \
    | pg_restore --dbname="$target" --no-tablespaces --single-transaction --exit-on-error
  # Statistics are not in a dump; without them the first queries get bad plans.
  ask "$target" ANALYZE
  echo "restored; give the roles their passwords, and check the rights of the database itself" >&2
}

case "${1:-make}" in
  make) make ;;
  verify) verify "${2:?FILE}" ;;
  restore) restore "${2:?FILE}" "${3:?DATABASE_URL}" ;;
  *)
    echo "usage: dump.sh [verify FILE | restore FILE DATABASE_URL]" >&2
    exit 2
    ;;
esac
