import type { Call } from './caller.ts'
import { whenHeard } from './until.ts'
import type { FileReference } from './upload.ts'

/** What these programs read of a dossier. */
export interface Dossier {
  code: string
  secret?: string
  status: { code: number; name: string }
  dueAt?: string
  version: number
}

/** A dossier as its maker got it: with the secret, the ETag and the names of its files. */
export interface Filed extends Dossier {
  secret: string
  etag: string
  files: FileReference[]
}

export interface Intake {
  procedure: string
  /** The procedure's first case when it is left out. */
  case?: string
  channel: 'DESK' | 'ONLINE'
  receivingPoint: string
  applicant: Record<string, string>
  /** One for each required paper, in the order of the procedure's list; a paper may go without. */
  files: (FileReference | undefined)[]
}

interface Procedure {
  name: string
  results: { code: string; name: string }[]
  cases: { code: string; papers: { code: string; required: boolean }[] }[]
}

/** A procedure as it is in force: its papers and results. */
export const procedureOf = async (call: Call, code: string): Promise<Procedure> =>
  (await call<Procedure>(`GET /v1/procedures/${code}`, 200)).body

/** What reference data that is still on its way makes of a filing just after the seed. */
const notHeardYet = ['procedure-not-in-force', 'receiving-point-unknown', 'forbidden', 'unavailable']

/** Files a dossier with every required paper of the procedure's case. */
export async function file(call: Call, persona: string, asked: Intake): Promise<Filed> {
  const { procedure, channel, receivingPoint, applicant, files } = asked
  const { cases } = await procedureOf(call, procedure)
  const found = asked.case === undefined ? cases[0] : cases.find(({ code }) => code === asked.case)
  const required = found?.papers.filter((paper) => paper.required) ?? []
  const papers = required.map(({ code }, index) => {
    const attachment = files[index]
    return {
      paper: code,
      kind: channel === 'ONLINE' ? 'ELECTRONIC' : 'ORIGINAL',
      copies: 1,
      ...(attachment ? { attachments: [attachment] } : {}),
    }
  })
  const filing = { procedure, case: asked.case, receivingPoint, channel, applicant, papers }
  const body = { ...filing, returnBy: { method: channel } }
  const made = await whenHeard(`the desk knows ${procedure}`, notHeardYet, () =>
    call<Dossier>('POST /v1/dossiers', 201, { persona, body }),
  )
  const { secret } = made.body
  if (!secret) throw new Error(`${made.body.code} was made without a secret`)
  const named = files.slice(0, papers.length).flatMap((reference) => reference ?? [])
  return { ...made.body, secret, etag: etagOf(made.headers), files: named }
}

/** Does an act on the version that the ETag names; answers the dossier with its new ETag. */
export async function act<Known extends { code: string; etag: string }>(
  call: Call,
  persona: string | undefined,
  name: string,
  known: Known,
  body: object,
): Promise<Known & Dossier> {
  const headers = { 'if-match': known.etag }
  const done = await call<Dossier>(`POST /v1/dossiers/${known.code}/${name}`, 200, {
    ...(persona ? { persona } : {}),
    body,
    headers,
  })
  const { secret: _unsaid, ...dossier } = done.body
  return { ...known, ...dossier, etag: etagOf(done.headers) }
}

interface LookedUp extends Omit<Dossier, 'secret'> {
  returnedAt?: string
  next: { code: string; vi: string }
  /** Of a dossier that has ended: with it the desk can be rated once. */
  ratingToken?: string
}

/** What anybody with code and secret is told. */
export const lookUp = async (call: Call, { code, secret }: { code: string; secret: string }): Promise<LookedUp> =>
  (await call<LookedUp>('POST /v1/lookups', 200, { body: { code, secret } })).body

/** Throws unless the dossier stands where it should. */
export function expectStatus({ code, status }: Omit<Dossier, 'secret'>, wanted: number): void {
  if (status.code !== wanted) throw new Error(`${code} is in status ${status.code} ${status.name}, not in ${wanted}`)
}

function etagOf(headers: Headers): string {
  const etag = headers.get('etag')
  if (!etag) throw new Error('an answer about one dossier had no ETag')
  return etag
}
