import { leasedFrom } from '../../../functions/notifications/attempts.ts'
import { created } from '../../../functions/notifications/message.ts'
import type { Taken } from '../../../functions/notifications/preparing.ts'
import { sending } from '../../../functions/notifications/sending.ts'
import { open } from '../../../functions/notifications/store.ts'
import { sweep } from '../../../shared/dynamodb/due.ts'
import { freshTable } from '../../service/harness.ts'
import type { Finding, Stand } from '../chapter.ts'

const minute = 60_000
const skew = 5 * minute
const start = Date.parse('2026-11-26T02:00:00.000Z')
const ward = 'H26.125'
const officer = { id: 'specialist-1', agency: ward }

/** A table of `notifications` that knows the ward and its officer. */
async function openTable() {
  const table = await freshTable('notifications')
  const store = open(table)
  const hours = [{ from: '08:00', to: '17:00' }]
  const point = { id: `${ward}-01`, name: 'Một cửa', address: 'Số 1 phố Ví Dụ', hours, hotline: '0240000000' }
  await store.keepAgency(ward, 1, { name: 'Phường Ví Dụ', receivingPoints: [point], lineage: [] })
  await store.keepStaff(1, {
    ...{ person: officer.id, agency: ward, role: 'specialist', unit: 'Một cửa', name: 'Cán bộ', active: true },
    email: 'specialist-1@example.org',
  })
  return table
}

/** Mails that were taken, by message. */
type Sent = Map<string, number>

type Machine = ReturnType<typeof machine>

/**
 * A machine whose clock is so far off from `true time`; its provider is slow, and what it took is counted. `meanwhile` is
 * what goes on while the provider takes a message.
 */
function machine(
  table: Awaited<ReturnType<typeof openTable>>,
  off: number,
  time: () => number,
  sent: Sent,
  meanwhile: () => Promise<unknown>,
) {
  const now = () => new Date(time() + off).toISOString()
  const mail = async ({ id }: { id: string }): Promise<Taken> => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    await meanwhile()
    sent.set(id, (sent.get(id) ?? 0) + 1)
    return { outcome: 'ACCEPTED', providerId: `p-${id}` }
  }
  const store = open(table)
  const post = sending({
    ...{ store, mail, now, pages: 'https://desk.example.vn', random: () => 0, write: () => undefined },
    openContact: async () => ({}),
    addressHash: async (address) => address,
  })
  /** Tells of a due date as `on-reminder` does: the message is made, then sent at once. */
  async function tell(number: number): Promise<void> {
    const at = now()
    const made = created(
      {
        ...{ id: `M${String(number).padStart(25, '0')}`, subject: `${ward}-261126-${String(number).padStart(4, '0')}` },
        ...{ agency: ward, receivingPoint: `${ward}-01`, template: { name: 'due', version: 1 }, to: 'OFFICER' },
        ...{ person: officer, channel: 'EMAIL', facts: { at, dueAt: at, officer: 'Cán bộ' } },
      },
      at,
    )
    const found = await store.create({ ...made, due: leasedFrom(at) })
    if (found) await post.atOnce(found)
  }
  return { tell, sweep: () => sweep(table, now(), post.resume) }
}

/** Two machines ten minutes apart: while the provider takes the message that one of them tells, the other sweeps once. */
function pair(table: Awaited<ReturnType<typeof openTable>>, sent: Sent) {
  const clock = { time: start }
  let sender: number | undefined
  let sweeps = 0
  const made: Machine[] = [-skew, skew].map((off, which) => {
    const meanwhile = async () => {
      if (sender !== which) return
      sender = undefined
      await swept(1 - which)
    }
    return machine(table, off, () => clock.time, sent, meanwhile)
  })
  const swept = async (which: number) => {
    sweeps += 1
    await made[which]?.sweep()
  }
  const tell = async (number: number) => {
    sender = number % 2
    await made[sender]?.tell(number)
  }
  return { clock, tell, swept, sweeps: () => sweeps }
}

/** One machine makes and sends messages while the other, ten minutes ahead of it, takes their leases for run out; and the other way round. */
export async function leasesOfMessages({ long }: Stand): Promise<Finding> {
  const count = long ? 40 : 8
  const sent: Sent = new Map()
  const { clock, tell, swept, sweeps } = pair(await openTable(), sent)
  const violations: string[] = []
  for (let number = 0; number < count; number += 1) {
    const beside = [0, 1].map(async (which) => {
      await new Promise((resolve) => setTimeout(resolve, 5 + ((number * 7 + which * 11) % 30)))
      await swept(which)
    })
    await Promise.all([tell(number), ...beside])
    clock.time += minute
  }
  for (const minutes of [3, 12, 30]) {
    clock.time += minutes * minute
    for (const which of [0, 1]) await swept(which)
  }
  for (const [id, times] of sent) if (times > 1) violations.push(`${id} went out ${times} times`)
  if (sent.size !== count) violations.push(`${count - sent.size} of ${count} messages never went out`)
  return {
    title:
      'Messages sent by one machine while another, ten minutes apart, takes their leases for run out: each goes out once',
    promise: 3,
    operations: count,
    faults: sweeps(),
    violations,
  }
}
