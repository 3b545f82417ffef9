# ./run cost: an estimate from the synthesized templates and a list of prices. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

run_cost() {
  read_options '--student --kafka --low-cost --hours -c' "$@"
  any_student
  setup_app
  dotnet "$program" hours "$hours" || exit 2
  local work
  work=$(mktemp -d)
  trap "rm -rf '$work'" EXIT
  step 'Synthesizing the stacks'
  # Who says what to look at sees that alone, and else all there is to choose from.
  if [[ $settings == *kafka=* || $settings == *low_cost=* ]]; then
    synthesize "$work/As chosen"
    dotnet "$program" cost --hours "$hours" "$work/As chosen"
    return
  fi
  local given=$settings kinds=('Serverless' 'Provisioned' 'Serverless, low cost' 'Provisioned, low cost') kind folders=()
  for kind in "${kinds[@]}"; do
    settings=$given
    [[ $kind != Provisioned* ]] || set_in_app kafka=provisioned
    [[ $kind != *'low cost' ]] || set_in_app low_cost=true
    synthesize "$work/$kind"
    folders+=("$work/$kind")
  done
  dotnet "$program" cost --hours "$hours" "${folders[@]}"
}
