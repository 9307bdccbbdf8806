import { PurgeQueueCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { move } from './move.ts'
import { Plain, program } from './program.ts'
import { type Queue, queueNamed, queueNames, sqs } from './queues.ts'
import { republish } from './republish.ts'
import { until } from './until.ts'

const suffix = '-dead-letters'

// Hands a service's dead letters back once their cause is mended: npm run redrive -- dossiers
await program('usage: npm run redrive -- <service>', 1, async ([service = '']) => {
  const client = sqs()
  const names = (await queueNames(client, `motcua-${service}-`)).filter((name) => name.endsWith(suffix))
  if (names.length === 0) throw new Plain(`There is no queue motcua-${service}-…${suffix}.`)
  const told: string[] = []
  // Each edge for itself: what keeps one from being mended is no reason to leave the others.
  for (const name of names) {
    const complaint = await handBack(client, service, name)
    if (complaint) told.push(complaint)
  }
  if (told.length > 0) throw new Plain(told.join('\n'))
})

/** Hands back what lies in one queue of dead letters. Answers what is still wrong. */
async function handBack(client: SQSClient, service: string, name: string): Promise<string | undefined> {
  if (name === `motcua-${service}-journal${suffix}`) return ofOutbox(client, service, name)
  return name === `motcua-${service}-sweep${suffix}` ? ofSweep(client, name) : ofEdge(client, name)
}

/** Redrives one subscription. Answers what is still wrong. */
async function ofEdge(client: SQSClient, name: string): Promise<string | undefined> {
  const edge = name.slice(0, -suffix.length)
  const [deadLetters, queue] = [await queueNamed(client, name), await queueNamed(client, edge)]
  const moved = deadLetters.waiting > 0 ? await move(client, deadLetters, queue) : 0
  console.log(`${edge}: ${moved} moved back.`)
  if (moved === 0)
    return deadLetters.held > 0 ? `${edge}: ${deadLetters.held} are hidden, since they were read just now.` : undefined
  const emptied = await empties(client, queue)
  const { waiting, held } = await queueNamed(client, name)
  if (waiting + held > 0) return `${edge}: ${waiting + held} lie among the dead letters again; the cause is not mended.`
  if (!emptied && (await queueNamed(client, edge)).waiting >= moved)
    return `${edge}: what was moved back still waits there; does its consumer run?`
  return undefined
}

/** Waits until a queue is empty, at most for every try and one more: by then each message was handled or has come back. */
async function empties(client: SQSClient, { name, visibility, receives }: Queue): Promise<true | undefined> {
  // SQS counts with a delay, so that one glance at an empty queue says little.
  const quietFor = (visibility / 4) * 1_000
  let since: number | undefined
  return until(
    async () => {
      const { waiting, held } = await queueNamed(client, name)
      since = waiting + held === 0 ? (since ?? Date.now()) : undefined
      return (since !== undefined && Date.now() - since >= quietFor) || undefined
    },
    (visibility * (receives + 1) + 15) * 1_000,
  )
}

/** Forgets calls that never came: what was due then is due still, and the next minute finds it. */
async function ofSweep(client: SQSClient, name: string): Promise<undefined> {
  const { url, waiting, held } = await queueNamed(client, name)
  if (waiting + held > 0) await client.send(new PurgeQueueCommand({ QueueUrl: url }))
  console.log(`${name.slice(0, -suffix.length)}: ${waiting + held} missed calls forgotten; every minute calls anew.`)
}

/** Publishes again what an outbox could not. Answers what is still wrong. */
async function ofOutbox(client: SQSClient, service: string, name: string): Promise<string | undefined> {
  const deadLetters = await queueNamed(client, name)
  const { letters, entries, left } = await republish(client, service, deadLetters)
  console.log(`motcua-${service}-journal: ${entries} entries published again for ${letters} dead letters.`)
  return left && `motcua-${service}-journal: ${left}`
}
