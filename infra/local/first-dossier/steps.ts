import type { Call } from './caller.ts'

/** Does one step and says it with its milliseconds; `line` may tell of what came out. */
export type Step = <Result>(
  title: string,
  work: () => Promise<Result>,
  line?: (result: Result) => string,
) => Promise<Result>

/** Where a story happens and who tells it. */
export interface Stage {
  call: Call
  step: Step
  agency: string
  receivingPoint: string
  /** The id of the specialist, to whom the clerk hands over. */
  specialist: string
}

const titleWidth = 58

/** A Step that says each line when it is done. */
export function steps(say: (line: string) => void): Step {
  return async (title, work, line) => {
    const began = performance.now()
    const result = await work()
    const milliseconds = String(Math.round(performance.now() - began)).padStart(6)
    say(`  ${title.padEnd(titleWidth)}${milliseconds} ms${line ? `   ${line(result)}` : ''}`)
    return result
  }
}
