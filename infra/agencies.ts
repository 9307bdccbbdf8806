import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Outbox } from './constructs/outbox.ts'
import { ServiceApi } from './constructs/service-api.ts'
import { ServiceStack } from './constructs/service-stack.ts'
import { index, ServiceTable } from './constructs/service-table.ts'
import { placed, type Settings } from './settings.ts'

/** What `agencies` remembers: agencies, receiving points, policy, staff. */
export class AgenciesDataStack extends Stack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, placed(settings, 'what agencies remembers'))
    new ServiceTable(this, 'agencies', settings, [index('list', 'listed', 'id', ['summary'])])
  }
}

/** What runs of `agencies`; it listens to nobody. */
export class AgenciesStack extends ServiceStack {
  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id, 'agencies', settings, ['list'])
    new ServiceApi(this)
    new Outbox(this)
  }
}
