import { baseClient } from '../../shared/dynamodb/client.ts'
import { giveSettings, streamOf } from '../../shared/dynamodb/table-settings.ts'
import { servicesWithTable } from '../../shared/dynamodb/whole-table.ts'
import { Plain, program } from './program.ts'
import { restoredTable } from './restored-table.ts'
import { refuseWhileRunning } from './running.ts'

// Gives a table that DynamoDB restored the settings that a restore leaves out: npm run reinstate -- dossiers
await program('usage: npm run reinstate -- <service>', 1, async ([service = '']) => {
  const client = baseClient()
  if (!(await servicesWithTable(client)).includes(service)) throw new Plain(`There is no table motcua-${service}.`)
  await refuseWhileRunning([service])
  const table = `motcua-${service}`
  // The local desk is taken away with its tables.
  const isProtected = process.env.AWS_ENDPOINT_URL === undefined
  const given = await giveSettings(client, table, { ...restoredTable, isProtected })
  console.log(`${table}: ${given.length > 0 ? `has again: ${given.join(', ')}` : 'lacks nothing'}.`)
  console.log('Its stream may have another address now. Say so to the stack that runs, then deploy it:')
  console.log(
    `aws ssm put-parameter --name /motcua/${service}-data/stream --overwrite --value ${await streamOf(client, table)}`,
  )
})
