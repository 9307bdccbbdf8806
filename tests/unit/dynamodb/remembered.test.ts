import { describe, expect, it } from 'vitest'
import { remembered } from '../../../shared/dynamodb/projection.ts'

/** What is read, each time in a turn of its own; an answer is given when the test says so. */
function source(answers: (string | undefined | Error)[]) {
  let reads = 0
  const load = async () => {
    const answer = answers[reads]
    reads += 1
    await new Promise((resume) => setTimeout(resume, 1))
    if (answer instanceof Error) throw answer
    return answer
  }
  return { load, reads: () => reads }
}

describe('a copy that is remembered', () => {
  it('is read once for all who ask at the same time', async () => {
    const { load, reads } = source(['a', 'b'])
    const copy = remembered(load)
    expect(await Promise.all(Array.from({ length: 50 }, () => copy('H26.125')))).toEqual(Array(50).fill('a'))
    expect(reads()).toBe(1)
  })

  it('is read for each key by itself', async () => {
    const { load, reads } = source(['a', 'b'])
    const copy = remembered(load)
    expect(await Promise.all([copy('H26.125'), copy('H26.999')])).toEqual(['a', 'b'])
    expect(reads()).toBe(2)
  })

  it('is read anew when its time is over', async () => {
    const { load } = source(['a', 'b'])
    const copy = remembered(load, 0)
    expect([await copy('H26.125'), await copy('H26.125')]).toEqual(['a', 'b'])
  })

  it('is asked for again while it is absent', async () => {
    const { load } = source([undefined, 'b'])
    const copy = remembered(load)
    expect([await copy('H26.125'), await copy('H26.125')]).toEqual([undefined, 'b'])
  })

  it('is not remembered when it could not be read', async () => {
    const { load } = source([new Error('away'), 'b'])
    const copy = remembered(load)
    await expect(Promise.all([copy('H26.125'), copy('H26.125')])).rejects.toThrow('away')
    expect(await copy('H26.125')).toBe('b')
  })
})
