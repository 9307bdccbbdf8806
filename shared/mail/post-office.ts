import { now } from '../clock/clock.ts'
import { contactOpener } from '../crypto/contact.ts'
import { kmsClient } from '../crypto/kms.ts'
import { required } from '../environment/required.ts'
import { smsOutbox } from '../sms/outbox.ts'
import { isMobile, type ShortMessage, SmsFailure, type SmsPort } from '../sms/port.ts'
import { addressHash } from './address-hash.ts'
import { type Failure, failureOf } from './failures.ts'
import { type Letter, mailClient, mailer } from './mailer.ts'

/** What came of handing something to a provider. `final`: no report will follow. */
export type Sent = { outcome: 'ACCEPTED'; providerId: string; final: boolean } | Failure

const smsUnknown: Failure = { outcome: 'UNKNOWN', error: 'SmsError', reason: 'GAVE_UP' }

/** SMS as the sender uses it: which numbers it reaches, and answers instead of errors. */
function smsBy(port: SmsPort) {
  return {
    reaches: isMobile,
    send: (message: ShortMessage): Promise<Sent> =>
      port.send(message).then(
        (taken) => ({ outcome: 'ACCEPTED', ...taken }),
        (error: unknown) => (error instanceof SmsFailure ? error.failure : smsUnknown),
      ),
  }
}

/** What a function needs to send messages, by its settings: mail, SMS where there is a provider, and sealed addresses. */
export function postOffice() {
  const kms = kmsClient()
  const send = mailer(mailClient(), {
    from: required('MAIL_FROM'),
    configurationSet: required('CONFIGURATION_SET'),
  })
  const { SMS_OUTBOX: outbox } = process.env
  return {
    mail: (letter: Letter): Promise<Sent> =>
      send(letter).then((providerId) => ({ outcome: 'ACCEPTED', providerId, final: false }), failureOf),
    ...(outbox ? { sms: smsBy(smsOutbox(outbox, now)) } : {}),
    openContact: contactOpener(kms, required('CONTACT_KEY')),
    addressHash: addressHash(kms),
    pages: required('PAGES'),
  }
}

export type PostOffice = ReturnType<typeof postOffice>
