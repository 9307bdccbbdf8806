// A consumer's bundle is small: the mini build of the same library saves 70 KB.
import * as z from 'zod/mini'

/** What is picked of `agency.changed`. */
export const AgencyPick = z.object({
  agency: z.object({ id: z.string(), name: z.string() }),
  receivingPoints: z.array(z.object({ id: z.string() })),
  lineage: z.array(z.string()),
})

/** What is kept here of an agency: its points, and the agencies above it. */
export interface AgencyCopy {
  name: string
  receivingPoints: { id: string }[]
  lineage: string[]
}
