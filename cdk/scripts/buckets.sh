# Emptying buckets: CloudFormation deletes none that holds anything. Sourced by ./run.
# shellcheck shell=bash disable=SC2154 # its variables are those of ./run and of options.sh

# STACK...
empty_buckets() {
  local buckets bucket
  buckets=$(physical_ids AWS::S3::Bucket "$@") || exit 1
  for bucket in $buckets; do
    step "Emptying $bucket"
    empty_bucket "$bucket"
  done
}

# What is locked in governance mode goes only to who says so; and where nothing can be locked, S3 refuses whoever says so. A page of S3's own
# has versions and markers together, as many as one call deletes at most; the AWS CLI's --max-items would count the versions alone.
empty_bucket() {
  local batch failed lock bypass=()
  lock=$(lock_of "$1") || exit 1
  [ "$lock" != gone ] || return 0
  [ "$lock" != Enabled ] || bypass=(--bypass-governance-retention)
  batch=$(mktemp)
  while
    aws s3api list-object-versions --bucket "$1" --no-paginate --max-keys 1000 --output json \
      --query '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}, Quiet: `true`}' >"$batch" ||
      fail "What is in $1 could not be listed; the message is above." 'Mend the cause, then run this again.'
    grep -q '"Key"' "$batch"
  do
    # It reports what it could not delete in its answer, and ends well.
    failed=$(aws s3api delete-objects --bucket "$1" --delete "file://$batch" ${bypass[@]+"${bypass[@]}"} \
      --query 'Errors[0].[Key,Message]' --output text) ||
      fail "$1 could not be emptied; the message is above." 'Mend the cause, then run this again.'
    [ -z "$failed" ] || [ "$failed" = None ] || fail "Not everything in $1 can be deleted: $failed" \
      'Locked objects need s3:BypassGovernanceRetention. Ask whoever owns the account, or wait until the retention is over.'
  done
  rm -f "$batch"
}

# BUCKET: Enabled, none or, where somebody has deleted it by hand, gone.
lock_of() {
  local said
  if said=$(aws s3api get-object-lock-configuration --bucket "$1" --query ObjectLockConfiguration.ObjectLockEnabled --output text 2>&1); then
    printf '%s\n' "$said"
    return
  fi
  case $said in
    *ObjectLockConfigurationNotFoundError*) echo none ;;
    *NoSuchBucket*) echo gone ;;
    *)
      printf '%s\n' "$said" >&2
      fail "Whether objects in $1 are locked could not be asked; the message is above." 'Mend the cause, then run this again.'
      ;;
  esac
}

# STACK...: their buckets take no access logs any more. S3 delivers these for hours, of what is deleted here as well, and nothing tells when
# the last one has come; so to wait for it, or to empty the bucket once more, may never end. Without the policy by which the service writes
# there, what comes late is refused. To switch logging off bucket by bucket would leave what is on its way already.
refuse_access_logs() {
  local buckets bucket said
  buckets=$(physical_ids AWS::S3::Bucket "$@") || exit 1
  for bucket in $buckets; do
    said=$(aws s3api delete-bucket-policy --bucket "$bucket" 2>&1) || [[ $said == *NoSuchBucket* ]] || {
      printf '%s\n' "$said" >&2
      fail "The policy of $bucket could not be deleted; the message is above." 'Mend the cause, then run this again.'
    }
  done
}
