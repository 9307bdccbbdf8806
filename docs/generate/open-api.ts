import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import type { Route } from '../../shared/http/route.ts'
import { ownRoutes } from '../../shared/http/service.ts'
import { mayGainFields } from './may-gain-fields.ts'
import { problemAnswers } from './problem-answers.ts'
import { parameters, requestBody } from './request.ts'
import { successAnswers } from './success-answers.ts'

const words = (text: string) => text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
const capitalised = (text: string) => words(text).map((word) => word.charAt(0).toUpperCase() + word.slice(1))

/** `postDossiersByCodeHandOver`: method and path, which no two routes share. */
export function operationId({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const named = path
    .split('/')
    .slice(2)
    .flatMap((segment) => [...(segment.startsWith('{') ? ['By'] : []), ...capitalised(segment)])
  return [method.toLowerCase(), ...named].join('')
}

const tag = (path: string) => path.split('/')[2] ?? ''

function operation(route: Route): ZodOpenApiOperationObject {
  const { summary, description, action } = route.spec
  const body = requestBody(route)
  return {
    operationId: operationId(route),
    summary,
    ...(description === undefined ? {} : { description }),
    tags: [tag(route.path)],
    security: action === 'public' ? [] : [{ bearer: [] }],
    requestParams: parameters(route),
    ...(body ? { requestBody: body } : {}),
    responses: { ...successAnswers(route), ...problemAnswers(route) },
  }
}

/** The OpenAPI 3.1 document of a service, from its route table and the two routes that every service has. */
export function openApi(service: string, routes: Route[]): object {
  const all = [...routes, ...ownRoutes(service)]
  const paths: ZodOpenApiPathsObject = {}
  for (const route of all) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) }
  }
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: `Motcua: ${service}`, version: 'v1' },
      servers: [{ url: '/' }],
      tags: [...new Set(all.map(({ path }) => tag(path)))].map((name) => ({ name })),
      paths,
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'An OpenID Connect access token',
          },
        },
      },
    },
    { override: mayGainFields },
  )
}
