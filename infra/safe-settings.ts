import type { Settings } from './settings.ts'

/** The settings, if they are safe; else throws one line that says what to change. */
export function checked(settings: Settings): Settings {
  const { stage, clockFile, issuer, jwksUri, clientIds, origins } = settings
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new Error(
      'Say which stage this is: -c stage=sandbox, or another name in lower-case letters, digits and dashes',
    )
  }
  checkLimits(settings)
  if (issuer !== undefined && (jwksUri === undefined || clientIds.length === 0)) {
    throw new Error('An issuer of your own needs its keys and its clients: -c jwksUri=… -c clientIds=…')
  }
  if (!['guardduty', 'none'].includes(settings.scanner)) {
    throw new Error('Files are scanned by GuardDuty, or not at all: -c scanner=guardduty, or -c scanner=none')
  }
  checkMail(settings)
  if (stage === 'sandbox') return settings
  if (clockFile !== undefined)
    throw new Error(`The clock can be moved in the sandbox only, not in stage ${stage}: drop clockFile`)
  if (origins.length === 0 || !origins.every((origin) => /^https:\/\/[^/*]+$/.test(origin))) {
    throw new Error('Name the https origins of the front ends: -c origins=https://desk.example.vn,https://…')
  }
  if (jwksUri !== undefined && !jwksUri.startsWith('https://')) throw new Error('jwksUri must be an https address')
  checkFrontDoor(settings)
  return settings
}

/** Refuses limits that would let nobody in, or everybody, and an agency that is none. */
function checkLimits({ lookupsPerAddress, feedbackPerAddress, feedbackReopenHours, feedbackAgency }: Settings): void {
  const limits = {
    lookupsPerAddress: [lookupsPerAddress, 'of look-ups an hour', 100],
    feedbackPerAddress: [feedbackPerAddress, 'of pieces of feedback an hour', 30],
    feedbackReopenHours: [feedbackReopenHours, 'of hours', 72],
  } as const
  for (const [name, [limit, what, usual]] of Object.entries(limits)) {
    if (!Number.isInteger(limit) || limit < 1) throw new Error(`${name} is a whole number ${what}: -c ${name}=${usual}`)
  }
  if (
    feedbackAgency !== undefined &&
    !/^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.\d{1,3}){0,3})$/.test(feedbackAgency)
  ) {
    throw new Error('feedbackAgency is the id of an agency: -c feedbackAgency=H26.125')
  }
}

/** Refuses mails that nobody could answer for, or that link into the open. */
function checkMail(settings: Settings): void {
  const { mailFrom, pages, smsOutbox, stage } = settings
  // An address alone: a name before it, or a line's end in it, would be a header of its own.
  if (!/^[a-zA-Z0-9._+-]+@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(mailFrom)) {
    throw new Error('Say the address that mails come from, without a name: -c mailFrom=mot-cua@example.vn')
  }
  const scheme = stage === 'sandbox' ? 'https?' : 'https'
  if (!new RegExp(`^${scheme}://[a-z0-9.-]+(:\\d+)?(/[A-Za-z0-9_-]+)*$`).test(pages)) {
    throw new Error('Say where the pages are that mails link to, over https: -c pages=https://dichvu.example.vn')
  }
  if (smsOutbox !== undefined && stage !== 'sandbox') {
    throw new Error(
      `SMS in a folder reach nobody, so the sandbox alone may have them, not stage ${stage}: drop smsOutbox`,
    )
  }
}

/** Refuses a front door that would speak old TLS, or stand behind what isn't there. */
function checkFrontDoor({ domain = '', certificateArn = '', webAclArn, originSecret }: Settings): void {
  if (!/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/.test(domain)) {
    throw new Error('Name the address of the front door: -c domain=api.example.vn')
  }
  if (!/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(certificateArn)) {
    throw new Error('The front door needs a certificate of us-east-1: -c certificateArn=arn:aws:acm:us-east-1:…')
  }
  if (webAclArn !== undefined && !/^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/.+/.test(webAclArn)) {
    throw new Error('webAclArn must be a web ACL of scope CLOUDFRONT: arn:aws:wafv2:us-east-1:…:global/webacl/…')
  }
  if (!originSecret.every((version) => version === 'AWSCURRENT' || version === 'AWSPENDING')) {
    throw new Error('originSecret names versions: AWSCURRENT, AWSPENDING or both')
  }
}
