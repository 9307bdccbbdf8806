import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { marshall } from '@aws-sdk/util-dynamodb'
import { baseClient, documents } from '../../shared/dynamodb/client.ts'
import type { JournalItem } from '../../shared/dynamodb/journal.ts'
import { journalPages } from '../../shared/dynamodb/journal-scan.ts'
import type { Queue } from './queues.ts'

/** The function takes 6 MB, and an entry has up to 400 KB; a batch of the stream has as many. */
const atOnce = 10
/** An entry's own time is a little before its arrival in the stream; tries and clocks may stretch that. */
const margin = 15 * 60_000

/** From when to when the entries of a dead letter were written, in milliseconds of the epoch. */
export interface Span {
  from: number
  to: number
}

export interface Republished {
  entries: number
  /** Dead letters whose entries all went out; they are deleted. */
  letters: number
  /** Why some dead letters lie there still. */
  left?: string
}

/**
 * Publishes what the dead letters of an outbox stand for: they name a place in the stream, which forgets after a day, so the
 * entries are read from the table by their time and given to `on-journal` itself. A letter goes when all of them went out.
 */
export async function republish(client: SQSClient, service: string, { url, waiting }: Queue): Promise<Republished> {
  const letters = (await receive(client, url, waiting)).map((letter) => ({
    ...letter,
    span: spanOf(letter.Body ?? ''),
  }))
  if (letters.length === 0) return { entries: 0, letters: 0 }
  const spans = letters.flatMap(({ span }) => span ?? [])
  const published = await publish(service, spans).catch((error: Error) => error)
  const at = published instanceof Error ? [] : published
  const gone = letters.filter(({ span }) => span && at.some((time) => within(span, time)))
  const kept = letters.filter((letter) => !gone.includes(letter))
  for (const { ReceiptHandle } of gone) await client.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }))
  for (const { ReceiptHandle } of kept)
    await client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }))
  const why = published instanceof Error ? published.message : 'no journal entry is of their time'
  return {
    entries: at.length,
    letters: gone.length,
    ...(kept.length > 0 ? { left: `${kept.length} stay: ${why}` } : {}),
  }
}

async function receive(client: SQSClient, QueueUrl: string, count: number): Promise<Message[]> {
  const letters: Message[] = []
  while (letters.length < count) {
    const asked = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 3_600 })
    const { Messages: received = [] } = await client.send(asked)
    if (received.length === 0) break
    letters.push(...received)
  }
  return letters
}

/** The span that Lambda writes into a dead letter of a stream, with its margin; undefined when it is something else. */
export function spanOf(body: string): Span | undefined {
  const { DDBStreamBatchInfo: info } = JSON.parse(body) as {
    DDBStreamBatchInfo?: { approximateArrivalOfFirstRecord: string; approximateArrivalOfLastRecord: string }
  }
  if (!info) return undefined
  const from = Date.parse(info.approximateArrivalOfFirstRecord) - margin
  const to = Date.parse(info.approximateArrivalOfLastRecord) + margin
  return Number.isNaN(from) || Number.isNaN(to) ? undefined : { from, to }
}

const within = ({ from, to }: Span, time: number) => from <= time && time <= to

/** Publishes every entry of these spans, in one reading of the table, and answers their times. */
async function publish(service: string, spans: Span[]): Promise<number[]> {
  const table = { client: documents(baseClient()), name: `motcua-${service}` }
  const times: number[] = []
  for await (const page of journalPages(table)) {
    const entries = page.filter(({ at }) => spans.some((span) => within(span, Date.parse(at))))
    for (let start = 0; start < entries.length; start += atOnce)
      await invoke(service, entries.slice(start, start + atOnce))
    times.push(...entries.map(({ at }) => Date.parse(at)))
  }
  return times
}

async function invoke(service: string, entries: JournalItem[]): Promise<void> {
  const Records = entries.map((entry) => ({ eventName: 'INSERT', dynamodb: { NewImage: marshall(entry) } }))
  const FunctionName = `motcua-${service}-on-journal`
  const { FunctionError, Payload } = await new LambdaClient({}).send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify({ Records }) }),
  )
  if (!FunctionError) return
  const { errorMessage = FunctionError } = JSON.parse(Buffer.from(Payload ?? []).toString()) as {
    errorMessage?: string
  }
  throw new Error(`${FunctionName} failed: ${errorMessage}`)
}
