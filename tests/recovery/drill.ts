import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { act } from '../../infra/local/first-dossier/dossiers.ts'
import { openReceiver } from '../../infra/local/first-dossier/receiver.ts'
import { readMailbox } from '../../infra/local/mailbox.ts'
import { differences, digests } from '../../infra/operations/digests.ts'
import { openFolder } from '../../infra/operations/folder.ts'
import { rememberedIn } from '../../infra/operations/remembered.ts'
import { services } from '../../infra/prefixes.ts'
import { type RecoveryRow, tried } from './row.ts'
import { live, type Story } from './story.ts'
import type { Ward } from './ward.ts'
import { codesOf, opened, worksOn } from './works-on.ts'

/** What had been told to somebody outside. */
async function toldTo({ endpoint }: Ward, { receiver }: Story) {
  return { mails: (await readMailbox(endpoint)).length, deliveries: receiver.arrived.length }
}

/** Whoever hears of the dossier at last: those who were away when it happened, and whose queues were lost as well. */
const late = ['notifications', 'integrations']

/**
 * A desk that has worked for a while is written into a folder, loses every stack that remembers but the platform with its keys, is
 * made anew, filled from the folder, and works on.
 */
export async function drill(ward: Ward, say: (line: string) => void): Promise<RecoveryRow[]> {
  const receiver = await openReceiver()
  try {
    return await inSteps(ward, await live(ward, receiver), say)
  } finally {
    await receiver.close()
  }
}

async function inSteps(ward: Ward, story: Story, say: (line: string) => void): Promise<RecoveryRow[]> {
  const rows: RecoveryRow[] = []
  const row = async (what: string, attempt: () => Promise<string>) => {
    rows.push(await tried('drill', what, attempt))
    say(`${rows.at(-1)?.wrong.length ? '✗' : '✓'} ${what}: ${rows.at(-1)?.wrong.join('; ') || rows.at(-1)?.found}`)
  }
  const operated = async (name: string, folder: string) => {
    const { code, said } = await ward.operate(name, folder)
    if (code !== 0) throw new Error(said)
    return said
  }
  const folder = join(ward.folder, 'export')
  rmSync(folder, { recursive: true, force: true })

  await ward.stop(late)
  // Told to nobody yet, when everything is lost.
  await act(ward.call, 'clerk', 'accept', story.first.city.filed, {})
  const before = { answers: await opened(ward, codesOf(story)), told: await toldTo(ward, story) }
  const others = services.filter((name) => !late.includes(name))
  await row('an export is refused while something runs', async () => {
    const { code, said } = await ward.operate('export', folder)
    if (code === 0 || !said.includes('motcua-dossiers')) throw new Error(`it ended with ${code}: ${said}`)
    return 'refused'
  })
  await ward.stop(others)
  await row('a desk at rest is exported', async () => summary(await operated('export', folder)))
  await ward.forget(services)
  await ward.remember(services)
  await row('the export is restored into the empty desk', async () => summary(await operated('restore', folder)))
  await row('restored once more, as after an interruption, it changes nothing', async () =>
    summary(await operated('restore', folder)),
  )
  await row('every record has the digest that it had', async () => {
    const said = await operated('digest', folder)
    return said.trim().split('\n').at(-1) ?? ''
  })
  await row('a journal entry that was changed by one letter in the folder is found out', () => foundOut(folder))
  await ward.start(services)
  await ward.healthy()
  await ward.quiet()

  await row('what was too much at once is handled when it is given back', () => redriven(ward))
  await row('every dossier opens, with its applicant and its journal, as it did before', async () => {
    const wrong = differences(before.answers, await opened(ward, codesOf(story)))
    if (wrong.length > 0) throw new Error(wrong.join('; '))
    return `${Object.keys(before.answers).length} of ${codesOf(story).length}`
  })
  await row('nobody is told again: of mails and deliveries only those come that were on their way', async () => {
    const after = await toldTo(ward, story)
    const [mails, deliveries] = [after.mails - before.told.mails, after.deliveries - before.told.deliveries]
    const said = `${mails} mail, ${deliveries} delivery`
    if (mails !== 1 || deliveries !== 1) throw new Error(said)
    return said
  })
  const worked = await worksOn(ward, story)
  for (const { what, found, wrong } of worked) say(`${wrong.length ? '✗' : '✓'} ${what}: ${wrong.join('; ') || found}`)
  return [...rows, ...worked]
}

/** All journals are told again to all at once, on a small machine: what lies among the dead letters then is redriven. */
async function redriven(ward: Ward): Promise<string> {
  const letters = Object.entries(await ward.deadLetters())
  const names = services.filter((name) => letters.some(([queue]) => queue.startsWith(`motcua-${name}-`)))
  for (const name of names) {
    const { code, said } = await ward.operate('redrive', name)
    if (code !== 0) throw new Error(said)
  }
  await ward.quiet()
  const left = await ward.deadLetters()
  if (Object.keys(left).length > 0) throw new Error(JSON.stringify(left))
  return `${letters.reduce((sum, [, count]) => sum + count, 0)} given back, 0 left`
}

/** An export in which one letter of one journal entry is another one: its chain of hashes must not hold any more. */
async function foundOut(folder: string): Promise<string> {
  const remembered = await rememberedIn(folder, await openFolder(folder))
  const entry = remembered.tables.dossiers?.find(({ sk }) => sk?.S?.startsWith('JOURNAL#'))
  if (!entry?.at?.S) throw new Error('there is no journal entry of dossiers')
  entry.at.S = entry.at.S.replace(/.Z$/, (end) => (end === '0Z' ? '1Z' : '0Z'))
  const { broken } = digests(remembered, 0)
  if (broken.length !== 1) throw new Error(`${broken.length} chains are broken`)
  return broken[0] ?? ''
}

const summary = (said: string) =>
  said
    .trim()
    .split('\n')
    .slice(1)
    .join(' ')
    .replaceAll(/motcua-/g, '')
    .replace(/All of it is in .*/, '')
