import { randomUUID } from 'node:crypto'
import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { JournalItem } from '../../../shared/dynamodb/journal.ts'
import type { StaffRole } from '../../../shared/permission/table.ts'
import { type Asked, call, freshTable, token, useTestIssuer } from '../harness.ts'

export const ward = { name: 'Ủy ban nhân dân phường Phúc Lợi', level: 'COMMUNE', validFrom: '2025-07-01' }

export const point = {
  name: 'Điểm tiếp nhận Phúc Lợi',
  address: '1 phố Sài Đồng, phường Phúc Lợi, Hà Nội',
  hours: [
    { from: '08:00', to: '12:00' },
    { from: '13:00', to: '17:00' },
  ],
  calendar: 'vn-civil-service',
  saturdayDesk: true,
  branch: 'Chi nhánh số 5',
  hotline: '1022',
}

export const clerk = {
  name: 'Nguyễn Thị Hoa',
  role: 'clerk',
  unit: 'Bộ phận Một cửa',
  email: 'hoa@phucloi.example',
  phone: '0901234567',
  active: true,
}

/** The service over a fresh table, with an administrator's token; other roles are registered at H26.5 as asked for. */
export async function openDesk() {
  const table = await freshTable('agencies', { list: { keys: ['listed', 'id'], include: ['summary'] } })
  process.env.TABLE = table.name
  useTestIssuer()
  const { handler } = await import('../../../functions/agencies/api.ts')
  const administrator = token('admin', { 'cognito:groups': ['administrator'] })

  return {
    table,
    anyone: (request: string, asked: Asked = {}) => call(handler, request, asked),
    ask: (request: string, body?: unknown, headers: Record<string, string> = {}) =>
      call(handler, request, { token: administrator, body, headers }),
    /** The token of somebody who is registered so. */
    async registered(role: StaffRole, agency = 'H26.5') {
      const person = randomUUID()
      const row = { pk: `STAFF#${person}`, sk: agency, agency, role, unit: 'x', name: role, active: true }
      await table.client.send(new PutCommand({ TableName: table.name, Item: row }))
      return token(person)
    },
    async journal(pk: string): Promise<JournalItem[]> {
      const { Items: items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :journal)',
          ExpressionAttributeValues: { ':pk': pk, ':journal': 'JOURNAL#' },
          ConsistentRead: true,
        }),
      )
      return items as JournalItem[]
    },
  }
}
