import type { Guard } from './guard.ts'

const infra = (file: string, test: string) =>
  ({ file: `infra/${file}.ts`, project: 'infra', test: `tests/infra/${test}.test.ts` }) as const

const table = infra('constructs/service-table', 'stacks')
const queues = infra('constructs/collecting-queue', 'edges')
const bucket = infra('constructs/file-bucket', 'every-resource')
const roles = infra('constructs/service-stack', 'rights')
const functions = infra('constructs/service-function', 'stacks')
const consumer = infra('constructs/consumer', 'every-resource')

/** What the templates promise: nothing lost, nothing open, nothing that breaks unheard. */
export const guards: Guard[] = [
  {
    ...table,
    guards: 'every table can be restored to a point in time',
    find: '{ pointInTimeRecoveryEnabled: true }',
    replace: '{ pointInTimeRecoveryEnabled: false }',
  },
  {
    ...table,
    guards: 'no table is deleted by a slip',
    find: 'deletionProtection: !sandbox',
    replace: 'deletionProtection: false',
  },
  {
    ...queues,
    guards: 'every queue gives a message up to its dead letters',
    find: 'deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: holding.tries ?? 3 },',
    replace: '',
  },
  {
    ...queues,
    guards: 'a queue is spoken to over TLS alone',
    find: 'enforceSSL: !isSandbox(settings)',
    replace: 'enforceSSL: false',
  },
  {
    ...queues,
    test: 'tests/infra/every-resource.test.ts',
    guards: 'a queue is kept when its stack goes',
    find: 'isSandbox(settings) ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN',
    replace: 'RemovalPolicy.DESTROY',
  },
  {
    ...infra('constructs/subscription', 'edges'),
    guards: 'what the bus cannot deliver is kept',
    find: 'new SqsQueue(queue, { deadLetterQueue: deadLetters })',
    replace: 'new SqsQueue(queue)',
  },
  {
    ...infra('constructs/outbox', 'edges'),
    guards: 'what an outbox gives up is kept',
    find: 'onFailure: new SqsDlq(deadLetters),',
    replace: '',
  },
  {
    ...infra('constructs/sweep', 'sweep'),
    guards: 'what a schedule could not call is kept',
    find: '{ ...tries, retryAttempts: 2, deadLetterQueue: deadLetters }',
    replace: '{ ...tries, retryAttempts: 2 }',
  },
  {
    ...bucket,
    guards: 'no file is public',
    find: 'blockPublicAccess: BlockPublicAccess.BLOCK_ALL',
    replace: 'blockPublicAccess: BlockPublicAccess.BLOCK_ACLS_ONLY',
  },
  { ...bucket, guards: 'a file comes over TLS alone', find: 'enforceSSL: !sandbox', replace: 'enforceSSL: false' },
  { ...bucket, guards: 'a file that is replaced is kept', find: 'versioned: true', replace: 'versioned: false' },
  {
    ...roles,
    guards: 'a function reaches the table of its own service alone',
    find: "resource: 'table', resourceName: `motcua-",
    replace: "resource: 'table', resourceName: `*-",
  },
  {
    ...roles,
    test: 'tests/infra/nag.test.ts',
    guards: 'no right has a wildcard that nobody acknowledged',
    find: "      'dynamodb:ConditionCheckItem',",
    replace: "      'dynamodb:*Item',",
  },
  {
    ...functions,
    test: 'tests/infra/rights.test.ts',
    guards: 'a function writes to its own log alone',
    find: 'logGroup.grantWrite(role)',
    replace: "role.addManagedPolicy({ managedPolicyArn: 'arn:aws:iam::aws:policy/CloudWatchLogsFullAccess' })",
  },
  {
    ...functions,
    guards: 'a log is forgotten after half a year',
    find: 'RetentionDays.SIX_MONTHS',
    replace: 'RetentionDays.INFINITE',
  },
  {
    ...functions,
    test: 'tests/infra/every-resource.test.ts',
    guards: 'every function rings when it fails',
    find: 'this.metricErrors(',
    replace: 'this.metricThrottles(',
  },
  {
    ...consumer,
    guards: 'dead letters ring',
    find: "    watchDeadLetters(this, stack, queueNamed(this, 'DeadLetters', deadLetterName(called)), called)",
    replace: '',
  },
  {
    ...consumer,
    test: 'tests/infra/edges.test.ts',
    guards: 'every alarm names a runbook that exists',
    find: "runbook: 'queue-age'",
    replace: "runbook: 'queue-too-old' as 'queue-age'",
  },
  {
    ...infra('platform', 'every-resource'),
    guards: 'CloudWatch may ring the topic of the alarms',
    find: "actions: ['sns:Publish']",
    replace: "actions: ['sns:Subscribe']",
  },
  {
    ...infra('platform', 'settings'),
    guards: 'the data key turns over',
    find: "sealed applicants',\n      enableKeyRotation: true",
    replace: "sealed applicants',\n      enableKeyRotation: false",
  },
  {
    ...infra('front-door/origin-secret', 'every-resource'),
    guards: 'no template has a secret in it',
    find: 'SecretValue.secretsManager(secretName, { versionStage }).unsafeUnwrap()',
    replace: "[SecretValue.name, secretName, versionStage].join('-')",
  },
  {
    ...infra('constructs/service-api', 'apis'),
    guards: 'every API is throttled',
    find: 'throttle: { rateLimit: 500, burstLimit: 1000 },',
    replace: '',
  },
  {
    ...infra('attachments', 'files'),
    guards: 'a caller reads checked files alone',
    find: "grantObjects(api.handler, bucket, ['s3:GetObject'], 'clean/*')",
    replace: "grantObjects(api.handler, bucket, ['s3:GetObject'], '*')",
  },
  {
    ...infra('dossiers', 'files'),
    guards: 'who files an address cannot read one back',
    find: "contactKey.grant(api.handler, 'kms:Encrypt')",
    replace: "contactKey.grant(api.handler, 'kms:Encrypt', 'kms:Decrypt')",
  },
  {
    ...infra('front-door', 'front-door'),
    guards: 'the front door speaks TLS 1.2 or newer',
    find: 'SecurityPolicyProtocol.TLS_V1_2_2021',
    replace: 'SecurityPolicyProtocol.TLS_V1_2016',
  },
  {
    ...infra('acknowledged', 'nag'),
    guards: 'an acknowledgement that nothing wants any more is noticed',
    find: "rule: 'AwsSolutions-COG8'",
    replace: "rule: 'AwsSolutions-COG9'",
  },
]
