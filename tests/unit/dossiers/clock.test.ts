import { describe, expect, it } from 'vitest'
import { paused, resumed } from '../../../functions/dossiers/clock.ts'
import { accepted } from './sample.ts'

const pausedAt = '2026-11-17T03:00:00.000Z'
const at = '2026-11-17T05:30:00.000Z'
const appointment = (dueAt: string, provisional = false) => ({ ...accepted(), dueAt, provisional })

describe('the clock of a dossier', () => {
  it('stands from the moment it is told to, where it ran at all', () => {
    expect(paused(accepted(), at)).toEqual({ pausedAt: at })
    expect(paused(accepted({ acceptedAt: undefined }), at)).toEqual({})
  })

  it('that never stood does not start again', () => {
    expect(resumed(accepted(), at, () => appointment('2026-12-31T10:00:00.000Z'))).toEqual({})
  })

  it('learns that days are decreed meanwhile, though the due date stays where it was', () => {
    const waiting = accepted({ pausedAt, provisional: true })
    const { dueAt, deadlineVersion } = waiting
    const again = resumed(waiting, at, () => appointment(String(dueAt)))
    expect(again).toEqual({ pauses: [{ from: pausedAt, to: at }], dueAt, provisional: false, deadlineVersion })
  })

  it('takes back neither the day nor what was said of it when the count comes out earlier', () => {
    const again = resumed(accepted({ pausedAt }), at, () => appointment('2026-11-16T10:00:00.000Z', true))
    expect(again).toEqual({ pauses: [{ from: pausedAt, to: at }], promised: true })
  })
})
