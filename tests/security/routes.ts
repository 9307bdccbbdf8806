import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../infra/local/aws.ts'

/** An operation as the document of its service tells it. */
export interface Operation {
  service: string
  method: string
  /** With its places: `/v1/dossiers/{code}/note`. */
  path: string
  statuses: number[]
  /** The names of the fields that its body has at the top. */
  fields: string[]
}

interface Document {
  paths: Record<string, Record<string, Told>>
  components?: { schemas?: Record<string, Shape> }
}
interface Told {
  responses: Record<string, unknown>
  requestBody?: { content: Record<string, { schema: Shape }> }
}
interface Shape {
  $ref?: string
  properties?: Record<string, unknown>
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
}

const folder = join(root, 'docs/api')

/** The names of the services that have a document. */
export const services = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace('.json', ''))
    .sort()

function fieldsOf(shape: Shape | undefined, document: Document): string[] {
  if (shape === undefined) return []
  const named = shape.$ref?.split('/').at(-1)
  const known = named === undefined ? shape : document.components?.schemas?.[named]
  if (known === undefined) return []
  const within = [...(known.anyOf ?? []), ...(known.oneOf ?? []), ...(known.allOf ?? [])]
  return [...new Set([...Object.keys(known.properties ?? {}), ...within.flatMap((each) => fieldsOf(each, document))])]
}

/** Every operation that changes something, of every service, as docs/api tells it. */
export function mutatingOperations(): Operation[] {
  return services().flatMap((service) => {
    const document = JSON.parse(readFileSync(join(folder, `${service}.json`), 'utf8')) as Document
    return Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([method]) => ['post', 'put', 'patch', 'delete'].includes(method))
        .map(([method, { responses, requestBody }]) => ({
          service,
          method: method.toUpperCase(),
          path,
          statuses: Object.keys(responses).map(Number),
          fields: fieldsOf(requestBody?.content['application/json']?.schema, document),
        })),
    )
  })
}
