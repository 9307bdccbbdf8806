import type * as z from 'zod'
import type { Actor } from '../permission/actor.ts'
import type { Subject } from '../permission/permission.ts'
import type { Action } from '../permission/table.ts'
import type { ProblemName } from '../problems/problems.ts'
import type { RequestContext } from './request.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

type PathKeys<Path extends string> = Path extends `${string}{${infer Key}}${infer Rest}` ? Key | PathKeys<Rest> : never
type ParamsOf<Path extends string> = z.ZodObject<{ [Key in PathKeys<Path>]: z.ZodType<string> }>

/** What a route answers: the body as its schema says, and what becomes headers. */
export interface Answer<Body> {
  body: Body
  /** Becomes the ETag. */
  version?: number
  location?: string
  /** A repeated request found what the first one made. */
  replayed?: boolean
  /** Another of the declared statuses than the route's own. */
  status?: number
  /** Headers that this answer has beside those of every answer, or in their place. */
  headers?: Record<string, string>
}

export interface RouteSpec<
  Path extends string,
  Found extends Subject | undefined,
  Params extends ParamsOf<Path> | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  Result extends z.ZodType,
> {
  summary: string
  description?: string
  action: Action
  params?: Params
  query?: Query
  body?: Body
  /** Loads the record that the route is about; permission is decided on it, before anything else is parsed. */
  of?: (params: Infer<Params>, actor: Actor) => Promise<Found | undefined>
  /** The problem when there is no such record, or none that the caller may see. */
  missing?: ProblemName
  /** The right to see the record: who has it but not `action` gets 403 instead of 404. */
  seenBy?: Action
  /** Whether the secret in the body opens the record: who holds it may act without a right of his own. */
  heldBy?: (params: Infer<Params>, secret: string, clientAddress: string) => Promise<boolean>
  /** If-Match is needed (428). */
  ifMatch?: boolean
  answers: readonly [status: number, schema: Result]
  /** Statuses beside the first one, with the same body; 204 and 302 have none. */
  alsoAnswers?: readonly number[]
  /** The content type of an answer that is a text and no JSON. Its ETag is of its content: 304 for who has that already. */
  textType?: string
  problems?: readonly ProblemName[]
}

type Infer<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

export interface RouteInput<Found, Params, Query, Body> extends RequestContext {
  found: Found
  params: Infer<Params>
  query: Infer<Query>
  body: Infer<Body>
  /** Whether the body has the record's secret; asked once, since each asking spends a try. */
  proven: () => Promise<boolean>
}

/** A route with its types erased: what the pipeline and the documentation read. */
export interface Route {
  method: Method
  path: string
  spec: RouteSpec<string, Subject, z.ZodObject | undefined, z.ZodObject | undefined, z.ZodType | undefined, z.ZodType>
  run: (
    input: RequestContext & {
      found: Subject
      params: unknown
      query: unknown
      body: unknown
      proven: () => Promise<boolean>
    },
  ) => Promise<Answer<unknown>>
}

const define =
  (method: Method) =>
  <
    const Path extends string,
    Result extends z.ZodType,
    Found extends Subject | undefined = undefined,
    Params extends ParamsOf<Path> | undefined = PathKeys<Path> extends never ? undefined : ParamsOf<Path>,
    Query extends z.ZodObject | undefined = undefined,
    Body extends z.ZodType | undefined = undefined,
  >(
    path: Path,
    spec: RouteSpec<Path, Found, Params, Query, Body, Result> &
      (PathKeys<Path> extends never ? { params?: undefined } : { params: Params }),
    run: (
      input: RouteInput<Found extends undefined ? undefined : NonNullable<Found>, Params, Query, Body>,
    ) => Promise<Answer<z.input<Result>>>,
  ): Route =>
    ({ method, path, spec, run }) as unknown as Route

/** A row of a service's route table that reads. */
export const get = define('GET')
/** A row of a service's route table that makes or acts. */
export const post = define('POST')
/** A row of a service's route table that puts a whole thing in its place. */
export const put = define('PUT')
/** A row of a service's route table that takes a thing away; doing it twice is doing it once. */
export const remove = define('DELETE')
