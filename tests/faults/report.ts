import { type Finding, type Promised, promises } from './chapter.ts'

/** What came of one chapter. */
export interface Told {
  name: string
  title: string
  seconds: number
  findings: Finding[]
  /** Its time was over before it was done: what a short run did not come to is no promise that was broken. */
  hurried?: boolean
}

/** What came of a run. */
export interface Proved {
  seed: number
  long: boolean
  seconds: number
  chapters: Told[]
}

const numbers = Object.keys(promises).map(Number) as Promised[]

/** A row that says it tried a promise and tried nothing has proved nothing. */
const vacuous = ({ promise, operations }: Finding) => promise !== undefined && operations === 0

/** Everything that is wrong with a row. */
export const wrongIn = (finding: Finding, hurried = false): string[] =>
  vacuous(finding) && !hurried ? [...finding.violations, 'nothing was tried'] : finding.violations

/** Every violation of a chapter, with the row that has it. */
export const wrongWith = ({ findings, hurried }: Told): string[] =>
  findings.length === 0 && !hurried
    ? ['nothing was found out']
    : findings.flatMap((finding) => wrongIn(finding, hurried).map((violation) => `${finding.title}: ${violation}`))

/** What was done for one promise over all chapters. */
export function perPromise({ chapters }: Proved) {
  return numbers.map((promise) => {
    const all = chapters.flatMap(({ findings, hurried }) => findings.map((finding) => ({ ...finding, hurried })))
    const rows = all.filter((finding) => finding.promise === promise)
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
    return {
      promise,
      text: promises[promise],
      rows: rows.length,
      operations: sum(({ operations }) => operations),
      faults: sum(({ faults }) => faults),
      violations: sum((row) => wrongIn(row, row.hurried).length),
    }
  })
}

/** The promises that a whole run did not try. */
const untried = (proved: Proved, whole: boolean): string[] =>
  whole
    ? perPromise(proved)
        .filter(({ rows }) => rows === 0)
        .map(({ promise, text }) => `nobody tried promise ${promise}: ${text}`)
    : []

/** How often anything was wrong. @param whole whether every chapter ran in full: then every promise has to be tried. */
export const violations = (proved: Proved, whole = false): number =>
  proved.chapters.flatMap(wrongWith).length + untried(proved, whole).length

const most = 20

/** What a run tells on the terminal, line by line; the last one counts the violations. */
export function lines(proved: Proved, whole = false): string[] {
  const { seed, long } = proved
  const replay = (name: string) => `  again: npm run faults -- ${name} --seed ${seed}${long ? '' : ' --short'}`
  const ofChapter = (told: Told) => {
    const wrong = wrongWith(told)
    return [
      `\n${told.title} (${told.name}, ${told.seconds} s${told.hurried ? ', not to its end' : ''})`,
      ...told.findings.map((finding) => `  ${markOf(finding, told.hurried)} ${row(finding, told.hurried)}`),
      ...wrong.slice(0, most).map((violation) => `  ! ${violation}`),
      ...(wrong.length > most ? [`  ! and ${wrong.length - most} more`] : []),
      ...(wrong.length > 0 ? [replay(told.name)] : []),
    ]
  }
  return [
    ...proved.chapters.flatMap(ofChapter),
    '\noperations, faults, violations of each promise',
    ...perPromise(proved).map(
      ({ promise, text, operations, faults, violations: broken }) =>
        `  ${promise}. ${text} ${operations}, ${faults}, ${broken}`,
    ),
    ...untried(proved, whole).map((violation) => `  ! ${violation}`),
    `\nseed ${seed}, ${proved.seconds} s`,
    `violations: ${violations(proved, whole)}`,
  ]
}

/** A row that tried nothing has no tick, also where its time was over. */
function markOf(finding: Finding, hurried?: boolean): string {
  if (wrongIn(finding, hurried).length > 0) return '✗'
  return finding.operations > 0 ? '✔' : '–'
}

function row(finding: Finding, hurried?: boolean): string {
  const { title, operations, faults, note } = finding
  const counts = `${operations} operations, ${faults} faults, ${wrongIn(finding, hurried).length} violations`
  return `${title}: ${counts}${note ? ` (${note})` : ''}`
}
