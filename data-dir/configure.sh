#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Points this data directory at another index and at another archive, by editing chronocube/catalog.yaml
# (the text before is kept as catalog.yaml.bak).
#
#   configure.sh [--data-dir DIR] [--index URL] [--archive DIR] [--location PRODUCT=DIR]...
#
#   --data-dir DIR           the data directory; default: the one this script lies in
#   --index URL              jdbc:postgresql://host/database?user=..., which several servers may share,
#                            or jdbc:sqlite:FILE. With a password in it, keep catalog.yaml from others' eyes
#   --archive DIR            every product keeps the last part of its location, under DIR
#   --location PRODUCT=DIR   where one product of the catalog is, also beside --archive
#
# Example: configure.sh --index 'jdbc:postgresql://db/eo?user=eo' --location belgium-s2-l2a=/mnt/eo/s2

set -eu

fail() {
  echo "configure: $*" >&2
  exit 2
}

directory() {
  [ -d "$1" ] || fail "$2 must be a directory that exists, was $1"
  (CDPATH='' cd -P "$1" && pwd)
}

data=$(directory "$(dirname "$0")" "the script's directory")
index=
archive=
locations=
while [ $# -gt 0 ]; do
  case $1 in
    --help | -h)
      sed -n '4,15s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    --data-dir | --index | --archive | --location) [ $# -ge 2 ] || fail "$1 must have a value" ;;
    *) fail "option must be --data-dir, --index, --archive or --location, was $1" ;;
  esac
  case $1 in
    --data-dir) data=$(directory "$2" --data-dir) ;;
    --archive) archive=$(directory "$2" --archive) ;;
    --index)
      case $2 in
        jdbc:postgresql:?* | jdbc:sqlite:?*) index=$2 ;;
        *) fail "--index must start with jdbc:postgresql: or jdbc:sqlite:, was $2" ;;
      esac
      ;;
    --location)
      case $2 in
        ?*=?*) locations="$locations${2%%=*}=$(directory "${2#*=}" "the location of ${2%%=*}")
" ;;
        *) fail "--location must be PRODUCT=DIR, was $2" ;;
      esac
      ;;
  esac
  shift 2
done
[ -n "$index$archive$locations" ] || fail "one of --index, --archive and --location must be given"

catalog=$data/chronocube/catalog.yaml
[ -f "$catalog" ] || fail "$data must be a data directory with a chronocube/catalog.yaml"

# Values go by the environment: awk takes what stands in them as it is.
INDEX=$index ARCHIVE=$archive LOCATIONS=$locations awk '
  function yaml(text) {
    gsub(/\047/, "\047\047", text)
    return "\047" text "\047"
  }
  BEGIN {
    n = split(ENVIRON["LOCATIONS"], lines, "\n")
    for (i = 1; i <= n; i++) {
      at = index(lines[i], "=")
      if (at) { where[substr(lines[i], 1, at - 1)] = substr(lines[i], at + 1) }
    }
  }
  /^[a-z]/ { products = ($0 ~ /^products:/) }
  /^index:/ && ENVIRON["INDEX"] != "" { print "index: " yaml(ENVIRON["INDEX"]); next }
  products && /^ *- id:/ { id = $0; sub(/^ *- id: */, "", id); sub(/ *(#.*)?$/, "", id) }
  products && /^ *location:/ {
    indent = $0
    sub(/location:.*/, "", indent)
    last = $0
    sub(/^ *location: */, "", last)
    sub(/ *(#.*)?$/, "", last)
    gsub(/\047/, "", last)
    sub(/\/+$/, "", last)
    sub(/.*\//, "", last)
    if (id in where) { print indent "location: " yaml(where[id]); found[id] = 1; next }
    if (ENVIRON["ARCHIVE"] != "") { print indent "location: " yaml(ENVIRON["ARCHIVE"] "/" last); next }
  }
  { print }
  END {
    for (id in where) {
      if (!(id in found)) {
        print "configure: --location must name a product of the catalog, was " id > "/dev/stderr"
        exit 2
      }
    }
  }
' "$catalog" > "$catalog.new" || {
  rm -f "$catalog.new"
  exit 2
}
cp -p "$catalog" "$catalog.bak"
cat "$catalog.new" > "$catalog"
rm -f "$catalog.new"
echo "$catalog is written; bring the scenes in: chronocube index --data-dir '$data'"
