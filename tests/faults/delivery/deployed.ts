import { nameOf, type Resource, resources, settings, templates } from '../../infra/synthesized.ts'

/** How a function is fed from the stream of its service's table, as its template says it. */
export interface StreamEdge {
  service: string
  batchSize: number
  bisects: boolean
  /** Tries after the first; -1: as long as its age lets it. */
  retries: number
  maxAgeSeconds: number
  parallel: number
  partial: boolean
}

/** A queue with the function that empties it, and what the bus puts into it, as the templates say it. */
export interface QueueEdge {
  name: string
  service: string
  /** The file of the service that holds the function, `on-dossier`. */
  handler: string
  batchSize: number
  visibilitySeconds: number
  retentionSeconds: number
  maxReceives: number
  takes: (type: string) => boolean
}

export interface Deployed {
  streams: StreamEdge[]
  queues: QueueEdge[]
}

type Made = ReturnType<typeof templates>
type Pattern = string | { prefix: string }

/** A Lambda asked by an event source mapping, as the file that it is built from is named. */
function handlerOf(made: Made, { stack, Properties }: Resource): string {
  const name: string = made[stack]?.Resources[Properties.FunctionName.Ref].Properties.FunctionName
  return name.replace(`${stack}-`, '')
}

const matches = (type: string, patterns: Pattern[]) =>
  patterns.some((pattern) => (typeof pattern === 'string' ? pattern === type : type.startsWith(pattern.prefix)))

function streamEdge({ stack, Properties }: Resource): StreamEdge {
  return {
    service: stack.replace('motcua-', ''),
    batchSize: Properties.BatchSize,
    bisects: Properties.BisectBatchOnFunctionError === true,
    retries: Properties.MaximumRetryAttempts ?? -1,
    maxAgeSeconds: Properties.MaximumRecordAgeInSeconds,
    parallel: Properties.ParallelizationFactor ?? 1,
    partial: (Properties.FunctionResponseTypes ?? []).includes('ReportBatchItemFailures'),
  }
}

/** What the stacks of a stage that keeps its data say of every edge on which events travel, each service's own bus rules with it. */
export function deployed(): Deployed {
  const made = templates(settings())
  const queues = new Map(
    resources(made, 'AWS::SQS::Queue').map(({ Properties }) => [Properties.QueueName as string, Properties]),
  )
  const rules = resources(made, 'AWS::Events::Rule').filter(({ Properties }) => Properties.EventBusName === 'motcua')
  const mappings = resources(made, 'AWS::Lambda::EventSourceMapping')
  const isStream = ({ Properties }: Resource) => Properties.StartingPosition !== undefined
  const queueEdge = (mapping: Resource): QueueEdge => {
    const { stack, Properties } = mapping
    const name = nameOf(made, stack, Properties.EventSourceArn)
    const { VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy } = queues.get(name)
    const patterns: Pattern[] = rules
      .filter((rule) => rule.Properties.Name === name)
      .flatMap((rule) => rule.Properties.EventPattern['detail-type'])
    return {
      name,
      service: stack.replace('motcua-', ''),
      handler: handlerOf(made, mapping),
      batchSize: Properties.BatchSize,
      visibilitySeconds: VisibilityTimeout,
      retentionSeconds: MessageRetentionPeriod,
      maxReceives: RedrivePolicy.maxReceiveCount,
      takes: (type) => matches(type, patterns),
    }
  }
  return {
    streams: mappings.filter(isStream).map(streamEdge),
    queues: mappings.filter((mapping) => !isStream(mapping)).map(queueEdge),
  }
}
