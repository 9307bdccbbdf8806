import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { type IQueue, Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { isSandbox, type Settings } from '../settings.ts'

export interface Holding {
  /** A minute in the sandbox too: for work that waits for others, where a message must come back from the dead alone. */
  patient?: boolean
  /** How often a message is tried, three times unless told: more where it waits for somebody else's word. */
  tries?: number
  /** How long a message waits before it is first handed out; not at all unless told. */
  delay?: Duration
}

/** How long one consumer may hold a message; the sandbox gives up sooner, so that a poison record shows in seconds. */
export function visibility(settings: Settings, { patient = false }: Holding = {}): Duration {
  return Duration.seconds(isSandbox(settings) && !patient ? 6 : 60)
}

/** A queue for what could not be handled: kept as long as SQS keeps anything, 14 days. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, edge: string, settings: Settings) {
    super(scope, id, { ...kept(settings), queueName: deadLetterName(edge) })
  }
}

/** A queue that goes on collecting while its consumer is away, and its dead letters after three tries. */
export class CollectingQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, queueName: string, settings: Settings, holding: Holding = {}) {
    super(scope, id)
    this.deadLetters = new DeadLetters(this, 'DeadLetters', queueName, settings)
    this.queue = new Queue(this, 'Queue', {
      ...kept(settings),
      queueName,
      visibilityTimeout: visibility(settings, holding),
      deliveryDelay: holding.delay,
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: holding.tries ?? 3 },
    })
  }
}

/** Name of a queue of a service, `motcua-<service>-<name>`. */
export function queueName(service: string, name: string): string {
  return `motcua-${service}-${name}`
}

/** Name of the queue that takes a queue's dead letters. */
export function deadLetterName(name: string): string {
  return `${name}-dead-letters`
}

/** A queue of the account that another stack made. */
export function queueNamed(scope: Construct, id: string, name: string): IQueue {
  return Queue.fromQueueArn(scope, id, Stack.of(scope).formatArn({ service: 'sqs', resource: name }))
}

function kept(settings: Settings): QueueProps {
  return {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: !isSandbox(settings),
    retentionPeriod: Duration.days(14),
    // Locally everything goes at the end; elsewhere a queue may hold what nobody else remembers.
    removalPolicy: isSandbox(settings) ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  }
}
