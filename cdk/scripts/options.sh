# The options of the commands that have to do with AWS. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# "ALLOWED..." ARGUMENTS...: sets student, region, hours, yes and settings; refuses what the command does not take.
read_options() {
  local allowed=" $1 --help "
  shift
  student='' region='' hours=8 yes='' settings='' link=''
  while [ $# -gt 0 ]; do
    [[ $allowed == *" $1 "* ]] || refuse_option "$1" "$allowed"
    case $1 in
      --help) help; exit 0 ;;
      --low-cost) set_in_app low_cost=true ;;
      --yes) yes=true ;;
      *)
        [ $# -gt 1 ] || fail "$1 needs a value." './run help explains it.'
        case $1 in
          --student) set_in_app "student=$2" ;;
          --kafka) set_in_app "kafka=$2" ;;
          --region) set_in_app "region=$2" ;;
          --hours) hours=$2 ;;
          --link) link=$2 ;;
          -c) set_in_app "$2" ;;
        esac
        shift
        ;;
    esac
    shift
  done
}

# NAME=VALUE: a setting for the app. What is not set here is left to the student's file, and else to the app. Whose and where it is, the
# scripts have to know as well, however it is said.
set_in_app() {
  [[ $1 == *=* ]] || fail "'$1' sets nothing." 'Write -c NAME=VALUE; docs/aws/deploy.md lists the names.'
  case $1 in
    student=*) one_value_for student "${1#*=}" "$student" && student=${1#*=} ;;
    region=*) one_value_for region "${1#*=}" "$region" && region=${1#*=} ;;
  esac
  settings+=$1$'\n'
}

# NAME VALUE EARLIER: what the question to a person names is what the stacks are made with.
one_value_for() { [ -z "$3" ] || [ "$2" = "$3" ] || fail "There are two values for $1: $3 and $2." 'Name the one that is meant.'; }

# OPTION " ALLOWED... "
refuse_option() {
  printf '✗ There is no option "%s".\n  This command takes%s; ./run help explains them.\n' "$1" "${2% }" >&2
  exit 2
}

need_student() {
  [ -n "$student" ] || fail '--student is missing.' 'It is the name that all of your resources end in, so that several people can share an account: --student alice'
}

# All settings, of files and options, as JSON.
all_settings() { node cdk/scripts/context.mjs cdk <<<"$settings" || exit 1; }

# NAME: its value in the settings; nothing where it has none.
setting() {
  local all
  all=$(all_settings) || exit 1
  node -p 'JSON.parse(process.argv[2])[process.argv[1]] ?? ""' "$1" "$all"
}

# COMMAND: as it is to be typed, for what this one is about.
command_for() { printf './run %s --student %s --region %s' "$1" "$student" "$region"; }

# Looking at templates takes no name; something must stand behind the others.
any_student() { [ -n "$student" ] || set_in_app student=example; }
