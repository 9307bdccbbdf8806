import type { Deciding } from '../../functions/dossiers/acts.ts'
import { complete, giveBack, handOver, note } from '../../functions/dossiers/dossier.ts'
import type { Found } from '../../functions/dossiers/store.ts'
import type { Act } from '../../functions/dossiers/transitions.ts'
import type { Table } from '../../shared/dynamodb/client.ts'
import type { Actor } from '../../shared/permission/actor.ts'
import type { StaffRole } from '../../shared/permission/table.ts'
import { furnish } from '../service/dossiers/office.ts'
import { clerk, deskOn, filedAt, ward } from './growth-filing.ts'

/** Who works on it. Subjects of an identity provider have 36 characters. */
export const officer = '6f1ed002-ab55-4a3a-9a2b-0d6c1f0a7e11'
const who = (id: string, role: StaffRole): Actor => ({
  kind: 'person',
  id,
  memberships: [{ agency: ward, role, unit: 'ho-tich', name: 'Nguyễn Văn Thường' }],
})
const [specialist, leader] = [who(officer, 'specialist'), who('9a1c2b5d-55aa-4a3a-9a2b-0d6c1f0a7e11', 'leader')]

const outcome = { outcome: 'DENIED' as const, denial: { reasons: [{ ground: 'Luật Hộ tịch', text: 'Không thuộc' }] } }

/** The ordinary way of a dossier after its filing. */
const way: [Act, Actor, Deciding][] = [
  ['hand-over', clerk, (head, by) => handOver(head, { unit: 'ho-tich', person: officer }, by)],
  ['note', specialist, (head, by) => note(head, 'Đã gọi điện cho người nộp', by)],
  ['complete', leader, (head, by) => complete(head, outcome, by, filedAt, [])],
  ['return', clerk, (head, by) => giveBack(head, { method: 'DESK', to: 'Người nộp' }, by, filedAt)],
]

/** Files a dossier in a table and does the acts of its ordinary way, one at each call. */
export async function journey(table: Table) {
  const { store, desk, request, file } = deskOn(table)
  await furnish(store)
  let [code, version] = ['', 0]
  const act =
    ([name, actor, decide]: (typeof way)[number]) =>
    async () => {
      version += 1
      const idempotency = { actor: actor.id, key: `${name}-${code}`, requestHash: 'r'.repeat(22) }
      const found = (await store.find(code)) as Found
      await desk.act(found, name, { ...request, actor, ifMatch: version, idempotency }, decide)
    }
  const filing = async () => {
    code = await file('life')
  }
  return {
    code: () => code,
    steps: [['file', filing], ...way.map((row) => [row[0], act(row)])] as [string, () => Promise<void>][],
    lookUp: () => store.spendGuess(code, '198.51.100.7'),
  }
}
