import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { DomainEvent } from '../../../shared/events/envelope.ts'
import { canaries as ofDossiers } from '../dossiers/desk.ts'
import { canaries as ofFeedback } from '../feedback/desk.ts'
import { clients, type Desk, openDesk, ward } from './desk.ts'
import { realEvents } from './real-events.ts'

/** Every line that a function writes. */
const lines: string[] = []
let desk: Desk
let events: DomainEvent[]
beforeAll(async () => {
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, name).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' ')))
  }
  events = await realEvents()
  desk = await openDesk()
})
afterAll(() => void vi.restoreAllMocks())

const people = ['citizen-1', 'clerk-1', 'specialist-1', 'leader-1', 'ho-tich', 'mot-cua']
const written = ['Hoàng Yến', 'Trần Thị Ví Dụ', 'Đã gọi điện', 'Quyết định', 'Quầy số 2', 'Công ty Điện lực', 'Ghế chờ']

it('Whatever happens to dossiers and feedback: nothing of a person, of what was written and of files is in the feed, in its table and in its log', async () => {
  const sealed = events.flatMap(({ data }) => [data.contact, data.ratingTokenHash, data.uploader])
  const files = events.flatMap(({ data }) =>
    ((data.attachments ?? []) as { id: string; sha256: string }[]).flatMap(Object.values),
  )
  const hidden = [...sealed, ...files].filter((one): one is string => typeof one === 'string' && one !== '')
  // What is looked for is there to be found.
  expect(hidden.length).toBeGreaterThan(3)
  for (const person of people.slice(0, 4)) expect(JSON.stringify(events)).toContain(person)

  // Those that were only made like others would come twice.
  const own = events.filter(({ type }) => !type.endsWith('deadline-changed'))
  await desk.hear(...own)
  const open = own.filter(({ data }) => !data.restricted)
  expect(own.length - open.length).toBe(2)
  const { body } = await desk.read(clients.ward, { agency: ward, limit: 100 })
  expect(body.items.length).toBe(open.length)
  const everywhere = [JSON.stringify(body), JSON.stringify(await desk.dump(), null, 1), lines.join('\n')]
  for (const canary of [...Object.values(ofDossiers), ...Object.values(ofFeedback), ...people, ...written, ...hidden]) {
    const found = everywhere.map((text) => text.includes(canary))
    expect([canary, found]).toEqual([canary, [false, false, false]])
  }
  for (const { subject } of own.filter(({ data }) => data.restricted)) {
    expect(everywhere.map((text) => text.includes(subject))).toEqual([false, false, false])
  }
})
