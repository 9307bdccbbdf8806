import { type BoxNote, boxNote } from './first-dossier/box-note.ts'
import { caller, type TokenOf } from './first-dossier/caller.ts'
import { certifiedCopy } from './first-dossier/certified-copy.ts'
import { type City, city } from './first-dossier/city.ts'
import type { Filed } from './first-dossier/dossiers.ts'
import { type LeftUntilLate, leftUntilLate } from './first-dossier/left-until-late.ts'
import { birthRegistration, householdBusiness } from './first-dossier/online.ts'
import { type Stage, steps } from './first-dossier/steps.ts'
import type { FileReference } from './first-dossier/upload.ts'

export interface FirstDossierOptions {
  frontDoor: string
  token: TokenOf
  agency: string
  receivingPoint: string
  say: (line: string) => void
  /** Whether the sandbox's clock stays where it is: nothing is left until it is late then. */
  keepClock?: boolean
}

export interface FirstDossier {
  /** Codes of the three dossiers: returned, accepted, refused. */
  codes: string[]
  returned: Filed
  accepted: Filed
  refused: Filed
  /** The result file of the returned one. */
  result: FileReference
  /** The note in the suggestion box. */
  note: BoxNote
  /** What the city's system did and was told. */
  city: City
  /** What was left until it was late; undefined when the clock was to stay. */
  late?: LeftUntilLate
  /** How long all of it took, in milliseconds. */
  took: number
}

/** Six dossiers and a note in the suggestion box over public HTTP alone, told step by step. Throws at the first answer that is not as it should be. */
export async function firstDossier(options: FirstDossierOptions): Promise<FirstDossier> {
  const { frontDoor, token, agency, receivingPoint, say } = options
  const began = performance.now()
  const step = steps(say)
  const specialist = subjectOf(await step('specialist signs in', () => token('specialist')))
  const stage: Stage = { call: caller(frontDoor, token), step, agency, receivingPoint, specialist }

  say('Chứng thực bản sao từ bản chính (2.000815), at the desk:')
  const { dossier: returned, result } = await certifiedCopy(stage)
  say('Đăng ký khai sinh (1.001193), online:')
  const accepted = await birthRegistration(stage)
  say('Đăng ký thành lập hộ kinh doanh (1.001612), online, refused:')
  const refused = await householdBusiness(stage)
  say('Hòm thư góp ý, a note in the suggestion box:')
  const note = await boxNote(stage, returned)
  say("Hệ thống thành phố, the city's system:")
  const told = await city(stage)
  if (!options.keepClock) say("Left until it is late, with the sandbox's clock moved:")
  const late = options.keepClock ? undefined : await leftUntilLate(stage, returned)

  const codes = [returned.code, accepted.code, refused.code]
  const took = Math.round(performance.now() - began)
  return { codes, returned, accepted, refused, result, note, city: told, ...(late ? { late } : {}), took }
}

/** Who a token speaks for: how a clerk names the person to whom he hands over. */
function subjectOf(token: string): string {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')
  return (JSON.parse(payload) as { sub: string }).sub
}
