/** A request that no route may take: what is wrong with it, and how it may be refused. */
export interface BadInput {
  what: string
  body: string | Buffer
  /** `application/json` unless told; null for none at all. */
  contentType?: string | null
  headers?: Record<string, string>
  query?: string
  /** Sent in pieces, without a length. */
  chunked?: boolean
  refused: number[]
}

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`
const unknown = JSON.stringify({ nobodyKnowsThis: 1 })

/** What is wrong with a body as a whole, whatever it was to say. */
export const badBodies: BadInput[] = [
  { what: 'half of a JSON', body: '{"a":', refused: [400] },
  { what: 'a text that is no JSON', body: 'a=1&b=2', refused: [400] },
  { what: 'two JSONs', body: '{}{}', refused: [400] },
  { what: 'a comment', body: '{/* a */}', refused: [400] },
  { what: 'NaN', body: '{"a":NaN}', refused: [400] },
  { what: 'NUL alone', body: '\u0000', refused: [400] },
  { what: 'NUL after a JSON', body: '{}\u0000', refused: [400] },
  { what: 'a list', body: '[]', refused: [422] },
  { what: 'null', body: 'null', refused: [422] },
  { what: 'a number', body: '1', refused: [422] },
  { what: 'a text', body: '"a"', refused: [422] },
  { what: 'an unknown field', body: unknown, refused: [422] },
  { what: 'a field __proto__', body: '{"__proto__":{"admin":true}}', refused: [422] },
  { what: 'a field constructor', body: '{"constructor":{"prototype":{"admin":true}}}', refused: [422] },
  { what: 'a field of no name', body: '{"":1}', refused: [422] },
  { what: 'half a letter as a name', body: '{"\\ud800":1}', refused: [422] },
  { what: 'a field named twice', body: '{"a":1,"a":2}', refused: [400] },
  { what: 'a field named twice, once in escapes', body: '{"a":1,"\\u0061":2}', refused: [400] },
  { what: 'lists 65 deep', body: nested(65, '[', ']'), refused: [400] },
  { what: 'objects 20 000 deep', body: nested(20_000, '{"a":', '}'), refused: [400] },
  { what: 'lists 100 000 deep, never closed', body: '['.repeat(100_000), refused: [400] },
  { what: 'a number beyond all numbers', body: '{"a":1e400}', refused: [422] },
  { what: 'a number of 10 000 digits', body: `{"a":${'9'.repeat(10_000)}}`, refused: [422] },
  {
    what: '10 000 fields',
    body: `{${Array.from({ length: 10_000 }, (_, n) => `"f${n}":1`).join(',')}}`,
    refused: [422],
  },
  { what: 'more than 256 KB', body: JSON.stringify({ a: 'x'.repeat(256 * 1024) }), refused: [413] },
  {
    what: 'more than 256 KB in pieces',
    body: JSON.stringify({ a: 'x'.repeat(256 * 1024) }),
    chunked: true,
    refused: [413],
  },
  {
    what: 'a good length of letters, too many bytes',
    body: JSON.stringify({ a: 'ệ'.repeat(100_000) }),
    refused: [413],
  },
  { what: 'an unknown field in pieces', body: unknown, chunked: true, refused: [422] },
  { what: 'a byte order mark', body: `\ufeff${unknown}`, refused: [400, 422] },
  { what: 'UTF-16', body: Buffer.from(unknown, 'utf16le'), refused: [400] },
  {
    what: 'bytes that are no UTF-8',
    body: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
    refused: [400, 422],
  },
  { what: 'an overlong slash', body: Buffer.from([0x22, 0xc0, 0xaf, 0x22]), refused: [400, 422] },
  { what: 'the type of a form', body: 'a=1', contentType: 'application/x-www-form-urlencoded', refused: [415] },
  {
    what: 'the type of many parts',
    body: '--x\r\n\r\n1\r\n--x--',
    contentType: 'multipart/form-data; boundary=x',
    refused: [415],
  },
  {
    what: 'XML',
    body: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    contentType: 'application/xml',
    refused: [415],
  },
  { what: 'JSON that calls itself text', body: unknown, contentType: 'text/plain', refused: [415] },
  {
    what: 'JSON that calls itself a patch',
    body: unknown,
    contentType: 'application/merge-patch+json',
    refused: [415],
  },
  { what: 'no type', body: unknown, contentType: null, refused: [415] },
]

const withHeader = (what: string, name: string, value: string): BadInput => ({
  what,
  body: unknown,
  headers: { [name]: value },
  refused: [400, 401, 422],
})

/** What is wrong beside the body, which is one that no route takes. */
export const badRequests: BadInput[] = [
  withHeader('a key of 5 000 characters', 'idempotency-key', 'k'.repeat(5_000)),
  withHeader('a key of blanks', 'idempotency-key', ' . '),
  withHeader('a version that is none', 'if-match', 'W/"x"'),
  withHeader('a version beyond all numbers', 'if-match', `"${'9'.repeat(400)}"`),
  withHeader('many versions', 'if-match', '"1", "2"'),
  withHeader('a negative version', 'if-match', '"-1"'),
  withHeader('a language of 5 000 characters', 'accept-language', 'vi;q=0.9,'.repeat(550)),
  withHeader('a path for the language', 'accept-language', '../../etc/passwd'),
  withHeader('another method in a header', 'x-http-method-override', 'GET'),
  { what: 'a query that nobody knows', body: unknown, query: 'nobodyKnowsThis=1', refused: [422] },
  { what: 'a query named twice', body: unknown, query: 'a=1&a=2', refused: [422] },
  { what: 'a query __proto__', body: unknown, query: '__proto__=1', refused: [422] },
  { what: 'a query with half a byte', body: unknown, query: 'a=%', refused: [400, 422] },
  { what: 'a query with NUL', body: unknown, query: 'a=%00', refused: [422] },
  { what: 'a query of 5 000 characters', body: unknown, query: `a=${'x'.repeat(5_000)}`, refused: [422] },
]

/** Values that no field takes, whatever it is: each is put into every field that a route knows. */
export const badValues: Record<string, string> = {
  NUL: '"\\u0000"',
  'half a letter': '"\\ud800"',
  'turned around': '"\\u202e"',
  'an escape': '"\\u001b[31m"',
  'a number beyond all numbers': '1e400',
  'a negative zero of many digits': `-0.${'0'.repeat(300)}1`,
  '200 000 characters': `"${'x'.repeat(200_000)}"`,
  'lists 60 deep': nested(60, '[', ']'),
  'its own parent': '{"__proto__":{"toString":1}}',
  'a date that is none': '"2026-02-30T25:61:61Z"',
}

/** What stands in the place of an id in a path; none of it is one. */
export const badIds: Record<string, string> = {
  NUL: '%00',
  'a path upwards': '..%2f..%2fetc%2fpasswd',
  'half a byte': '%ff',
  '5 000 characters': 'x'.repeat(5_000),
  'a parent of all': '__proto__',
  'a template': '%7B%7B7*7%7D%7D',
  'a quotation mark': "'%20OR%20'1'='1",
  'a star': '*',
}
