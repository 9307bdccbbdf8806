/** What the services read from their environment at import; nothing here is ever called. */
const placeholders = {
  TABLE: 'documentation',
  BUS: 'documentation',
  BUCKET: 'documentation',
  ISSUER: 'https://issuer.invalid',
  JWKS_URI: 'https://issuer.invalid/jwks.json',
  MACHINE_SCOPE: 'documentation',
  SEALED_KEY: 'documentation',
  LOOKUP_KEY: 'documentation',
  DELIVER_QUEUE: 'https://queue.invalid',
  PAGES: 'https://pages.invalid',
  CONTACT_KEY: 'documentation',
  AWS_REGION: 'ap-southeast-1',
  AWS_ACCESS_KEY_ID: 'documentation',
  AWS_SECRET_ACCESS_KEY: 'documentation',
}

/** Sets the environment so that a service can be imported for its route table alone. */
export function setPlaceholders(): void {
  Object.assign(process.env, placeholders)
}
