/** Who asks each service, so that most of it can be reached. */
export const askers: Record<string, string> = {
  agencies: 'administrator',
  attachments: 'citizen',
  dossiers: 'clerk',
  feedback: 'clerk',
  integrations: 'integration',
  notifications: 'clerk',
  procedures: 'administrator',
  reminders: 'clerk',
}

/** What every answer is held against. */
export const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
]

/** Operations that are left out, with the reason. */
export const excluded: { method: string; path: string; why: string }[] = []
