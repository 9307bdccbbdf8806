import { act, expectStatus, type Filed, file, lookUp, procedureOf } from './dossiers.ts'
import type { Stage } from './steps.ts'
import { until, whenHeard } from './until.ts'
import { type FileReference, samples, upload } from './upload.ts'

const procedure = '2.000815'
const applicant = { kind: 'CITIZEN', name: 'Nguyễn Thị Thử', idNumber: '001199000123', phone: '0901234678' }

/** Chứng thực bản sao từ bản chính, at the desk, from the counter to the returned result. */
export async function certifiedCopy(stage: Stage): Promise<{ dossier: Filed; result: FileReference }> {
  const { call, step, receivingPoint, specialist } = stage
  const scan = await step('clerk uploads a PDF scan', () => upload(call, 'clerk', samples.form))
  const photo = await step('clerk uploads a JPEG photo', () => upload(call, 'clerk', samples.photo))
  const filed = await step(
    'clerk takes the dossier in at the desk',
    () => file(call, 'clerk', { procedure, channel: 'DESK', receivingPoint, applicant, files: [scan, photo] }),
    ({ code, secret, dueAt }) => `${code}, secret ${secret}, due ${dueAt}`,
  )
  expectStatus(filed, 2)
  await step(
    'applicant looks it up by code and secret',
    () => lookUp(call, filed),
    ({ status, next }) => `${status.name}: ${next.vi}`,
  )
  const handedOver = await step('clerk hands over to the specialist', () =>
    act(call, 'clerk', 'hand-over', filed, { to: { person: specialist } }),
  )
  await step('specialist finds it in his list', () => listedFor(stage, filed.code))
  const result = await step('specialist uploads the result', () => upload(call, 'specialist', samples.result))
  const completed = await step('specialist completes it', () => complete(stage, handedOver, result))
  expectStatus(completed, 9)
  const returned = await step('clerk returns the result', () =>
    act(call, 'clerk', 'return', completed, { method: 'DESK', to: applicant.name }),
  )
  const seen = await step(
    'applicant looks it up again',
    () => lookUp(call, filed),
    ({ status, returnedAt }) => `${status.name}, ${returnedAt}`,
  )
  expectStatus(seen, 10)
  return { dossier: returned, result }
}

async function complete({ call }: Stage, dossier: Filed, attachment: FileReference): Promise<Filed> {
  const { results } = await procedureOf(call, procedure)
  const { code = '', name = '' } = results[0] ?? {}
  const body = { outcome: 'APPROVED', results: [{ code, name, attachment }] }
  // That the file is verified reaches the dossiers by an event, some moments after the uploader can see it.
  return whenHeard('the dossiers hear that the result is verified', ['attachment-not-verified'], () =>
    act(call, 'specialist', 'complete', dossier, body),
  )
}

async function listedFor({ call, agency }: Stage, code: string): Promise<void> {
  const request = `GET /v1/dossiers?view=mine&agency=${agency}`
  await until(`${code} in the list of the specialist`, async () => {
    const { items } = (await call<{ items: { code: string }[] }>(request, 200, { persona: 'specialist' })).body
    return items.some((row) => row.code === code) || undefined
  })
}
