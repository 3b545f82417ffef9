// What cdk-nag's rules ask for and these stacks do not do, each with the reason. `rule` and `on` (STACK/LOGICAL-ID) are patterns;
// narrow ones, so that the next resource is looked at anew. One that nothing needs any more is an error.
export const accepted = [
  // Roles
  { rule: /R5-IAMNoInlinePolicy$/, on: /./,
    why: 'A role and its policy are one thing here: written for one function, attached to nothing else, gone with it. A boundary holds above all of them.' },
  { rule: /IAM5\[/, on: /^Network\/Boundary(Everyone|StateWriters)/,
    why: 'A boundary grants nothing. It says in patterns what roles can have at most; what each has is written out in its own policy.' },
  { rule: /IAM5\[Resource::\*\]$/, on: /^(Workflow|Console|Streaming)\/.*RoleDefaultPolicy/,
    why: 'X-Ray, network interfaces and log deliveries know no resource. A test (LeastPrivilegeTests) names these actions and lets no other be allowed on everything.' },
  { rule: /IAM5\[Resource::<CommandsGivenUpBucket.*>\/\*\]$/, on: /^Workflow\/Commands.*TakeInCommandsRole/,
    why: 'Lambda names the objects in which it leaves the commands that it gave up.' },
  { rule: /IAM5\[Resource::.*:execution:killswitch-kill-incident-.*\]$/, on: /^Workflow\/Recovery/,
    why: 'The executions of the one state machine; each has a name of its own.' },
  { rule: /IAM5\[Resource::.*transactional-id.*\]$/, on: /^Workflow\/Orders.*OrderRouterRole/,
    why: 'A transactional id for each partition; together with the router\'s name it is known.' },
  { rule: /IAM5\[Resource::.*spark-kafka-\*.*\]$/, on: /^Detection\/JobRole/,
    why: 'Spark makes a name of its own, which begins so, for the consumer group of every query.' },
  { rule: /IAM5\[Resource::<DetectionBucket.*>\/(jars|driver|checkpoints|output|logs)\/\*\]$/, on: /^Detection\/JobRole/,
    why: 'Folders of the detection\'s own bucket. It can write none of what it runs.' },
  { rule: /IAM4\[Policy::.*AmazonAPIGatewayPushToCloudWatchLogs\]$/, on: /^Account\/LogsRole/,
    why: 'API Gateway takes no role for its logs that can do less than this policy of AWS\'s.' },

  // Functions
  { rule: /R5-LambdaConcurrency$/, on: /./,
    why: 'A share reserved for one function is taken from all others of an account that students share. Recovery has its limit of one; for the rest an alarm tells when functions are not let run.' },
  { rule: /R5-LambdaDLQ$/, on: /./,
    why: 'A dead-letter queue takes asynchronous calls. Steps, API, routing and intake are called by somebody who waits and tries again; commands that are given up have a bucket and an alarm; recovery is called anew every minute.' },
  { rule: /R5-LambdaInsideVPC$/, on: /^Console\/Functions.*(Approvers|Notifier|ApprovalPage)Function/,
    why: 'They talk to AWS\'s own services alone, and not to Kafka. In the network each would need endpoints that cost by the hour, and reach the brokers.' },
  { rule: /(R5-LambdaInsideVPC|AwsSolutions-L1)$/, on: /^(Network|Streaming)\/AWS679f53fac002430cb0da5b7982bd2287/,
    why: 'CDK\'s own function for single calls to AWS when a stack is deployed. It needs the service\'s address and answers CloudFormation, both outside; it runs on a Node release that Lambda maintains.' },
  { rule: /R5-LambdaInsideVPC$/, on: /^Streaming\/TopicsTopicsBeginTopicsFunction/,
    why: 'It gives the topics\' resource its name, and talks to nobody.' },
  { rule: /(R5-LambdaInsideVPC|AwsSolutions-L1)$/, on: /^Streaming\/TopicsProviderframework/,
    why: 'CDK\'s own functions around the topics\' custom resource. They answer CloudFormation, which the network has no way to; they run on a Node release that Lambda maintains.' },
  { rule: /IAM5\[Resource::<Topics.*\.Arn>:\*\]$/, on: /^Streaming\/TopicsProvider(framework|waiter)/,
    why: 'CDK lets them call any version of exactly these functions.' },
  { rule: /AwsSolutions-SF[12]$/, on: /^Streaming\/TopicsProviderwaiterstatemachine/,
    why: 'CDK\'s own state machine, which asks every quarter of a minute whether the topics are there while a stack is deployed. The functions that it calls write logs.' },

  // Entrance
  { rule: /AwsSolutions-(APIG4|COG4)$/, on: /^Console\/Methods(GET|HEAD)(ApprovalsId|SignedIn|AssetsId)/,
    why: 'The page behind a callback link has to open before anybody signs in. It shows, and can change nothing; deciding is a POST behind the authorizer.' },
  { rule: /AwsSolutions-(APIG4|COG4)$/, on: /^Console\/Methods(GET|HEAD)OpenapiJson/,
    why: 'What the API is like stands in the repository as well. Programs read it before they have a token.' },
  { rule: /R5-APIGWCacheEnabledAndEncrypted$/, on: /^Console\/Stage/,
    why: 'An answer about what is killed must never be an old one.' },
  { rule: /R5-APIGWSSLEnabled$/, on: /^Console\/Stage/,
    why: 'A client certificate proves the gateway to HTTP servers behind it. Behind it are functions, which know it by IAM.' },
  { rule: /AwsSolutions-CFR1$/, on: /^Console\/PagesDistribution/,
    why: 'Whoever may decide may do so from wherever he is. Who he is counts.' },
  { rule: /AwsSolutions-CFR2$/, on: /^Console\/PagesDistribution/,
    why: 'The firewall stands before the stage, where it sees what would go around the distribution, too (docs/decisions/one-entrance.md).' },
  { rule: /AwsSolutions-CFR3$/, on: /^Console\/PagesDistribution/,
    why: 'Its lines would hold callback links and the sign-in\'s codes. Nothing is cached, so every request is in the logs of firewall and stage, without them.' },
  { rule: /AwsSolutions-CFR4$/, on: /^Console\/PagesDistribution/,
    why: 'CloudFront fixes the oldest TLS under its own domain name, and a student has no other. Browsers themselves have refused what is older than 1.2 since 2020.' },

  // Secrets
  { rule: /(AwsSolutions-SMG4|R5-SecretsManagerRotationEnabled)$/, on: /^Workflow\/SigningKeys(Link|Attestation)/,
    why: 'Rotating voids every link that was mailed and every command on its way, so a person chooses the moment (docs/aws/runbook.md).' },
  { rule: /(AwsSolutions-SMG4|R5-SecretsManagerRotationEnabled)$/, on: /^Console\/PagesProof/,
    why: 'Distribution and firewall must change together, which a deployment does and a timer does not. It opens nothing but the way around the distribution.' },

  // Stores
  { rule: /R5-DynamoDBInBackupPlan$/, on: /^Workflow\/Tables/,
    why: 'Point-in-time recovery is on. Recovery points of a plan would outlive ./run destroy.' },
  { rule: /R5-S3BucketReplicationEnabled$/, on: /^(Network\/AccessLogs|Detection\/DetectionBucket|Workflow\/(Bucketaudit|CommandsGivenUp))/,
    why: 'An installation is in one region, and destroyed from there. What an audit has to survive is deletion, against which the archive is locked.' },
  { rule: /(AwsSolutions-S1|R5-S3BucketLoggingEnabled|R5-S3DefaultEncryptionKMS)$/, on: /^Network\/AccessLogsBucket/,
    why: 'It is where the others\' access is logged: logging its own would never end, and S3 delivers access logs only to buckets under keys of its own.' },
  { rule: /AwsSolutions-SQS3$/, on: /^Workflow\/CommandsGivenUpQueue/,
    why: 'It is the end of the line: people read it, and an alarm tells them to.' },

  // Network
  { rule: /R5-VPCDefaultSecurityGroupClosed$/, on: /^Network\/Vpc/,
    why: 'It is closed, by a call when the stack is deployed (ClosedDefaultGroup), as CloudFormation has no property for it; the rule cannot see that.' },
];
