import { withOfficeOffset } from '../../shared/calendar/instant.ts'
import { positionAfter } from './position.ts'
import type { Webhook } from './webhook.ts'

/** A webhook as its owner sees it: without its secret. */
export function viewOf(webhook: Webhook) {
  const { id, url, agency, types, description, state, disabledFor, lastSuccess, lastFailure, due } = webhook
  return {
    id,
    url,
    agency,
    types,
    description,
    state,
    disabledFor,
    position: positionAfter(agency, webhook.position),
    lastSuccess: lastSuccess && { at: withOfficeOffset(lastSuccess.at) },
    lastFailure: lastFailure && { ...lastFailure, at: withOfficeOffset(lastFailure.at) },
    nextTryAt: due === undefined ? undefined : withOfficeOffset(due),
    createdAt: withOfficeOffset(webhook.createdAt),
  }
}
