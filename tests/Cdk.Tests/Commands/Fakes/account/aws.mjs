// The AWS CLI in front of the account: the answer is what the CLI would print for the query that the scripts ask. Whether the CLI understands
// such a call and its query, it is asked itself, where it is there.
import { account, leave, logged, Refusal, settle, statusOf } from './account.mjs';
import { readFileSync } from 'node:fs';

const words = process.argv.slice(2);
const call = words.slice(0, 2).join(' ');
const option = (name) => words[words.indexOf(`--${name}`) + 1];
const has = (name) => words.includes(`--${name}`);
const query = has('query') ? option('query') : '';

const bucketNamed = (name) => account.buckets[name] ?? refuse('NoSuchBucket', 'The specified bucket does not exist');
const stackNamed = (name) => account.stacks[name] ?? refuse('ValidationError', `Stack with id ${name} does not exist`);
const lines = (rows) => rows.map((row) => [row].flat().join('\t')).join('\n');
function refuse(code, message) { throw new Refusal(code, message); }
function application() {
  return account.application ?? refuse('ResourceNotFoundException', 'Application does not exist');
}

const answers = {
  'sts get-caller-identity': () => '123456789012\tarn:aws:iam::123456789012:user/alice',
  'configure get': () => 'eu-central-1',
  'cloudformation describe-stacks': () => statusOf(stackNamed(option('stack-name'))),
  'cloudformation list-stacks': () => lines(Object.keys(account.stacks)),
  'cloudformation list-stack-resources': () => {
    const { resources } = stackNamed(option('stack-name'));
    const type = /ResourceType=='([^']+)'/.exec(query)[1];
    return lines(resources[type] ?? []);
  },
  'emr-serverless list-job-runs': () => lines(application().jobs),
  'emr-serverless cancel-job-run': () => { application().endsAt = account.now + 2; },
  'emr-serverless get-application': () => application().state,
  'emr-serverless stop-application': () => {
    const one = application();
    if (!['STARTING', 'STARTED'].includes(one.state)) {
      refuse('ValidationException', 'Application cannot be STOPPED. Applications must be in one of the following statuses: [STARTING, STARTED]');
    }
    Object.assign(one, { state: 'STOPPING', stopsAt: account.now + 3 });
  },
  'emr-serverless list-applications': () => (account.application ? lines([['killswitch-detection-alice', account.application.state]]) : ''),
  's3api get-object-lock-configuration': () => {
    if (bucketNamed(option('bucket')).locked) return 'Enabled';
    return refuse('ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket');
  },
  's3api list-object-versions': () => {
    const { objects, markers = 0 } = bucketNamed(option('bucket'));
    logged(option('bucket'));
    const most = has('no-paginate') ? Math.min(option('max-keys'), 1000) : option('max-items');
    const versions = Math.min(objects, most);
    const some = [
      ...Array.from({ length: versions }, (_, i) => ({ Key: `k${i}`, VersionId: '1' })),
      ...Array.from({ length: has('no-paginate') ? Math.min(markers, most - versions) : markers }, (_, i) => ({ Key: `m${i}`, VersionId: '2' })),
    ];
    return JSON.stringify({ Objects: some, Quiet: true });
  },
  's3api delete-objects': () => {
    const bucket = bucketNamed(option('bucket'));
    if (has('bypass-governance-retention') && !bucket.locked) {
      refuse('InvalidArgument', 'x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.');
    }
    if (bucket.locked && !has('bypass-governance-retention')) return 'k0\tAccess Denied because object protected by object lock.';
    const { Objects } = JSON.parse(readFileSync(option('delete').replace('file://', ''), 'utf8'));
    if (Objects.length > 1000) refuse('MalformedXML', 'The XML you provided was not well-formed or did not validate against our published schema');
    logged(option('bucket'));
    const markers = Objects.filter(({ Key }) => Key.startsWith('m')).length;
    bucket.objects -= Objects.length - markers;
    bucket.markers = (bucket.markers ?? 0) - markers;
    return 'None';
  },
  's3api delete-bucket-policy': () => { bucketNamed(option('bucket')).closed = true; },
  's3api list-buckets': () => lines(Object.keys(account.buckets)),
  'ec2 describe-network-interfaces': () => lines(account.interfaces.map(({ id, status }) => [id, status])),
  'ec2 delete-network-interface': () => {
    const id = option('network-interface-id');
    const one = account.interfaces.find((other) => other.id === id) ?? refuse('InvalidNetworkInterfaceID.NotFound', 'It does not exist');
    if (one.status !== 'available') refuse('InvalidParameterValue', `Network interface '${id}' is currently in use.`);
    account.interfaces = account.interfaces.filter((other) => other !== one);
  },
  'ec2 describe-vpcs': () => (account.stacks['killswitch-network-alice'] ? 'vpc-1' : ''),
  'ec2 describe-vpc-endpoints': () => (account.endpoints ? lines([['vpce-1', account.endpoints]]) : ''),
  'kafka list-clusters-v2': () => (account.cluster ? lines([['killswitch-alice', account.cluster, 'None', 'None']]) : ''),
  'lambda list-functions': () => '',
  'logs describe-log-groups': () => '',
  'dynamodb list-tables': () => '',
  'secretsmanager list-secrets': () => '',
  'cognito-idp list-user-pools': () => '',
  'resourcegroupstaggingapi get-resources': () => '',
};

settle();
try {
  if (!(call in answers)) throw new Error(`The account does not know ${call}.`);
  const said = answers[call]();
  if (said) console.log(said);
} catch (error) {
  console.error(error.message);
  process.exitCode = 254;
}
leave(1);
