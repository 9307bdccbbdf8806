/** What a service answered, as `call` of tests/service/harness.ts gives it. */
export interface Answer {
  status: number
  headers: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: a chapter reads whatever was answered
  body: any
}

const mostTries = 150
const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds))

/** Whether an answer leaves open what became of the request: the same is sent again, with the same key. */
export const isOpen = ({ status }: Answer): boolean => status === 503

/** What no client should ever be told: an error of the service's own, or one that does not say when to come again. */
export const unfit = ({ status, headers }: Answer): string[] => [
  ...(status >= 500 && status !== 503 ? [`answered ${status}`] : []),
  ...(status === 503 && headers['retry-after'] === undefined ? ['503 without Retry-After'] : []),
]

export interface Asked {
  /** The last answer. */
  answer: Answer
  /** All of them, the last one too. */
  tries: number
  violations: string[]
}

/** Sends a request until it is answered, as a client does that was told 503. @param patience how often at most. */
export async function persist(send: () => Promise<Answer>, patience = mostTries): Promise<Asked> {
  const violations: string[] = []
  for (let tries = 1; ; tries += 1) {
    const answer = await send()
    violations.push(...unfit(answer))
    if (!isOpen(answer) || tries >= patience) return { answer, tries, violations }
    await pause(Math.random() * 5)
  }
}

/** Does work on numbers 0…n-1, some of them at the same time; none is begun after `ends`. @returns how many were. */
export async function atOnce(
  n: number,
  workers: number,
  ends: number,
  work: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0
  const worker = async () => {
    while (next < n && Date.now() < ends) {
      next += 1
      await work(next - 1)
    }
  }
  await Promise.all(Array.from({ length: workers }, worker))
  return next
}
