import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessToken } from '../../infra/local/access-token.ts'
import { act, type Filed, file } from '../../infra/local/first-dossier/dossiers.ts'
import { disorder, readFeed } from '../../infra/local/first-dossier/feed.ts'
import { mailTo } from '../../infra/local/first-dossier/left-until-late.ts'
import { openReceiver } from '../../infra/local/first-dossier/receiver.ts'
import { until } from '../../infra/local/first-dossier/until.ts'
import { sha256 } from '../../infra/local/first-dossier/upload.ts'
import { readMailbox } from '../../infra/local/mailbox.ts'
import { baseClient, documents } from '../../shared/dynamodb/client.ts'
import { journalPages } from '../../shared/dynamodb/journal-scan.ts'
import { eventOf } from '../../shared/events/envelope.ts'
import { type RecoveryRow, tried } from './row.ts'
import { type Shell, shellOf } from './shell.ts'
import { type Situations, situations } from './situations.ts'
import { live, type Story } from './story.ts'
import type { Ward } from './ward.ts'

interface Stage {
  ward: Ward
  shell: Shell
  make: Situations
  story: Story
}

/** A runbook, the situation that is made, and how it is followed; answers how it ended, throws when otherwise than it says. */
interface Case {
  runbook: string
  situation: string
  follow: (stage: Stage) => Promise<string>
}

const stageWords = { ' -c stage=…': '' }
/** The sandbox's front door finds new addresses by itself. */
const noFrontDoor = {
  'npx cdk deploy motcua-front-door --exclusively --require-approval never -c stage=…': ':',
  'npx cdk deploy motcua-front-door --exclusively -c stage=…': ':',
}
/** What is asked back at a terminal is answered with yes. */
const saidYes = { 'dossiers --exclusively -c stage=…': 'dossiers --exclusively --require-approval never' }
const expect = (holds: boolean, otherwise: string) => {
  if (!holds) throw new Error(otherwise)
}
const refused = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('it ended well')
}
const logOf = ({ shell }: Stage, name: string) =>
  shell.follow('README / Operations 1', { 'motcua-dossiers-api': `motcua-${name}` })
