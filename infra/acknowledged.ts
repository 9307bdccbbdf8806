/** A finding of cdk-nag that stays, where it stays, and why (docs/decisions/020). `tests/infra/nag.test.ts` holds both ways. */
export interface Acknowledgement {
  rule: string
  /** How that ends which the rule names in brackets, where it names something: `/incoming/*`. */
  named?: string
  /** Paths of constructs; `*` stands for a part between two slashes. */
  where: string[]
  reason: string
}

/** Everything that AwsSolutions and Serverless still say of the templates of production. */
export const acknowledged: Acknowledgement[] = [
  {
    rule: 'AwsSolutions-APIG4',
    where: ['motcua-*/Api/Http/DefaultRoute/Resource'],
    reason:
      'Every request goes to the one function, which verifies the token itself: some routes are public, others want a secret in place of a token, and an authorizer would answer without our problem documents.',
  },
  {
    rule: 'AwsSolutions-COG1',
    where: ['motcua-platform/SignIn/Pool/Resource'],
    reason:
      'Twelve characters at least, of any kind: OWASP ASVS 5.0 (6.2.5) wants no rules on kinds of characters, which lead to weaker passwords.',
  },
  {
    rule: 'AwsSolutions-COG2',
    where: ['motcua-platform/SignIn/Pool/Resource'],
    reason:
      'A citizen may use a second factor and need not: without a phone that keeps one he could not file online at all. A city whose staff must have one signs them in by its own issuer.',
  },
  {
    rule: 'AwsSolutions-COG8',
    where: ['motcua-platform/SignIn/Pool/Resource'],
    reason: 'Threat protection of the Plus plan is paid for each active person; a ward decides that itself.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    where: ['motcua-front-door/Distribution/Resource'],
    reason: 'Citizens who live abroad file and follow dossiers too.',
  },
  {
    rule: 'AwsSolutions-CFR2',
    where: ['motcua-front-door/Distribution/Resource'],
    reason:
      'A web ACL has a price of its own and is a setting (`webAclArn`); the APIs are throttled and count guesses without it.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    named: '/incoming/*',
    where: [
      'motcua-attachments/api-role/DefaultPolicy/Resource',
      'motcua-attachments/on-upload-role/DefaultPolicy/Resource',
      'motcua-attachments-data/MalwareScan/Role/DefaultPolicy/Resource',
    ],
    reason: 'The files under one prefix, whose names are made up one by one; no other prefix, no list.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    named: '/clean/*',
    where: [
      'motcua-attachments/api-role/DefaultPolicy/Resource',
      'motcua-attachments/on-upload-role/DefaultPolicy/Resource',
    ],
    reason: 'The files under one prefix, whose names are made up one by one; no other prefix, no list.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    named: ':rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*',
    where: ['motcua-attachments-data/MalwareScan/Role/DefaultPolicy/Resource'],
    reason: 'GuardDuty makes up the end of the name of its own rule, and the condition lets it touch no other.',
  },
  {
    rule: 'AwsSolutions-IAM5',
    named: '.Arn>:*',
    where: ['motcua-*/SchedulerRoleForTarget-*/DefaultPolicy/Resource'],
    reason: 'The library lets a schedule call every version of the one function; it has no versions.',
  },
  {
    rule: 'AwsSolutions-S1',
    where: ['motcua-attachments-data/Files/Bucket/Resource'],
    reason:
      'Who asked for which file stands in the record of the file before he gets the link; a log of S3 would add addresses of citizens and nothing else.',
  },
  {
    rule: 'AwsSolutions-S1',
    where: ['motcua-front-door-data/AccessLog/Resource', 'motcua-front-door-data/ProblemPages/Resource'],
    reason: 'The one is the access log; the other holds pages that everybody may read, and CloudFront logs who does.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    where: ['motcua-platform/OriginSecret/Resource'],
    reason:
      'Front door and services must change over in step, or they refuse one another: docs/operations/rotate-origin-secret.md says how.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    where: ['motcua-*-data/Table/JournalDeadLetters/Resource', 'motcua-*-data/SweepDeadLetters/Resource'],
    reason:
      'They are dead-letter queues, of a stream and of a schedule in the stack that runs, which this rule does not see.',
  },
  {
    rule: 'Serverless-SQSRedrivePolicy',
    where: [
      'motcua-*-data/Table/JournalDeadLetters/Resource',
      'motcua-*-data/SweepDeadLetters/Resource',
      'motcua-*-data/*/Collecting/DeadLetters/Resource',
      'motcua-*-data/*/DeadLetters/Resource',
      'motcua-attachments-data/Files/Upload/DeadLetters/Resource',
    ],
    reason: 'They are dead-letter queues. What lies there waits for a person, with an alarm.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    where: ['motcua-*/api/Resource', 'motcua-*/on-*/Resource'],
    reason:
      'Nobody calls these functions asynchronously: an API waits for its answer, queues and streams keep their own dead letters, and a minute of a sweep that fails is made good by the next.',
  },
  {
    rule: 'Serverless-LambdaAsyncFailureDestination',
    where: ['motcua-*/on-due/EventInvokeConfig/Resource'],
    reason:
      'A minute of a sweep that fails leaves its rows due, and the next minute takes them; the alarm of the function and that of the sweep tell of it.',
  },
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    where: ['motcua-*/on-*/SqsEventSource:*/Resource'],
    reason:
      'A mapping to a queue has no destination of its own: the queue gives a message up to its dead letters, which edges.test.ts holds each of them to.',
  },
  {
    rule: 'Serverless-LambdaTracing',
    where: ['motcua-*/api/Resource', 'motcua-*/on-*/Resource'],
    reason:
      'Measured: the tracer costs 50 ms of each cold start. The id of a request is in every line of log and in every event.',
  },
]
