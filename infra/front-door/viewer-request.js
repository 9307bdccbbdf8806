// A CloudFront Function (cloudfront-js-2.0: no modules, no destructuring, no optional chaining). It is the first to see
// a request. `settings` stands before it, see viewer-request.ts. What it answers passes no origin and no policy, so it
// says every header itself; it never repeats what a caller sent but an origin that is in the list.

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it
function handler(event) {
  const request = event.request
  const cross = crossOriginHeaders(only(request.headers.origin))
  if (request.method === 'OPTIONS') return options(event, cross)
  if (!settings.served) return problem(event, 404, 'Not Found', 'not-found', 'Not found', cross)
  if (settings.pages) return page(event, cross)
  // The services' own word for who asks: whatever a caller sent under this name is replaced.
  request.headers['x-viewer-address'] = { value: event.viewer.ip }
  return request
}

/** The file of a page: `/problems/wrong-state` is wrong-state.html; the bucket would answer 403 for one that it lacks. */
function page(event, cross) {
  const request = event.request
  const name = request.uri.replace(/^\/problems\/?/, '')
  if (name !== '' && !settings.pages.includes(name))
    return problem(event, 404, 'Not Found', 'not-found', 'Not found', cross)
  request.uri = `/problems/${name === '' ? 'index' : name}.html`
  return request
}

/** The one value of a header; none when it is missing or was sent twice. */
function only(header) {
  return header && !header.multiValue ? header.value : undefined
}

/** What lets a front end read the answer; nothing for an origin that is not in the list. */
function crossOriginHeaders(origin) {
  if (origin === undefined || !settings.origins.includes(origin)) return undefined
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': settings.exposed.join(', '),
    vary: 'Origin',
  }
}

function options(event, cross) {
  const asksFor = event.request.headers['access-control-request-method']
  if (!asksFor) return answer(204, 'No Content', Object.assign({ allow: settings.methods.join(', ') }, cross))
  if (!cross) return problem(event, 403, 'Forbidden', 'forbidden', 'This origin is not allowed', cross)
  const allowed = {
    'access-control-allow-origin': cross['access-control-allow-origin'],
    'access-control-allow-methods': settings.methods.join(', '),
    'access-control-allow-headers': settings.allowed.join(', '),
    'access-control-max-age': String(settings.maxAge),
    vary: 'Origin',
  }
  return answer(204, 'No Content', allowed)
}

function problem(event, status, statusDescription, name, title, cross) {
  const headers = Object.assign({ 'content-type': 'application/problem+json' }, cross)
  const told = answer(status, statusDescription, headers)
  if (event.request.method === 'HEAD') return told
  const body = { type: `/problems/${name}`, title: title, status: status, instance: event.context.requestId }
  told.body = { encoding: 'text', data: JSON.stringify(body) }
  return told
}

function answer(statusCode, statusDescription, said) {
  const headers = {}
  const all = Object.assign({ 'cache-control': 'no-store' }, settings.always, said)
  Object.keys(all).forEach((name) => {
    headers[name] = { value: all[name] }
  })
  return { statusCode: statusCode, statusDescription: statusDescription, headers: headers }
}
