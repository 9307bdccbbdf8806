import { DescribeTableCommand, DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb'
import { sdk } from '../../infra/local/aws.ts'
import { act, lookUp } from '../../infra/local/first-dossier/dossiers.ts'
import { readFeed } from '../../infra/local/first-dossier/feed.ts'
import { openReceiver } from '../../infra/local/first-dossier/receiver.ts'
import { readMailbox } from '../../infra/local/mailbox.ts'
import { differences, digests } from '../../infra/operations/digests.ts'
import { rememberedHere } from '../../infra/operations/remembered.ts'
import { restoredTable } from '../../infra/operations/restored-table.ts'
import { tableSettings } from '../../shared/dynamodb/table-settings.ts'
import { type RecoveryRow, tried } from './row.ts'
import { shellOf } from './shell.ts'
import { live } from './story.ts'
import type { Ward } from './ward.ts'
import { codesOf, opened } from './works-on.ts'

const table = 'motcua-dossiers'
/** What a runbook gives to every command, where the desk of this program needs nothing. */
const words = { ' -c stage=…': '' }

/** The table of `dossiers` is restored under another name, takes its name again and has its settings, as restore.md says. */
export async function pointInTime(ward: Ward, say: (line: string) => void): Promise<RecoveryRow[]> {
  const receiver = await openReceiver()
  const rows: RecoveryRow[] = []
  const row = async (what: string, attempt: () => Promise<string>) => {
    rows.push(await tried('point in time', what, attempt))
    say(`${rows.at(-1)?.wrong.length ? '✗' : '✓'} ${what}: ${rows.at(-1)?.wrong.join('; ') || rows.at(-1)?.found}`)
  }
  try {
    const story = await live(ward, receiver)
    const shell = shellOf(ward)
    const client = new DynamoDBClient(sdk(ward.endpoint))
    const now = Math.floor(Date.now() / 1000)
    const before = {
      // Before the digests: that somebody read a dossier is written down as well.
      answers: await opened(ward, codesOf(story)),
      digests: digests(await rememberedHere(), now).records,
      keysAndIndexes: await keysAndIndexesOf(client),
      told: [(await readMailbox(ward.endpoint)).length, receiver.arrived.length],
    }
    // As on AWS, so that the runbook's commands have something to take away.
    await client.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: true }))
    await shell.follow('restore / Tables 1', words)
    await row('a table is restored beside the one that is there', async () => {
      const at = { '2026-11-26T08:00:00+07:00': new Date().toISOString() }
      return `${(await shell.follow('restore / Tables 2', at)).trim().split('\n').at(-1)} items`
    })
    await row('it takes the old name', async () => {
      await shell.follow('restore / Tables 3')
      const { stream, expiry, pointInTime: recovers } = await tableSettings(client, table)
      return `without settings: stream ${stream ?? 'none'}, expiry ${expiry ?? 'none'}, recovery ${recovers ? 'on' : 'off'}`
    })
    await row('its settings are given back, and what runs reads its new stream', async () => {
      const said = await shell.follow('restore / Tables 4', words)
      return /has again: (.*)\./.exec(said)?.[1] ?? said
    })
    // The local AWS makes tables of a template without expiry and recovery, so that what it had says nothing.
    await row('the settings are those that its template says', async () => {
      const settings = await tableSettings(client, table)
      const [told, has] = [{ ...restoredTable, isProtected: false }, JSON.stringify(settings)]
      if (JSON.stringify(told) !== has) throw new Error(`${has} in place of ${JSON.stringify(told)}`)
      const [wanted, found] = [before.keysAndIndexes, await keysAndIndexesOf(client)]
      if (wanted !== found) throw new Error(`${wanted} before, ${found} after`)
      return `${has}, ${found}`
    })
    await row('replays tell what was on its way, and nobody is told again', async () => {
      await ward.healthy()
      await shell.follow('restore / Tables 5')
      await ward.quiet()
      const told = [(await readMailbox(ward.endpoint)).length, receiver.arrived.length]
      if (told.join() !== before.told.join())
        throw new Error(`mails and deliveries ${before.told} before, ${told} after`)
      return '0 mails, 0 deliveries'
    })
    await row('every record of every service has the digest that it had', async () => {
      const after = digests(await rememberedHere(), now)
      const wrong = [...differences(before.digests, after.records), ...after.broken]
      if (wrong.length > 0) throw new Error(wrong.join('; '))
      const answers = differences(before.answers, await opened(ward, codesOf(story)))
      if (answers.length > 0) throw new Error(answers.join('; '))
      return `${Object.keys(after.records).length} of ${Object.keys(before.digests).length}`
    })
    await row('the desk works on, and is heard by the others', async () => {
      await act(ward.call, 'clerk', 'accept', story.first.city.filed, {})
      const { status } = await lookUp(ward.call, story.first.city.filed)
      await ward.quiet()
      const { events } = await readFeed(ward.call, { agency: ward.desk.agency, after: story.position })
      if (events.length !== 1 || receiver.arrived.length !== (before.told[1] ?? 0) + 1)
        throw new Error(`${events.length} events in the feed, ${receiver.arrived.length} deliveries`)
      return `${status.name}, in the feed as ${events[0]?.sequence}`
    })
    return rows
  } finally {
    await receiver.close()
  }
}

async function keysAndIndexesOf(client: DynamoDBClient): Promise<string> {
  const { Table: found } = await client.send(new DescribeTableCommand({ TableName: table }))
  const indexes = (found?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName).sort()
  const key = found?.SSEDescription?.KMSMasterKeyArn?.split('/').at(-1)
  return `indexes ${indexes.join(', ')}${key ? `, under key ${key}` : ''}`
}
