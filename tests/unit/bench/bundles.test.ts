import { describe, expect, it } from 'vitest'
import { bundles } from '../../bench/bundles.ts'

const kb = (total: number) => ({ total: total * 1024, parts: { zod: 77 * 1024, motcua: 30 * 1024 } })
const figures = bundles({
  sizes: {
    'agencies-api': kb(316),
    'reminders-api': kb(404),
    'procedures-api': kb(385),
    'dossiers-api': kb(510),
    'dossiers-on-journal': kb(156),
    'attachments-on-upload': kb(471),
  },
})
const row = (name: string) => figures.find((figure) => figure.row === name)

describe('the bundles', () => {
  it('stand against the goal for what they compute with, by the largest of a kind', () => {
    expect(row('bundle-api')).toMatchObject({ value: 316, goal: 345 })
    expect(row('bundle-time')).toMatchObject({ value: 404, goal: 400, limit: 440 })
    expect(row('bundle-time')?.note).toBe('the largest, reminders-api; 1 of 2 within 400 KB')
    expect(row('bundle-kms')).toMatchObject({ value: 510, goal: 460, limit: 506 })
    expect(row('bundle-event')).toMatchObject({ value: 471, goal: 260 })
  })

  it('are each told with its own budget and its largest parts', () => {
    expect(figures.find(({ figure }) => figure === 'attachments-on-upload')).toMatchObject({
      value: 471,
      goal: 525,
      note: 'zod 77, motcua 30',
    })
  })
})
