# What a deployment needs on this machine and in the account. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# The CDK CLI is not installed: npx fetches this very version once and keeps it.
readonly cdk_cli=aws-cdk@2.1118.0

cdk() { (cd cdk && npx --yes "$cdk_cli" "$@"); }

# Sets account and region, and has everything that follows use them. A region that somebody has written down goes before one that the AWS CLI
# would take: what stands in another one is not seen, and costs money.
need_aws() {
  command -v aws >/dev/null || fail 'The AWS CLI, version 2, is missing.' \
    'Get it from https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html, then run this again.'
  export AWS_PAGER=''
  local identity caller
  identity=$(aws sts get-caller-identity --query '[Account,Arn]' --output text 2>&1) || fail 'The AWS CLI has no credentials that work.' \
    "It says: $(tail -n 1 <<<"$identity")" \
    'Sign in (aws sso login, or aws configure), choose the profile with AWS_PROFILE if there are several, and try: aws sts get-caller-identity'
  read -r account caller <<<"$identity"
  local chosen=$region
  [ -n "$chosen" ] || chosen=$(setting region) || exit 1
  chosen=${chosen:-${AWS_REGION:-${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}}
  [ -n "$chosen" ] || fail 'No region is chosen.' 'Name one, such as: --region us-east-1'
  set_in_app "region=$chosen"
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region CDK_DEFAULT_ACCOUNT=$account CDK_DEFAULT_REGION=$region
  note "account $account, region $region, as $caller"
}

need_cdk() {
  need_node
  command -v npx >/dev/null || fail 'npx is missing.' 'It comes with npm; install Node.js anew from https://nodejs.org.'
  cdk --version >/dev/null || fail "The CDK CLI ($cdk_cli) could not be fetched; npx's message is above." 'Check the network, or the registry that npm config get registry names.'
}

# What the detection does on Spark is compiled here, against jars that are fetched.
need_jdk() {
  { [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/javac" ]; } || command -v javac >/dev/null || fail 'The Java compiler is missing.' \
    'The detection on Spark is compiled here: install a JDK, 17 or later (https://adoptium.net), or set JAVA_HOME to one.'
}

# The assembly says which bootstrap it asks for.
need_bootstrap() {
  local needed parameter found
  read -r needed parameter < <(node cdk/scripts/assembly.mjs bootstrap "$assembly")
  found=$(aws ssm get-parameter --name "$parameter" --query Parameter.Value --output text 2>&1) || {
    [[ $found == *ParameterNotFound* ]] || {
      printf '%s\n' "$found" >&2
      fail "Whether account $account is bootstrapped in $region could not be asked; the message is above." 'Mend the cause, then run this again.'
    }
    fail "Account $account is not bootstrapped for the CDK in $region." "Do it once: npx $cdk_cli bootstrap aws://$account/$region" \
      'It makes a bucket and roles that every CDK deployment there uses (stack CDKToolkit), and needs rights to create roles.'
  }
  [ "$found" -ge "$needed" ] || fail "The bootstrap of account $account in $region is version $found; $needed is needed." \
    "Renew it: npx $cdk_cli bootstrap aws://$account/$region"
}

# The recovery reserves one execution, and Lambda wants a hundred left for all others. New accounts have ten.
need_concurrency() {
  local limit
  limit=$(aws lambda get-account-settings --query AccountLimit.ConcurrentExecutions --output text) ||
    fail "How many Lambda functions account $account may run could not be asked; the message is above." 'Mend the cause, then run this again.'
  [ "$limit" -gt 100 ] || fail "Account $account may run $limit Lambda functions at once in $region; that is too few to reserve one." \
    'Ask for 1,000 under Service Quotas, AWS Lambda, Concurrent executions. It is free, and usually granted within a day.'
}

# QUESTION ANSWER: goes on only if the person types the answer, or said --yes before.
confirm() {
  [ -z "$yes" ] || return 0
  [ -t 0 ] || fail 'This asks a question, and nobody is at the terminal to answer it.' 'Add --yes if you are sure.'
  local said
  printf '%s Type %s to go on: ' "$1" "$2" >&2
  read -r said
  [ "$said" = "$2" ] || fail 'Nothing was done.'
}