const tokenFor = async ({ ward: { desk } }: Stage, persona: string) => {
  const signIn = desk.signIns[persona]
  if (!signIn) throw new Error(`${persona} is no persona`)
  return accessToken(desk.endpoint, signIn)
}
const fileOne = ({ ward: { call, desk } }: Stage): Promise<Filed> =>
  file(call, 'clerk', {
    ...{ procedure: '2.000815', channel: 'DESK' as const, receivingPoint: desk.receivingPoint, files: [] },
    applicant: { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' },
  })

async function deadLetters(stage: Stage): Promise<string> {
  const { shell, make } = stage
  const [queue, letters] = ['motcua-dossiers-reference', 'motcua-dossiers-reference-dead-letters']
  await make.send(queue, { detail: { id: 'poison', type: 'agency.changed', version: 'none' } })
  await until('a dead letter', async () => (await make.waiting(letters)) === 1 || undefined, 90_000)
  expect((await shell.follow('dead-letters / Look 1')).includes('poison'), 'the letter does not show')
  expect((await logOf(stage, 'dossiers-on-reference')).includes('"failed":[{'), 'the log does not say why')
  const hidden = await refused(shell.follow('dead-letters / Redrive 1'))
  expect(hidden.includes('are hidden'), `unmended and just read: ${hidden}`)
  await new Promise((resume) => setTimeout(resume, 31_000))
  const again = await refused(shell.follow('dead-letters / Redrive 1'))
  expect(again.includes('lie among the dead letters again'), `unmended: ${again}`)
  await make.lose(letters, 'poison')
  // What can be handled, now that its cause is mended.
  for await (const page of journalPages({ client: documents(baseClient()), name: 'motcua-agencies' })) {
    const entry = page.find(({ type }) => type === 'agency.changed')
    if (entry) {
      await make.send(letters, { detail: eventOf('agencies', entry) })
      break
    }
  }
  const said = await shell.follow('dead-letters / Redrive 1')
  expect(said.includes('motcua-dossiers-reference: 1 moved back'), said)
  return 'hidden, then unmended, each with 1; mended with 0, the queue is empty'
}

async function queueAge({ shell, make }: Stage): Promise<string> {
  const name = 'motcua-dossiers-on-reference'
  await make.turn(name, false)
  expect((await shell.follow('queue-age / Look 1')).includes('Disabled'), 'it does not show as turned off')
  await shell.follow('queue-age / Mend 1')
  return until('it is on', async () => ((await make.stateOf(name)) === 'Enabled' ? 'Enabled' : undefined))
}

async function outboxLag({ ward, shell, make, story }: Stage): Promise<string> {
  const name = 'motcua-dossiers-on-journal'
  await make.turn(name, false)
  await act(ward.call, 'clerk', 'accept', story.first.city.filed, {})
  expect((await shell.follow('outbox-lag / Look 1')).includes('Disabled'), 'it does not show as turned off')
  await shell.follow('queue-age / Mend 1', { 'motcua-dossiers-on-reference': name })
  return until('what was not told is in the feed', async () => {
    const { events } = await readFeed(ward.call, { agency: ward.desk.agency, after: story.position })
    return events.some(({ type }) => type === 'dossier.accepted') ? 'dossier.accepted is in the feed' : undefined
  })
}

async function sweepStopped({ ward, shell, make }: Stage): Promise<string> {
  await make.deleteSchedule('motcua-reminders-sweep')
  await make.send('motcua-reminders-sweep-dead-letters', {})
  await refused(shell.follow('sweep-stopped / Look 1'))
  expect((await shell.follow('sweep-stopped / Look 2')).includes('200'), 'it could not be called by hand')
  await shell.follow('sweep-stopped / Mend 1', { ...noFrontDoor, ...stageWords })
  await ward.healthy()
  expect((await shell.follow('sweep-stopped / Look 1')).includes('ENABLED'), 'the schedule is not back')
  const said = await shell.run('npm run redrive -- reminders')
  expect(said.includes('1 missed calls forgotten'), said)
  return 'ENABLED, 1 missed call forgotten'
}

/** The template of a deployment in which the API looks for a table that is not there. */
function faultyAssembly({ folder }: Ward): string {
  const faulty = join(folder, 'faulty.out')
  mkdirSync(faulty)
  cpSync(join(folder, 'cdk.out'), faulty, { recursive: true })
  const change = (name: string, from: string, to: string) => {
    const path = join(faulty, name)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(from, to))
  }
  change('motcua-dossiers.template.json', '"TABLE": "motcua-dossiers"', '"TABLE": "motcua-nothing"')
  // A template is stored under the hash of its content.
  const assets = readFileSync(join(faulty, 'motcua-dossiers.assets.json'), 'utf8')
  const hash = /"([0-9a-f]{64})": \{\s*"displayName": "[^"]*Template"/.exec(assets)?.[1] ?? ''
  for (const name of ['motcua-dossiers.assets.json', 'manifest.json']) change(name, hash, sha256(Buffer.from(faulty)))
  return faulty
}

async function faultyDeployment(stage: Stage): Promise<string> {
  const { ward, shell, story } = stage
  const asked = `GET /v1/dossiers/${story.inHand.code}`
  const deploy = 'cdk deploy motcua-dossiers --exclusively --require-approval never --no-notices'
  await shell.run(`${deploy} -a ${faultyAssembly(ward)}`)
  const seen = await refused(ward.call(asked, 200, { persona: 'clerk' }))
  expect(/answered 50[03]/.test(seen), seen)
  expect((await logOf(stage, 'dossiers-api')).includes('ResourceNotFoundException'), 'the log does not say why')
  const modified = (await shell.follow('function-errors / Look 1')).trim()
  await shell.follow('function-errors / Mend 1', stageWords)
  const { status } = await ward.call(asked, 200, { persona: 'clerk' })
  return `${/answered (\d+)/.exec(seen)?.[1]} since ${modified.slice(0, 16)}, then ${status}`
}

