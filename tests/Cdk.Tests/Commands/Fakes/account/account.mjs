// An account that stands in for one of AWS's, as others have reported that it behaves when stacks are deleted. It is kept in a file between
// calls; each call takes a minute of its time.
//   versity/versitygw #1218      the right to bypass a lock is an invalid argument where nothing can be locked
//   gchq/sleeper #1212           an application stops only where it has started, and is deleted only where it has not
//   aws/aws-cdk #21776           access logs are delivered late, after the bucket was emptied
//   the CloudFormation guide     a stack at which it is takes no other change
//   aws/aws-cli, paginate.py     --max-items counts the versions of a bucket alone, and lets all markers of the same pages by
//   go-to-k/delstack #637        the interfaces of functions stay behind, in use and then, some of them, available
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class Refusal extends Error {
  constructor(code, message) {
    super(`An error occurred (${code}) when calling the operation: ${message}`);
  }
}

const file = join(process.env.FAKES, 'account.json');
export const account = JSON.parse(readFileSync(file, 'utf8'));

export function leave(minutes) {
  account.now += minutes;
  writeFileSync(file, JSON.stringify(account, null, 2));
}

// What happens by itself while time passes.
export function settle() {
  for (const log of account.logs.filter(({ at }) => at <= account.now)) {
    const bucket = account.buckets[log.to];
    // Without its policy the bucket takes no more of them.
    if (bucket && !bucket.closed) bucket.objects += 1;
  }
  account.logs = account.logs.filter(({ at }) => at > account.now);
  account.interfaces = account.interfaces.filter(({ goneAt }) => goneAt === undefined || goneAt > account.now);
  for (const one of account.interfaces) if (one.availableAt <= account.now) one.status = 'available';
  const { application } = account;
  if (application?.stopsAt !== undefined && application.stopsAt <= account.now) application.state = 'STOPPED';
  if (application?.jobs.length && application.endsAt <= account.now) application.jobs = [];
}

// What reads or writes in a bucket is written down in another, later.
export function logged(name) {
  const { logsTo } = account.buckets[name];
  if (logsTo) account.logs.push({ at: account.now + account.logMinutes, to: logsTo });
}

export const statusOf = ({ busyUntil = 0 }) => (busyUntil > account.now ? 'UPDATE_IN_PROGRESS' : 'CREATE_COMPLETE');

export function deleteStack(name) {
  const stack = account.stacks[name];
  if (!stack) return;
  const status = statusOf(stack);
  if (status.endsWith('_IN_PROGRESS')) throw new Refusal('ValidationError', `Stack:${name} is in ${status} state and can not be updated.`);
  const used = Object.keys(account.stacks).filter((other) => account.stacks[other].needs.includes(name));
  if (used.length) throw new Refusal('ValidationError', `Export of ${name} cannot be deleted as it is in use by ${used}`);
  if (stack.lateLog) {
    // One more, before everybody knows that the policy is gone.
    account.buckets[stack.lateLog].objects += 1;
    delete stack.lateLog;
  }
  const stays = (type, why) => {
    throw new Refusal('DELETE_FAILED', `${name}: ${type}: ${why}`);
  };
  if (stack.stuck) stays('something', 'does not go');
  for (const bucket of stack.resources['AWS::S3::Bucket'] ?? []) {
    const { objects, markers = 0 } = account.buckets[bucket] ?? { objects: 0 };
    if (objects + markers > 0) stays(bucket, 'The bucket you tried to delete is not empty');
    delete account.buckets[bucket];
  }
  if (stack.resources['AWS::EMRServerless::Application']) {
    const state = account.application?.state ?? 'STOPPED';
    if (!['CREATED', 'STOPPED'].includes(state)) {
      stays('application', `must be in of the following statuses [CREATED, STOPPED]. Current status: ${state}`);
    }
    account.application = null;
  }
  if (stack.resources['AWS::EC2::VPC']) {
    // Endpoints have interfaces, too, and go with the stack.
    account.endpoints = 0;
    if (account.interfaces.length) stays('subnet', 'has dependencies and cannot be deleted');
  }
  if (stack.resources['AWS::MSK::ServerlessCluster']) account.cluster = null;
  // Lambda lets go of what its functions had.
  for (const one of account.interfaces.filter(({ of }) => of === name)) {
    if (one.orphaned) one.availableAt = account.now + one.minutes;
    else if (one.minutes !== null) one.goneAt = account.now + one.minutes;
  }
  delete account.stacks[name];
}
