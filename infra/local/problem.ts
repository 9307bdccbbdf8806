/** What the front door itself answers as application/problem+json. */
export class Problem extends Error {
  readonly status: number
  readonly headers: Record<string, string>
  private readonly extensions: object

  constructor(
    status: number,
    name: string,
    detail: string,
    headers: Record<string, string> = {},
    extensions: object = {},
  ) {
    super(detail)
    this.name = name
    this.status = status
    this.headers = headers
    this.extensions = extensions
  }

  /** The RFC 9457 body, with the fields that another protocol wants beside it. */
  body(): string {
    const { name, status, message } = this
    return JSON.stringify({ type: `/problems/${name}`, title: name, status, detail: message, ...this.extensions })
  }
}
