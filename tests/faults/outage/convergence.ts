import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { sdk } from '../../../infra/local/aws.ts'
import { messagesIn } from '../../../infra/local/queues-settled.ts'
import { type ServiceName, services } from '../../../infra/prefixes.ts'
import { documents } from '../../../shared/dynamodb/client.ts'
import { dump, type Item } from '../delivery/tables.ts'

type Tables = Record<ServiceName, Item[]>

/** Where a copy comes from: the service that has the thing itself, and the key of its head. */
const origins: Record<string, (id: string, sk: string) => [ServiceName, string]> = {
  AGENCY: (id) => ['agencies', `AGENCY#${id}`],
  STAFF: (id, agency) => ['agencies', `STAFFING#${id}@${agency}`],
  PROCEDURE: (id) => ['procedures', `PROCEDURE#${id}`],
  CALENDAR: (id) => ['procedures', `CALENDAR#${id}`],
  DOSSIER: (id) => ['dossiers', `DOSSIER#${id}`],
  FEEDBACK: (id) => ['feedback', `FEEDBACK#${id}`],
}

const versionOf = (items: Item[], pk: string) => items.find((item) => item.pk === pk && item.sk === 'HEAD')?.version

/** Copies that do not stand where the thing itself stands. */
function behind(tables: Tables): string[] {
  return services.flatMap((service) =>
    tables[service].flatMap(({ pk, sk, version }) => {
      const [kind = '', id = ''] = [pk.slice(0, pk.indexOf('#')), pk.slice(pk.indexOf('#') + 1)]
      if (sk !== 'COPY' && kind !== 'STAFF') return []
      const [owner, head] = origins[kind]?.(id, sk) ?? []
      const newest = owner && owner !== service && head ? versionOf(tables[owner], head) : version
      return newest === version ? [] : [`${service} has ${pk} at version ${version}, ${owner} at ${newest}`]
    }),
  )
}

/** Dossiers of which reminders, mails or the city's feed have not heard all. */
function unheard(tables: Tables, codes: string[]): string[] {
  return codes.flatMap((code) => {
    const newest = versionOf(tables.dossiers, `DOSSIER#${code}`)
    const seen = tables.reminders.find(({ pk, sk }) => pk === `DEADLINE#${code}` && sk === 'HEAD')?.seen
    const fed = tables.integrations.find(({ pk }) => pk === `SUBJECT#${code}`)?.version
    const mails = tables.notifications.filter(({ pk, subject, template }) => {
      return pk.startsWith('MESSAGE#') && subject === code && (template as { name: string })?.name === 'accepted'
    })
    return [
      ...(seen === newest ? [] : [`reminders have seen ${code} up to ${seen} of ${newest}`]),
      ...(fed === newest ? [] : [`the city's feed has ${code} up to ${fed} of ${newest}`]),
      ...(mails.length === 1 ? [] : [`${mails.length} messages say that ${code} was accepted`]),
    ]
  })
}

/** Every file that a dossier named is its own. */
function unclaimed({ attachments, dossiers }: Tables): string[] {
  const named = dossiers
    .filter(({ sk }) => sk.startsWith('JOURNAL#'))
    .flatMap(({ pk, data }) => {
      const { attachments: files = [] } = data as { attachments?: { id: string }[] }
      return files.map(({ id }) => ({ id, code: pk.replace('DOSSIER#', '') }))
    })
  return named.flatMap(({ id, code }) => {
    const owner = attachments.find(({ pk, sk }) => pk === `ATTACHMENT#${id}` && sk === 'HEAD')?.dossier
    return owner === code ? [] : [`the file ${id} of ${code} belongs to ${owner ?? 'nobody'}`]
  })
}

/** What has not caught up yet over a whole desk, and what lies among the dead letters; empty: everybody knows everything. */
export async function notCaughtUp(endpoint: string, codes: string[]): Promise<string[]> {
  const client = documents(new DynamoDBClient(sdk(endpoint)))
  const read = async (service: ServiceName) => [service, await dump({ client, name: `motcua-${service}` })] as const
  const tables = Object.fromEntries(await Promise.all(services.map(read))) as unknown as Tables
  const sqs = new SQSClient(sdk(endpoint))
  const { QueueUrls: urls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'motcua-' }))
  const dead: string[] = []
  for (const url of urls.filter((one) => one.endsWith('-dead-letters'))) {
    const count = await messagesIn(sqs, url)
    if (count > 0) dead.push(`${url.slice(url.lastIndexOf('/') + 1)} has ${count}`)
  }
  return [...behind(tables), ...unheard(tables, codes), ...unclaimed(tables), ...dead]
}
