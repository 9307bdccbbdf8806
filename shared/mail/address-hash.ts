import { keyedHash } from '../crypto/keyed-hash.ts'
import { kmsClient } from '../crypto/kms.ts'
import { required } from '../environment/required.ts'

/** The tag by which an event of SES names the message that it is about. */
export const messageTag = 'motcua-message'

/** The hash under which an address is known to be bad, whoever uses it and in whatever letters. */
export function addressHash(kms = kmsClient()) {
  const hash = keyedHash(kms, required('LOOKUP_KEY'), 'notification-address')
  return (address: string) => hash(address.trim().toLowerCase())
}
