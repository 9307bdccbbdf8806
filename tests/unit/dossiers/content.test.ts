import { describe, expect, it } from 'vitest'
import { open } from '../../../functions/dossiers/store.ts'
import type { Table } from '../../../shared/dynamodb/client.ts'

const code = 'H26.125-261126-0001'

/** A store that does not show to a cheap read what was written a moment ago. */
function lagging(item: object | undefined) {
  const reads: boolean[] = []
  const send = async ({ input }: { input: { ConsistentRead?: boolean } }) => {
    reads.push(input.ConsistentRead === true)
    return { Item: input.ConsistentRead ? item : undefined }
  }
  let opened = 0
  const unseal = async () => {
    opened += 1
    return { secret: 'S', applicant: { kind: 'CITIZEN', name: 'A' } } as never
  }
  const table = { name: 'dossiers', client: { send } } as unknown as Table
  return { store: open(table, { seal: async () => new Uint8Array(), open: unseal }), reads, opened: () => opened }
}

describe('the papers of a dossier', () => {
  it('are found right after they were written, by a second read that is consistent', async () => {
    const { store, reads } = lagging({ sealed: new Uint8Array(), papers: [] })
    expect((await store.content(code)).papers).toEqual([])
    expect(reads).toEqual([false, true])
  })

  it('that are nowhere are a fault', async () => {
    await expect(lagging(undefined).store.content(code)).rejects.toThrow(code)
  })

  it('are unsealed at most once, and not unless somebody asks', async () => {
    const { store, opened } = lagging({ sealed: new Uint8Array(), papers: [] })
    const { unseal } = await store.content(code)
    expect(opened()).toBe(0)
    await Promise.all([unseal(), unseal()])
    expect(opened()).toBe(1)
  })
})
