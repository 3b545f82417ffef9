#!/usr/bin/env bash
# Fetches the jars that the job on EMR Serverless needs, once, and compiles the detection's own: fetch-jars.sh DIRECTORY
# A file that is there already is kept if it is the right one, so those without a way out can put them there by hand.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
fail() { printf '✗ %s\n' "$1" >&2; shift; for line in "$@"; do printf '  %s\n' "$line" >&2; done; exit 1; }

[ $# -eq 1 ] || fail 'Where to? spark/fetch-jars.sh DIRECTORY'
into=$1
mkdir -p "$into"

sha256() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1; }

fetch() {
  local list=$1 into=$2 name sum address
  mkdir -p "$into"
  while read -r name sum address; do
    [[ $name != \#* ]] || continue
    if [ ! -f "$into/$name" ]; then
      printf '  fetching %s\n' "$name" >&2
      curl -fsSL --retry 2 -o "$into/$name.part" "$address" || fail "$name could not be fetched from $address." "Put it into $into yourself, or mend the network."
      mv "$into/$name.part" "$into/$name"
    fi
    [ "$(sha256 "$into/$name")" = "$sum" ] || fail "$into/$name is not the file it should be: its SHA-256 is not $sum." 'Delete it, then run this again.'
  done <"$list"
}
fetch "$here/emr-serverless.jars" "$into"
fetch "$here/compile.jars" "$into/compile"

classes=$("$here/compile.sh" "$into/compile" "$into/compile")
# The same classes make the same jar, whenever it is made.
jar=jar
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/jar" ]; then jar=$JAVA_HOME/bin/jar; fi
"$jar" --create --date=2026-01-01T00:00:00Z --file "$into/killswitch-detection.jar" -C "$classes" .

version=$(sed -n 's/.*"Microsoft.Spark" Version="\([^"]*\)".*/\1/p' "$here/../Directory.Packages.props")
package=${NUGET_PACKAGES:-$HOME/.nuget/packages}/microsoft.spark/$version
dotnet_jar=microsoft-spark-3-5_2.12-$version.jar
[ -f "$into/$dotnet_jar" ] || cp "$package/jars/$dotnet_jar" "$into/" ||
  fail "The NuGet package Microsoft.Spark $version, which brings $dotnet_jar, is not restored." 'Do it with: dotnet restore spark/Driver'
