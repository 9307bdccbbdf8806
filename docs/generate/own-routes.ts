import * as z from 'zod'
import { get, type Route } from '../../shared/http/route.ts'

const neverRun = () => Promise.reject(new Error('a documented route is not run'))

/** The two routes that `shared/http/service.ts` adds to every service, as far as they are documented. */
export const ownRoutes = (service: string): Route[] => [
  get(
    `/v1/${service}/openapi.json`,
    { summary: 'This document', action: 'public', answers: [200, z.looseObject({})] },
    neverRun,
  ),
  get(
    `/v1/${service}/health`,
    { summary: 'Whether the service answers', action: 'public', answers: [200, z.object({ status: z.literal('ok') })] },
    neverRun,
  ),
]
