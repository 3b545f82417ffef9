# ./run confirm: confirms a subscription so that no link in a mail can end it. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# Confirmed by a click, the subscription ends by a click, without signing in: a mail scanner's will do. Confirmed by somebody who has signed
# in to the account, it ends only by such a person.
run_confirm() {
  read_options '--link --region' "$@"
  [ -n "$link" ] || fail '--link is missing.' \
    "Copy it from the mail of AWS Notifications, without opening it, and write it in quotes: --link 'https://sns...'"
  local topic token
  read -r topic token < <(node -p '
    const { searchParams } = new URL(process.argv[1]);
    `${searchParams.get("TopicArn")} ${searchParams.get("Token")}`' "$link" 2>/dev/null) || true
  [[ ${topic:-} == arn:*:sns:*:killswitch-* && ${token:-null} != null ]] || fail 'That is no link that confirms a subscription of KillSwitch.' \
    "It begins with https://sns. and has TopicArn and Token in it; the quotes keep the shell from cutting it at the '&'."
  [ -n "$region" ] || set_in_app "region=$(cut -d : -f 4 <<<"$topic")"
  need_aws
  aws sns confirm-subscription --topic-arn "$topic" --token "$token" --authenticate-on-unsubscribe true \
    --query SubscriptionArn --output text ||
    fail 'The subscription was not confirmed; the message is above.' \
      'A link is good for two days. To have a new one: docs/aws/runbook.md, mail does not arrive.'
}
