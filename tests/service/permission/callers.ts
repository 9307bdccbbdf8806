import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Table } from '../../../shared/dynamodb/client.ts'
import { roles, type StaffRole } from '../../../shared/permission/table.ts'
import { token } from '../harness.ts'

export const ward = 'H26.125'
export const otherWard = 'H26.999'
export const city = 'H26'

/** Somebody who calls. `at` is where he is registered; `*` is every agency, by the pool's group. */
export interface Caller {
  name: string
  /** Absent: who has no token. */
  id?: string
  kind: 'person' | 'machine'
  at: { role: StaffRole; agency: string }[]
  ended?: boolean
}

const places = [
  ['the ward', ward],
  ['another ward', otherWard],
  ['the city', city],
] as const

const registered = (role: StaffRole, where: string, agency: string): Caller => {
  const machine = role === 'integration'
  const id = `${machine ? 'machine:' : ''}${role}-${agency}`
  return { name: `${role} of ${where}`, id, kind: machine ? 'machine' : 'person', at: [{ role, agency }] }
}

/** Every role of the table at its own ward, at another one and at the city above; citizens; and who is nobody. */
export const callers: Caller[] = [
  ...roles.flatMap((role) => places.map(([where, agency]) => registered(role, where, agency))),
  { name: 'clerk whose registration has ended', id: 'former', kind: 'person', at: [], ended: true },
  {
    name: 'administrator of every agency',
    id: 'group',
    kind: 'person',
    at: [{ role: 'administrator', agency: '*' }],
  },
  { name: 'the citizen himself', id: 'owner', kind: 'person', at: [] },
  { name: 'another citizen', id: 'stranger', kind: 'person', at: [] },
  { name: 'a machine that nobody registered', id: 'machine:nobody', kind: 'machine', at: [] },
  { name: 'no token', kind: 'person', at: [] },
]

/** Makes the functions of this process take the tokens of these callers and of no other client. */
export function acceptClients(): void {
  const machines = callers.flatMap(({ kind, id }) => (kind === 'machine' && id ? [id] : []))
  process.env.CLIENT_IDS = ['test', ...machines].join(',')
}

/** What he shows. */
export function tokenOf({ id, kind, at }: Caller): string | undefined {
  if (id === undefined) return undefined
  const everywhere = at.some(({ agency }) => agency === '*')
  return token(id, {
    ...(kind === 'machine' ? { client_id: id } : {}),
    ...(everywhere ? { 'cognito:groups': ['administrator'] } : {}),
  })
}

/** Puts the callers' registrations into a service's copy of the register. */
export async function register({ client, name }: Table): Promise<void> {
  const rows = callers.flatMap(({ id, at, ended }) =>
    [...at, ...(ended ? [{ role: 'clerk', agency: ward }] : [])].map((row) => ({ id, ...row, active: !ended })),
  )
  await Promise.all(
    rows
      .filter(({ agency }) => agency !== '*')
      .map(({ id, ...row }) =>
        client.send(
          new PutCommand({
            TableName: name,
            Item: { pk: `STAFF#${id}`, sk: row.agency, version: 1, unit: 'u', name: id, ...row },
          }),
        ),
      ),
  )
}