async function apiErrors({ shell }: Stage): Promise<string> {
  const said = (await shell.follow('api-errors / Look 1')).trim()
  return said === '' ? 'the command runs; the local AWS writes no access log' : `${said.split('\n').length} lines`
}

async function unaddressed(stage: Stage): Promise<string> {
  const { ward, shell, story } = stage
  const { call, desk } = ward
  const { code } = story.unseen
  const remind = async (kind: string) => {
    const { items } = (
      await call<{ items: { kind: string; plannedFor: string }[] }>(`GET /v1/reminders?dossier=${code}`, 200, {
        persona: 'leader',
      })
    ).body
    const at = items.find((one) => one.kind === kind)?.plannedFor
    if (!at) throw new Error(`no reminder ${kind} is planned`)
    await ward.clock({ at })
    await ward.quiet()
  }
  const clerk = `/v1/agencies/${desk.agency}/staff/${desk.signIns.clerk?.person}`
  const administrator = { persona: 'administrator' }
  const { headers: seen, body: staff } = await call<{ version: number }>(`GET ${clerk}`, 200, administrator)
  const { role, unit, name, email } = staff as unknown as Record<string, string>
  const leave = { body: { role, unit, name, email, active: false }, headers: { 'if-match': seen.get('etag') ?? '' } }
  await call(`PUT ${clerk}`, 200, { ...administrator, ...leave })
  await ward.quiet()
  await remind('DUE_SOON')
  expect((await logOf(stage, 'notifications-on-reminder')).includes('"unaddressed"'), 'the log does not say it')
  const said = await shell.follow(
    'unaddressed / Look 1',
    { 'https://<front door>': desk.frontDoor, '<dossier>': code, '<agency>': desk.agency },
    { TOKEN: await tokenFor(stage, 'leader') },
  )
  expect(said.includes('LEADER') || said.includes('leader'), `who was told does not show: ${said.slice(0, 200)}`)
  const { headers } = await call(`GET /v1/dossiers/${code}`, 200, { persona: 'leader' })
  const dossier = { code, etag: headers.get('etag') ?? '' }
  await act(call, 'leader', 'assign', dossier, { to: { person: desk.signIns.specialist?.person } })
  await remind('DUE')
  const mail = await mailTo({ call } as Parameters<typeof mailTo>[0], 'specialist', { code } as Filed, 'DUE')
  return `the officer who was assigned is told: ${mail.subject}`
}

async function feedHeldBack(stage: Stage): Promise<string> {
  const { ward, shell, make, story } = stage
  const { call, desk } = ward
  await make.turn('motcua-integrations-on-event', false)
  const { accepted } = story.first
  const lost = await act(call, 'clerk', 'hand-over', accepted, { to: { person: desk.signIns.specialist?.person } })
  const late = await act(call, 'specialist', 'note', lost, { note: 'Đã kiểm tra.' })
  await make.lose('motcua-integrations-event', `dossiers:DOSSIER#${lost.code}:${lost.version}`)
  await make.turn('motcua-integrations-on-event', true)
  await ward.quiet()
  await ward.clock({ advance: 'PT11M' })
  const log = await logOf(stage, 'integrations-on-due')
  expect(log.includes('"heldBack":1') && log.includes(late.code), 'the log does not say what is held back')
  await shell.follow('feed-held-back / Mend 1')
  await ward.quiet()
  const { events } = await readFeed(call, { agency: desk.agency })
  const versions = events.filter(({ subject }) => subject === late.code).map(({ version }) => version)
  expect(versions.includes(lost.version) && versions.includes(late.version), `the feed has versions ${versions}`)
  expect(disorder(events).length === 0, disorder(events).join('; '))
  return `versions ${lost.version} and ${late.version} in their order`
}

