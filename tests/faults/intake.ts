import { randomUUID } from 'node:crypto'
import type { Finding, Promised, Stand } from './chapter.ts'
import { type Answer, type Asked, atOnce, isOpen, persist } from './client.ts'
import { drawn, seeded } from './plan.ts'
import type { FaultProxy } from './proxy.ts'

/** What can be created by a key, and how it is seen afterwards. */
export interface Creation {
  title: string
  /** Asks for the n-th thing; every n its own request, the same for the same key. */
  send(n: number, key: string): Promise<Answer>
  /** What names the thing in an answer to its creation. */
  nameIn(body: Answer['body']): string
  /** What an answer promised that can be read again. */
  promisedIn(body: Answer['body']): unknown
  /** The same of what is stored; undefined when it is not there. */
  read(name: string): Promise<unknown>
  /** The names of all that was stored, those of before too. */
  stored(): Promise<string[]>
  /** What is wrong in the table. */
  broken(): Promise<string[]>
}

interface Made {
  key: string
  answer: Answer
}

/** Of so many clients one gives up at its first 503. */
const impatient = 10

/** Of so many creations some meet a fault for certain. */
const enough = 10

async function acknowledged(creation: Creation, made: Made[]): Promise<string[]> {
  const wrong: string[] = []
  await atOnce(made.length, 8, Number.POSITIVE_INFINITY, async (n) => {
    const { key, answer } = made[n] as Made
    const name = creation.nameIn(answer.body)
    const [promised, found] = [
      JSON.stringify(creation.promisedIn(answer.body)),
      JSON.stringify(await creation.read(name)),
    ]
    if (found !== promised) wrong.push(`${name} of key ${key} was acknowledged as ${promised} and is ${found}`)
  })
  return wrong
}

/** Of so many clients one asks twice at the same time, as who clicks again. */
const hasty = 3

interface Sent {
  key: string
  asked: Asked[]
  /** It leaves when it is not answered at once. */
  leaves: boolean
}

/** One client asks for the n-th thing until it is answered. */
async function sent({ title, send }: Creation, n: number, seed: number): Promise<Sent> {
  const key = randomUUID()
  const leaves = drawn(seed, title, n, 'leaves') * impatient < 1
  const times = drawn(seed, title, n, 'twice') * hasty < 1 ? 2 : 1
  const asking = Array.from({ length: times }, () => persist(() => send(n, key), leaves ? 1 : undefined))
  return { key, asked: await Promise.all(asking), leaves }
}

/** What is wrong with the answers of one client. */
function wrongWith(creation: Creation, { key, asked, leaves }: Sent): string[] {
  const answers = asked.map(({ answer }) => answer)
  const names = new Set(answers.filter(isMade).map(({ body }) => creation.nameIn(body)))
  const refused = answers.filter((answer) => !isMade(answer) && !isOpen(answer))
  return [
    ...asked.flatMap(({ violations }) => violations),
    ...refused.map(({ status, body }) => `answered ${status} ${JSON.stringify(body)}`),
    ...(answers.some(isOpen) && !leaves ? ['not answered, however often it was asked'] : []),
    ...(names.size > 1 ? [`one key was answered with ${[...names].join(' and ')}`] : []),
  ].map((what) => `key ${key}: ${what}`)
}

const isMade = ({ status }: Answer) => status === 200 || status === 201

/** Things of one kind are created by sixteen clients under faults; each sends the same until it is answered. */
export async function createUnderFaults(
  { seed, ends, long }: Stand,
  proxy: FaultProxy,
  creation: Creation,
  { creates, share }: { creates: number; share: number },
): Promise<Finding[]> {
  const before = new Set(await creation.stored())
  const all: Sent[] = []
  proxy.follow(seeded(seed, { share, late: long ? 0.003 : 0 }))
  await atOnce(creates, 16, ends, async (n) => all.push(await sent(creation, n, seed)))
  const faults = proxy.faults()
  proxy.mend()
  const made = all.flatMap(({ key, asked }) => {
    const answer = asked.map((one) => one.answer).find(isMade)
    return answer ? [{ key, answer }] : []
  })
  const stored = (await creation.stored()).filter((name) => !before.has(name))
  const names = made.map(({ answer }) => creation.nameIn(answer.body))
  const doubled = names.length - new Set(names).size
  const counted = [
    ...(doubled > 0 ? [`${doubled} keys were answered with the thing of another key`] : []),
    ...(faults === 0 && all.length >= enough ? ['no call met a fault: what creates does not pass by the proxy'] : []),
    ...(stored.length > all.length ? [`${stored.length} are stored, asked for by ${all.length} keys`] : []),
  ]
  const tries = all.flatMap(({ asked }) => asked).reduce((sum, one) => sum + one.tries, 0)
  const note = `${made.length} acknowledged after ${tries} tries, ${all.length - made.length} clients left without an answer`
  const wrong = all.flatMap((one) => wrongWith(creation, one))
  const row = (title: string, promise: Promised, violations: string[], more: Partial<Finding> = {}): Finding => ({
    ...{ title: `${creation.title}: ${title}`, promise, operations: all.length, faults, violations },
    ...more,
  })
  return [
    row('acknowledged is stored, whole and as told', 1, await acknowledged(creation, made)),
    row('one of each key, and each client is answered', 2, [...counted, ...wrong], { note }),
    row('journals gapless and chained, nothing half done', 4, await creation.broken()),
  ]
}
