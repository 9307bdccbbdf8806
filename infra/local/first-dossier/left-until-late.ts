import { userPersonas } from '../people.ts'
import { act, expectStatus, type Filed, file } from './dossiers.ts'
import type { Stage } from './steps.ts'
import { until, whenHeard } from './until.ts'
import { samples, upload } from './upload.ts'

const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', email: 'citizen@example.com' }
/** Certified copies in such a number that they take two working days. */
const manyCopies = { procedure: '2.000815', case: 'MANY_COPIES', channel: 'DESK' } as const

/** A mail as the sandbox's mailbox shows it. */
export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
}

interface Reminder {
  kind: string
  number: number
  status: string
  plannedFor: string
}

/** What came of it: the dossier that was left, and the one that its applicant took back. */
export interface LeftUntilLate {
  left: Filed
  withdrawn: Filed
  /** Where the sandbox's clock stands at the end. */
  now: string
}

/**
 * A dossier is left until it is late, and everybody is told in time; one that was withdrawn and one that was returned
 * stay silent. The clock is the sandbox's and goes forward: what is filed afterwards is filed on that later day.
 */
export async function leftUntilLate(stage: Stage, returned: Filed): Promise<LeftUntilLate> {
  const { call, step, specialist } = stage
  const left = await step('clerk takes in a dossier of two working days', () => fileOne(stage), told)
  const given = await step('clerk hands it over to the specialist', () =>
    act(call, 'clerk', 'hand-over', left, { to: { person: specialist } }),
  )
  const other = await step('clerk takes in another one', () => fileOne(stage), told)
  const withdrawn = await step('applicant takes that one back, by its secret', () => withdraw(stage, other))
  expectStatus(withdrawn, 7)
  await step('applicant reads when to come', () => mailTo(stage, 'citizen', left, 'accepted'), subject)

  await reminded(stage, given, 'DUE_SOON', 'specialist')
  await reminded(stage, given, 'DUE', 'specialist')
  await reminded(stage, given, 'OVERDUE', 'leader')
  await step('applicant reads that it is late', () => mailTo(stage, 'citizen', left, 'late'), subject)

  await step('of the others nobody was reminded', () => expectSilence(stage, [withdrawn, returned]))
  const { now } = (await call<{ now: string }>('GET /_local/clock', 200)).body
  return { left: given, withdrawn, now }
}

const told = ({ code, dueAt }: Filed) => `${code}, due ${dueAt}`
const subject = (mail: Mail) => mail.subject

async function fileOne({ call, receivingPoint }: Stage): Promise<Filed> {
  const scan = await upload(call, 'clerk', samples.form)
  return file(call, 'clerk', { ...manyCopies, receivingPoint, applicant, files: [scan] })
}

async function withdraw({ call }: Stage, dossier: Filed): Promise<Filed> {
  const { secret } = dossier
  return act(call, undefined, 'withdraw', dossier, { secret, reason: 'Người nộp không còn nhu cầu' })
}

/** Moves the clock to where a step of the ladder is planned, and reads the mail that it brings. */
async function reminded({ call, step, ...stage }: Stage, dossier: Filed, kind: string, persona: string): Promise<void> {
  const planned = await until(`the reminder ${kind} of ${dossier.code} is planned`, async () =>
    (await remindersOf(call, dossier)).find((one) => one.kind === kind),
  )
  await step(`the clock moves to ${planned.plannedFor.slice(0, 16)}`, () =>
    call('POST /_local/clock', 200, { body: { at: planned.plannedFor } }),
  )
  await step(
    `${persona} reads the mail ${kind}`,
    () => mailTo({ call, step, ...stage }, persona, dossier, kind),
    subject,
  )
}

const remindersOf = (call: Stage['call'], { code }: Filed): Promise<Reminder[]> =>
  whenHeard(`the reminders know ${code}`, ['dossier-not-found'], async () => {
    const asked = `GET /v1/reminders?dossier=${code}`
    return (await call<{ items: Reminder[] }>(asked, 200, { persona: 'clerk' })).body.items
  })

/** How the subjects of the mails begin or go on: by that they are told apart. */
const subjects: Record<string, RegExp> = {
  accepted: /đã được tiếp nhận/,
  late: /^Xin lỗi/,
  DUE_SOON: /^Sắp đến hạn/,
  DUE: /^Đến hạn/,
  OVERDUE: /^Quá hạn/,
}

const mails = async (call: Stage['call']): Promise<Mail[]> =>
  (await call<{ messages: Mail[] }>('GET /_local/mailbox', 200)).body.messages

/** The mail of this kind about a dossier to a persona, once it has come. */
export async function mailTo({ call }: Stage, persona: string, { code }: Filed, kind: string): Promise<Mail> {
  const address = userPersonas.find(({ name }) => name === persona)?.email
  return until(`a mail to ${persona} about ${code}: ${kind}`, async () =>
    (await mails(call)).find(
      ({ to, subject }) => to === address && subject.includes(code) && subjects[kind]?.test(subject),
    ),
  )
}

async function expectSilence({ call }: Stage, dossiers: Filed[]): Promise<void> {
  const staff = (await mails(call)).filter(({ to }) => to.endsWith('@example.org'))
  for (const { code } of dossiers) {
    const mail = staff.find(({ text }) => text.includes(code))
    if (mail) throw new Error(`${code} has ended, and yet ${mail.to} was reminded of it: ${mail.subject}`)
  }
}
