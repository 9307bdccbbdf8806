/** What AWS takes for one of something, in dollars. */
export interface Price {
  dollars: number
  per: string
  /** How many of these a month are free for good, in every account; a new account's first year is not counted. */
  free?: number
  /** Where it is from; `unchecked`: from memory of the price list, to be compared before it is relied on. */
  source: string
}

/** The region of the prices, and when they were written down. */
export const priced = { region: 'ap-southeast-1', on: '2026-11-26' }

const unchecked = 'unchecked for ap-southeast-1'
const million = 1_000_000

/**
 * The price list as data, without tax and without any discount. Nothing here was read from a bill or a price list of the
 * region: where a public page named the price of us-east-1 alone, the source says so and the price is that of memory.
 */
export const prices = {
  writeUnit: {
    dollars: 0.7115 / million,
    per: 'write unit of DynamoDB on demand',
    source: `${unchecked}; 0.625 a million in us-east-1 since November 2024 (airbyte.com, July 2025)`,
  },
  readUnit: {
    dollars: 0.1425 / million,
    per: 'read unit of DynamoDB on demand',
    source: `${unchecked}; 0.125 a million in us-east-1 since November 2024 (airbyte.com, July 2025)`,
  },
  tableStorage: { dollars: 0.285, per: 'GB a month in tables', free: 25, source: unchecked },
  tableBackup: { dollars: 0.228, per: 'GB a month restorable to any second', source: unchecked },
  lambdaRequest: { dollars: 0.2 / million, per: 'call of a function', free: million, source: unchecked },
  lambdaSecond: { dollars: 0.0000133334, per: 'GB-second of a function on arm64', free: 400_000, source: unchecked },
  apiRequest: {
    dollars: 1.25 / million,
    per: 'request to an HTTP API',
    source: `${unchecked}; 1.00 a million in us-east-1 (AWS whitepaper on private APIs)`,
  },
  event: { dollars: 1 / million, per: 'event put on a bus, 64 KB', source: unchecked },
  queueRequest: {
    dollars: 0.4 / million,
    per: 'request to a standard queue',
    free: million,
    source: `${unchecked}; 0.40 a million (okulbida.com), empty receives included (AWS support: SQS charges)`,
  },
  schedule: { dollars: 1.25 / million, per: 'call by EventBridge Scheduler', free: 14 * million, source: unchecked },
  keyMonth: { dollars: 1, per: 'key of KMS a month', source: unchecked },
  keyRequest: { dollars: 0.03 / 10_000, per: 'request to KMS', free: 20_000, source: unchecked },
  secretMonth: { dollars: 0.4, per: 'secret a month', source: unchecked },
  alarmMonth: { dollars: 0.1, per: 'alarm a month', free: 10, source: unchecked },
  metricMonth: { dollars: 0.3, per: 'metric of our own a month', free: 10, source: unchecked },
  logGb: { dollars: 0.7, per: 'GB of log lines taken in', free: 5, source: unchecked },
  logStored: { dollars: 0.03, per: 'GB of log lines kept for a month', source: unchecked },
  filePut: { dollars: 0.005 / 1_000, per: 'PUT to S3', source: unchecked },
  fileGet: { dollars: 0.0004 / 1_000, per: 'GET from S3', source: unchecked },
  fileStorage: { dollars: 0.025, per: 'GB a month in S3', source: unchecked },
  doorRequest: { dollars: 0.012 / 10_000, per: 'HTTPS request to CloudFront', free: 10 * million, source: unchecked },
  doorFunction: { dollars: 0.1 / million, per: 'call of a CloudFront function', free: 2 * million, source: unchecked },
  doorGb: { dollars: 0.12, per: 'GB out of CloudFront', free: 1_024, source: unchecked },
  mail: { dollars: 0.1 / 1_000, per: 'mail by SES', source: unchecked },
  scannedGb: { dollars: 0.09, per: 'GB scanned for malware by GuardDuty', source: unchecked },
  scannedFile: { dollars: 0.000215, per: 'file scanned for malware by GuardDuty', source: unchecked },
} as const satisfies Record<string, Price>

export type Priced = keyof typeof prices
