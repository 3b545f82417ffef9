# ./run test: builds what is asked for and runs it. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run

# Test projects at once. They wait for brokers and processes more than they compute; beyond two, those hold each other up.
readonly lanes=${KILLSWITCH_TEST_LANES:-2}

# Those that take longest go first, so that none of them is left over at the end.
readonly longest=(Local.Tests Chaos.Tests Spark.Tests Kafka.Tests Cdk.Tests)

run_tests() {
  local projects
  setup
  setup_signatures
  projects=$(asked_for "$@") || exit 1
  if grep -qx Cdk.Tests <<<"$projects"; then setup_nag; fi
  build_tests "$projects"
  [ -n "${KAFKA_HOME:-}" ] || note 'KAFKA_HOME is not set: the tests that need Apache Kafka will be reported as skipped.'
  step "Testing ($lanes projects at once)"
  test_all "$projects" "$@"
}

# ARGUMENTS...: prints the test projects, a line each; with a filter only those in which one of its words stands.
asked_for() {
  local filter='' argument previous='' words project found=
  for argument; do
    [ "$previous" = --filter ] && filter=$argument
    case $argument in --filter=*) filter=${argument#--filter=} ;; esac
    previous=$argument
  done
  # What a filter leaves out, and traits, can stand anywhere.
  if [ -z "$filter" ] || [[ $filter == *'!'* || $filter == *Category* ]]; then
    all_projects
    return
  fi
  words=$(tr '|&()' '\n' <<<"$filter" | sed -E 's/^ *(FullyQualifiedName|DisplayName|Name|ClassName) *[=~] *//; s/ *$//' | tr '.' '\n' | grep -v -x -E '|KillSwitch|Tests' || true)
  for project in $(all_projects); do
    if [ -n "$words" ] && { grep -qrwF --include='*.cs' --exclude-dir=obj -e "$words" "tests/$project" || grep -qxF "${project%.Tests}" <<<"$words"; }; then
      printf '%s\n' "$project"
      found=1
    fi
  done
  # A part of a name is one, too.
  [ -n "$found" ] || all_projects
}

all_projects() {
  local folder name
  printf '%s\n' "${longest[@]}"
  for folder in tests/*/; do
    name=$(basename "$folder")
    if compgen -G "$folder*.csproj" >/dev/null && [[ " ${longest[*]} " != *" $name "* ]]; then printf '%s\n' "$name"; fi
  done
}

# PROJECTS: builds the whole where all are asked for, else those in which a source is newer than their last build.
build_tests() {
  local project
  if [ "$1" = "$(all_projects)" ]; then
    setup_signatures
    step 'Building everything'
    # One compiler for all projects, and none left behind: where the environment forbids sharing, each of fifty starts one of its own,
    # which takes longer than what it compiles.
    dotnet build KillSwitch.slnx -c $configuration -v minimal -clp:NoSummary -p:UseSharedCompilation=true >&2 ||
      fail 'The build failed; its messages are above.'
    dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
    return
  fi
  for project in $1; do
    build_program "tests/$project" "$(assembly_of "$project")" tests cdk spark docs/contracts
  done
}

assembly_of() { basename "$(ls "tests/$1"/*.csproj)" .csproj; }

# PROJECTS ARGUMENTS...: runs them, and says of each what came of it when it has ended.
test_all() {
  local results project status=0 passed failed skipped
  results=$(mktemp -d)
  for project in $1; do printf '%s\n' "tests/$project/bin/$configuration/net10.0/$(assembly_of "$project").dll"; done >"$results/projects"
  shift
  # xargs and no background jobs: those would never hear of Ctrl-C, nor would what they start.
  xargs -P "$lanes" -I{} tests/scripts/project.sh "$results" {} "$@" <"$results/projects" || status=1
  passed=$(sum Passed "$results") failed=$(sum Failed "$results") skipped=$(sum Skipped "$results")
  if [ "$skipped" -gt 0 ]; then
    step 'Skipped, and why'
    cat "$results"/*.log | sed -n '/\[SKIP\]/{n;s/^\[xUnit.net [0-9:.]*\] *//p;}' | sort | uniq -c | sed 's/^ */  /' >&2
  fi
  rm -rf "$results"
  [ "$passed" -gt 0 ] || status=1
  [ "$failed" -eq 0 ] || status=1
  printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  return $status
}

# WORD FOLDER: the sum of what all logs say behind it.
sum() { cat "$2"/*.log | awk -v word="$1" '$1 == word ":" { total += $2 } END { print total + 0 }'; }
