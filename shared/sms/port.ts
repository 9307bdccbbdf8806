import type { Failure } from '../mail/failures.ts'

/** A short message to one telephone. */
export interface ShortMessage {
  /** Sending the same id again is sending it once. */
  id: string
  /** A Vietnamese mobile number in E.164: `+84901234567`. */
  to: string
  /** At most 160 characters of GSM 03.38's basic alphabet: one message, one price. */
  text: string
}

export interface SmsTaken {
  /** What the provider calls the message. */
  providerId: string
  /** No report will follow: what was taken counts as delivered. */
  final: boolean
}

/** What went wrong, in the classes of every provider. Anything else that an adapter throws is UNKNOWN. */
export class SmsFailure extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.error)
    this.name = 'SmsFailure'
    this.failure = failure
  }
}

/**
 * The contract of a provider of SMS. Every adapter must pass `tests/unit/sms/contract.ts`:
 * - idempotent by id: a second call with an id answers as the first one did and sends nothing, whatever happened between;
 * - refuses as PERMANENT what is no Vietnamese mobile number and what is not one message of the basic alphabet, before
 *   anything is sent;
 * - answers within five seconds or throws; a call that may have been taken is UNKNOWN, never TEMPORARY;
 * - writes neither number nor text to a log, and puts neither into an error.
 */
export interface SmsPort {
  send(message: ShortMessage): Promise<SmsTaken>
}

/** The basic alphabet of GSM 03.38 without its extension table, whose characters count twice. */
const basic = /^[A-Za-z0-9 \r\n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/
const mobile = /^\+84[35789]\d{8}$/
const longest = 160

/** Whether a number can get an SMS at all. */
export const isMobile = (phone: string): boolean => mobile.test(phone)

/** Refuses what no provider may be given. @throws SmsFailure PERMANENT */
export function checkShortMessage({ to, text }: ShortMessage): void {
  const refuse = (error: string) => new SmsFailure({ outcome: 'PERMANENT', error, reason: 'REJECTED' })
  if (!isMobile(to)) throw refuse('NotAMobileNumber')
  if (text.length === 0 || text.length > longest || !basic.test(text)) throw refuse('NotOneMessage')
}