async function mail(stage: Stage): Promise<string> {
  const { ward, shell } = stage
  const [domain = ''] = (
    await shell.run("aws sesv2 list-email-identities --query 'EmailIdentities[].IdentityName' --output text")
  )
    .trim()
    .split(/\s/)
  const words = { '<domain>': domain }
  await shell.run('aws sesv2 delete-email-identity --email-identity <domain>', words)
  // The local AWS has two lists of what is verified.
  await shell.run('aws ses delete-identity --identity <domain>', words)
  const failed = await fileOne(stage)
  await until(
    'the message is given up',
    async () => (await logOf(stage, 'notifications-on-dossier')).includes('failedFinally') || undefined,
    60_000,
  )
  await refused(shell.follow('mail / Mail 1', words))
  await shell.run('aws sesv2 create-email-identity --email-identity <domain>', words)
  const verified = (await shell.follow('mail / Mail 1', words)).trim().split('\n').at(-1)
  const next = await fileOne(stage)
  await ward.quiet()
  const subjects = (await readMailbox(ward.endpoint)).map(({ subject }) => subject).join('\n')
  expect(!subjects.includes(failed.code), 'what was given up was sent')
  await until(
    'the next mail',
    async () => (await readMailbox(ward.endpoint)).some(({ subject }) => subject.includes(next.code)) || undefined,
  )
  return `verified: ${verified}; the next mail goes out, the one given up does not`
}

async function alone({ ward, shell }: Stage): Promise<string> {
  const asked = 'GET /v1/dossiers/health'
  // Whoever types it says yes.
  await shell.follow('service-alone / Destroy one 1', { ' -c stage=…': ' --force' })
  const gone = await refused(ward.call(asked, 200))
  expect(gone.includes('503'), gone)
  await shell.follow('service-alone / Bring it back 1', { ...noFrontDoor, ...saidYes })
  await ward.healthy()
  await shell.follow('service-alone / Bring it back 2')
  await shell.follow('service-alone / Deploy one 1', { ...saidYes, 'npm run build': ':' })
  const said = await shell.follow('service-alone / Replay 1')
  expect(/[1-9]\d* sent to motcua-dossiers-reference/.test(said), said)
  return `503 while it is away, 200 after; ${said.trim().split('\n').at(-1)}`
}

async function webhooks(stage: Stage): Promise<string> {
  const { ward, shell, story } = stage
  const words = {
    'https://<front door>': ward.desk.frontDoor,
    'https://receiver.example.vn/motcua': story.receiver.url,
  }
  const said = await shell.follow('webhooks / Webhooks, for who runs the receiving system 1', words, {
    TOKEN: await tokenFor(stage, 'integration'),
  })
  expect(said.includes('whsec_'), said)
  return 'made, with its secret'
}

const cases: Case[] = [
  { runbook: 'dead-letters', situation: 'a message that its consumer cannot read', follow: deadLetters },
  { runbook: 'queue-age', situation: 'the event source of a consumer is off', follow: queueAge },
  { runbook: 'outbox-lag', situation: 'the event source of an outbox is off', follow: outboxLag },
  { runbook: 'feed-held-back', situation: 'an event is lost on its way to the feed', follow: feedHeldBack },
  { runbook: 'sweep-stopped', situation: 'the schedule was deleted by hand', follow: sweepStopped },
  { runbook: 'function-errors', situation: 'a deployment whose API looks for another table', follow: faultyDeployment },
  { runbook: 'api-errors', situation: 'the same', follow: apiErrors },
  { runbook: 'mail', situation: 'the domain is not verified any more', follow: mail },
  { runbook: 'unaddressed', situation: 'the clerk who took a dossier in has left', follow: unaddressed },
  { runbook: 'service-alone', situation: 'a service is taken away and brought back', follow: alone },
  { runbook: 'webhooks', situation: 'a system wants a webhook', follow: webhooks },
]

/** Follows each runbook in a situation that was made for it. */
export async function runbooks(ward: Ward, say: (line: string) => void): Promise<RecoveryRow[]> {
  const receiver = await openReceiver()
  try {
    const story = await live(ward, receiver)
    const stage = { ward, shell: shellOf(ward), make: situations(ward.endpoint), story }
    const rows: RecoveryRow[] = []
    for (const { runbook, situation, follow } of cases) {
      const row = await tried('runbooks', `${runbook}: ${situation}`, () => follow(stage))
      say(`${row.wrong.length ? '✗' : '✓'} ${row.what}: ${row.wrong.join('; ') || row.found}`)
      rows.push(row)
    }
    return rows
  } finally {
    await receiver.close()
  }
}
