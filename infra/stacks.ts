import type { App, Stack } from 'aws-cdk-lib'
import { AgenciesDataStack, AgenciesStack } from './agencies.ts'
import { AttachmentsDataStack, AttachmentsStack } from './attachments.ts'
import { DossiersDataStack, DossiersStack } from './dossiers.ts'
import { FeedbackDataStack, FeedbackStack } from './feedback.ts'
import { FrontDoorDataStack, FrontDoorStack } from './front-door.ts'
import { IntegrationsDataStack, IntegrationsStack } from './integrations.ts'
import { NotificationsDataStack, NotificationsStack } from './notifications.ts'
import { PlatformStack } from './platform.ts'
import { ProceduresDataStack, ProceduresStack } from './procedures.ts'
import { RemindersDataStack, RemindersStack } from './reminders.ts'
import { checked } from './safe-settings.ts'
import { isSandbox, type Settings } from './settings.ts'

/** Every stack of Motcua, in the order in which a first deployment needs them. */
export function stacks(app: App, given: Settings): Stack[] {
  const settings = checked(given)
  const platform = new PlatformStack(app, 'motcua-platform', settings)
  const pairs = [
    [new AgenciesDataStack(app, 'motcua-agencies-data', settings), new AgenciesStack(app, 'motcua-agencies', settings)],
    [
      new ProceduresDataStack(app, 'motcua-procedures-data', settings),
      new ProceduresStack(app, 'motcua-procedures', settings),
    ],
    [new DossiersDataStack(app, 'motcua-dossiers-data', settings), new DossiersStack(app, 'motcua-dossiers', settings)],
    [
      new AttachmentsDataStack(app, 'motcua-attachments-data', settings),
      new AttachmentsStack(app, 'motcua-attachments', settings),
    ],
    [
      new RemindersDataStack(app, 'motcua-reminders-data', settings),
      new RemindersStack(app, 'motcua-reminders', settings),
    ],
    [
      new NotificationsDataStack(app, 'motcua-notifications-data', settings),
      new NotificationsStack(app, 'motcua-notifications', settings),
    ],
    [new FeedbackDataStack(app, 'motcua-feedback-data', settings), new FeedbackStack(app, 'motcua-feedback', settings)],
    [
      new IntegrationsDataStack(app, 'motcua-integrations-data', settings),
      new IntegrationsStack(app, 'motcua-integrations', settings),
    ],
  ] as const
  for (const [remembers, runs] of pairs) {
    // An order for `deploy --all` alone: the templates themselves import nothing from one another.
    remembers.addStackDependency(platform)
    runs.addStackDependency(remembers)
  }
  return [platform, ...pairs.flat(), ...frontDoor()]

  /** Last, since it looks for the APIs of the services; the sandbox has the local one instead. */
  function frontDoor(): Stack[] {
    if (isSandbox(settings)) return []
    const remembers = new FrontDoorDataStack(app, 'motcua-front-door-data', settings)
    const runs = new FrontDoorStack(app, 'motcua-front-door', settings)
    for (const before of [remembers, ...pairs.map(([, service]) => service)]) runs.addStackDependency(before)
    return [remembers, runs]
  }
}
