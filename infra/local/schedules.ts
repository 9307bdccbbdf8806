import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetScheduleCommand, paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler'
import { sdk } from './aws.ts'

export type Tick = { schedule: string; error?: string }

/** Invokes the function of every enabled schedule once and waits for it, since a schedule knows only the real clock. */
export async function tickSchedules(endpoint: string): Promise<Tick[]> {
  const scheduler = new SchedulerClient(sdk(endpoint))
  const lambda = new LambdaClient(sdk(endpoint))
  const ticks: Promise<Tick>[] = []
  for await (const { Schedules = [] } of paginateListSchedules({ client: scheduler }, {})) {
    for (const { Name, GroupName, State } of Schedules) {
      if (State === 'DISABLED') continue
      const { Target } = await scheduler.send(new GetScheduleCommand({ Name, GroupName }))
      if (Target?.Arn?.startsWith('arn:aws:lambda:')) ticks.push(tick(lambda, Name ?? '', Target.Arn, Target.Input))
    }
  }
  return Promise.all(ticks)
}

async function tick(lambda: LambdaClient, schedule: string, arn: string, input: string | undefined): Promise<Tick> {
  const answer = await lambda.send(new InvokeCommand({ FunctionName: arn, Payload: Buffer.from(input ?? '{}') }))
  if (!answer.FunctionError) return { schedule }
  return { schedule, error: Buffer.from(answer.Payload ?? []).toString() }
}
