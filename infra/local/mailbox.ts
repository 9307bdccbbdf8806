export type Mail = {
  /** The message that it is, by the line at its end; mails of others have none. */
  id: string | undefined
  /** What SES calls it. */
  messageId: string
  from: string
  to: string
  subject: string
  text: string
  html: string | undefined
  at: string
}

type Sent = {
  MessageId: string
  Source: string
  To: string[]
  Subject: string
  BodyText?: string | null
  BodyHtml?: string | null
  Timestamp: number | string
}

/** Every mail that the services sent by SES, oldest first, as the local AWS keeps them by account. */
export function mailsOf(answer: { messages: Record<string, Sent[]> }): Mail[] {
  return Object.values(answer.messages)
    .flat()
    .map((sent) => ({
      id: idIn(sent.BodyText ?? ''),
      messageId: sent.MessageId,
      from: sent.Source,
      to: sent.To.join(', '),
      subject: sent.Subject,
      text: sent.BodyText ?? '',
      html: sent.BodyHtml ?? undefined,
      at: instantOf(sent.Timestamp),
    }))
    .sort((a, b) => a.at.localeCompare(b.at))
}

/** Reads the mailbox of the local AWS. Throws when it doesn't answer. */
export async function readMailbox(endpoint: string): Promise<Mail[]> {
  const answer = await fetch(`${endpoint}/_ministack/ses/messages`)
  if (!answer.ok) throw new Error(`the mailbox answered ${answer.status}: ${await answer.text()}`)
  return mailsOf((await answer.json()) as { messages: Record<string, Sent[]> })
}

/** The local AWS keeps no tags of a mail, so its last lines must say what the tag would. */
function idIn(text: string): string | undefined {
  return /^Mã thư: (\S+)$/m.exec(text)?.[1]
}

/** The emulator writes seconds since 1970 for one way of sending and ISO 8601 for another. */
function instantOf(timestamp: number | string): string {
  return new Date(typeof timestamp === 'number' ? timestamp * 1000 : timestamp).toISOString()
}
