import { type Answered, answerOf } from '../../faults/answers.ts'
import { type Call, openProxy, type Said } from '../../faults/proxy.ts'

/** What SES does with a call: takes it, takes it and says nothing, says nothing, or answers with an error of this name. */
export type Behaviour =
  | 'take'
  | 'take and hang up'
  | 'take and hang'
  | 'hang up'
  | { status: number; error: string; message?: string }

/** A mail that SES took. */
export interface Mail {
  /** Our id, from its tag. */
  id: string
  messageId: string
  to: string
  from: string
  configurationSet: string
  subject: string
  text: string
  html: string
}

interface SendEmail {
  FromEmailAddress: string
  ConfigurationSetName: string
  Destination: { ToAddresses: string[] }
  EmailTags: { Name: string; Value: string }[]
  Content: { Simple: { Subject: Part; Body: { Text: Part; Html: Part } } }
}
interface Part {
  Data: string
}

const isMail = ({ operation }: Call) => operation === 'POST /v2/email/outbound-emails'

function mailOf(body: Buffer, messageId: string): Mail {
  const sent = JSON.parse(body.toString()) as SendEmail
  const { Subject, Body } = sent.Content.Simple
  return {
    id: sent.EmailTags.find(({ Name }) => Name === 'motcua-message')?.Value ?? '',
    messageId,
    to: sent.Destination.ToAddresses.join(),
    from: sent.FromEmailAddress,
    configurationSet: sent.ConfigurationSetName,
    subject: Subject.Data,
    text: Body.Text.Data,
    html: Body.Html.Data,
  }
}

/**
 * Stands between the functions of this process and the local AWS. SES behaves as it is told; and all of it can be cut off
 * at the n-th call, before or after that was done, as for a function that is killed there.
 */
export async function openWire(endpoint: string) {
  const mails: Mail[] = []
  let tries = 0
  let behave: (n: number) => Behaviour = () => 'take'
  let meanwhile: (mail: Mail) => Promise<unknown> = async () => undefined

  async function ses(call: Call, ask: () => Promise<Answered>): Promise<Said | undefined> {
    if (!isMail(call)) return undefined
    tries += 1
    const behaviour = behave(tries)
    if (behaviour === 'hang up') return behaviour
    if (typeof behaviour === 'object') {
      const { status, error, message = '' } = behaviour
      return answerOf(error, status, { message })
    }
    const answer = await ask()
    if (answer.status === 200) {
      const taken = mailOf(call.body, JSON.parse(answer.body.toString()).MessageId)
      mails.push(taken)
      await meanwhile(taken)
    }
    if (behaviour === 'take and hang') return 'hang'
    return behaviour === 'take and hang up' ? 'hang up' : answer
  }

  // A sweep asks sixteen partitions of each hour, in no order: they are cut with the rest, and are no place of their own.
  const counted = (operation: string) => !operation.endsWith('.Query')
  const proxy = await openProxy(endpoint, { counted, standIn: ses })
  return {
    endpoint: proxy.endpoint,
    /** The mails that SES took, whatever it said. */
    mails,
    /** Calls of SES. */
    tries: () => tries,
    /** The calls since the last cut was set, but for queries. */
    log: () => proxy.log().map(({ operation }) => operation),
    /** The same with what they said. */
    calls: proxy.log,
    /** How SES behaves from now on, by the number of its call, and what happens between taking a mail and saying so. */
    ses(next: (n: number) => Behaviour, between: typeof meanwhile = async () => undefined) {
      tries = 0
      behave = next
      meanwhile = between
    },
    /** No call of this service gets through until another one is named, or none. */
    refuse(service: string | undefined) {
      proxy.follow((operation) => (service && operation.startsWith(service) ? 'drop-before' : undefined))
    },
    cut: proxy.cut,
    mend: proxy.mend,
    close: proxy.close,
  }
}
