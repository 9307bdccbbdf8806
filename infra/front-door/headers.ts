/** What browsers of other origins may send and read. One table: the local front door and the one on AWS answer from it. */
export const crossOrigin = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  allowed: ['Accept-Language', 'Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match'],
  exposed: ['ETag', 'Location', 'Retry-After', 'Idempotent-Replayed'],
  /** So long may a browser keep the answer to a preflight, in seconds; Chromium keeps none longer than two hours. */
  maxAge: 600,
}

/** What every answer says to browsers, whoever asks: nothing here is a page to frame, to guess a type of or to link from. */
export const security = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  // A service answers data; the pages of problems have nothing but text with a style of their own.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

/** Two years, in seconds; the local front door speaks http and says nothing of it. */
export const strictTransportSeconds = 2 * 365 * 24 * 3600
