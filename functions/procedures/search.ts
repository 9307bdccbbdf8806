import { matches, searchKey } from '../../shared/vietnamese/search.ts'
import { inForceOn } from './procedure.ts'
import type { ProcedureSummary } from './procedure-schema.ts'

export interface Search {
  /** Words of the name or the code, with or without Vietnamese marks. */
  q?: string
  /** Code or name of the field (lĩnh vực). */
  field?: string
  /** The local date whose rules are asked for. */
  at: string
}

/** What a search shows of one procedure: the summary in force on its date if that fits, else undefined. */
export function found(versions: ProcedureSummary[], { q, field, at }: Search): ProcedureSummary | undefined {
  const summary = inForceOn(versions, at)
  if (!summary) return undefined
  // Marks are dropped from the question: who types `đang ky` means Đăng ký, and a list rather shows too much than nothing.
  if (q !== undefined && !matches(searchKey(q), `${summary.name} ${summary.code}`)) return undefined
  const ofField = field === undefined || summary.field.code === field || same(summary.field.name, field)
  return ofField ? summary : undefined
}

const same = (name: string, asked: string) => searchKey(name) === searchKey(asked)

/** The search over all procedures, one summary of each that fits, as they come. */
export async function* search(
  procedures: AsyncIterable<{ summary: ProcedureSummary[] }>,
  asked: Search,
): AsyncGenerator<ProcedureSummary> {
  for await (const { summary } of procedures) {
    const fitting = found(summary, asked)
    if (fitting) yield fitting
  }
}
