# ./run synth: the templates, without account, network or the CDK CLI. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# The app writes the whole cloud assembly by itself, when it is started as the CDK CLI starts it.
readonly assembly=cdk/cdk.out

run_synth() {
  read_options '--student --kafka --low-cost --region -c' "$@"
  any_student
  setup_app
  step 'Synthesizing the stacks'
  synthesize "$assembly"
  node cdk/scripts/assembly.mjs summary "$assembly"
}

# What the app needs to be built and run; Node is the CDK's.
setup_app() {
  need_dotnet
  need_node
  build_program cdk KillSwitch.Cdk
}

# FOLDER: writes the assembly there, anew, of all settings; context is what the app was told.
synthesize() {
  context=$(all_settings) || exit 1
  synthesize_context "$1"
}

# FOLDER: the same of nothing but what was said on the command line.
synthesize_options() {
  context=$(node cdk/scripts/context.mjs <<<"$settings") || exit 1
  synthesize_context "$1"
}

synthesize_context() {
  local folder=$1
  [[ $folder == /* ]] || folder=$root/$folder
  rm -rf "$folder"
  (cd cdk && CDK_OUTDIR=$folder CDK_CONTEXT_JSON=$context dotnet "$root/$program") >&2 ||
    fail 'The stacks could not be synthesized; the messages are above.'
}
