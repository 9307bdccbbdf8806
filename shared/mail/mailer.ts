import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { messageTag } from './address-hash.ts'

/** A letter to one address. `id` comes back in every event that SES sends about it. */
export interface Letter {
  id: string
  to: string
  subject: string
  text: string
  html: string
}

export interface Sender {
  from: string
  configurationSet: string
}

/**
 * The one factory of SES clients: bounded connect and request times, and one try. A second try that SES does not know of
 * would be a second mail; retries are the sender's, who keeps a record of each.
 */
export const mailClient = () =>
  new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  })

const utf8 = (text: string) => ({ Data: text, Charset: 'UTF-8' })

/** Hands letters to SES, each in one call. @returns what SES calls the message; throws what `failureOf` classes. */
export function mailer(client: SESv2Client, { from, configurationSet }: Sender) {
  return async ({ id, to, subject, text, html }: Letter): Promise<string> => {
    const { MessageId: providerId } = await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } } },
        ConfigurationSetName: configurationSet,
        EmailTags: [{ Name: messageTag, Value: id }],
      }),
    )
    if (!providerId) throw new Error('SES gave the mail no id')
    return providerId
  }
}

export type Mailer = ReturnType<typeof mailer>
