import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetScheduleCommand, paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler'
import { sdk } from './aws.ts'

/** How a schedule's function ran; `due` where it says how much it found. */
export type Tick = { schedule: string; due?: number; error?: string }

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

/** Says what went wrong instead of throwing it: the clock has moved all the same, and the other schedules ran. */
async function tick(lambda: LambdaClient, schedule: string, arn: string, input: string | undefined): Promise<Tick> {
  const call = new InvokeCommand({ FunctionName: arn, Payload: Buffer.from(input ?? '{}') })
  try {
    const { FunctionError: failed, Payload: said = new Uint8Array() } = await lambda.send(call)
    const text = Buffer.from(said).toString()
    if (failed) return { schedule, error: text }
    const { due } = (JSON.parse(text || 'null') ?? {}) as { due?: number }
    return { schedule, ...(due === undefined ? {} : { due }) }
  } catch (error) {
    return { schedule, error: String(error) }
  }
}
