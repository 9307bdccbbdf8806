/** The blocks of commands that this program follows, in a situation that it makes. */
export const followed = [
  'README / Operations 1',
  'api-errors / Look 1',
  'dead-letters / Look 1',
  'dead-letters / Redrive 1',
  'feed-held-back / Mend 1',
  'function-errors / Look 1',
  'function-errors / Mend 1',
  'mail / Mail 1',
  'outbox-lag / Look 1',
  'queue-age / Look 1',
  'queue-age / Mend 1',
  'restore / Tables 1',
  'restore / Tables 2',
  'restore / Tables 3',
  'restore / Tables 4',
  'restore / Tables 5',
  'service-alone / Deploy one 1',
  'service-alone / Destroy one 1',
  'service-alone / Bring it back 1',
  'service-alone / Bring it back 2',
  'service-alone / Replay 1',
  'sweep-stopped / Look 1',
  'sweep-stopped / Look 2',
  'sweep-stopped / Mend 1',
  'unaddressed / Look 1',
  'webhooks / Webhooks, for who runs the receiving system 1',
] as const

export type Followed = (typeof followed)[number]

const noFrontDoor = 'the local AWS has no front door of CloudFront; tests/infra/front-door.test.ts holds its templates'

/** The blocks that are not followed as they stand, and why. */
export const excused: Record<string, string> = {
  'front-door / The front door 1': noFrontDoor,
  'front-door / The front door 2': noFrontDoor,
  'rotate-origin-secret / Rotate the origin secret 1': noFrontDoor,
  'rotate-origin-secret / Rotate the origin secret 2': noFrontDoor,
  'rotate-origin-secret / Rotate the origin secret 3': noFrontDoor,
  'rotate-origin-secret / Rotate the origin secret 4': noFrontDoor,
  'restore / A whole desk 1': 'the drill does it command by command and looks at the end of each',
  'restore / A whole desk 2': 'the drill does it command by command and looks at the end of each',
  'service-alone / One service alone 1': 'it names the desk of npm start; the same commands are followed below it',
}
