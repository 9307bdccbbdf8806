import { type Acted, act, type By, type Dossier, type Task } from './dossier.ts'

/** The head stays small: of each kind it has the newest, the journal has that something was raised. */
const kept = { ATTACHMENT_REJECTED: 5, NOTICE_FAILED: 3 } as const satisfies Record<Task['kind'], number>

/** What a task is about: the same thing raises one task, however often it is told. */
export const taskName = (task: Task): string =>
  task.kind === 'ATTACHMENT_REJECTED' ? task.attachment : task.notification

function raise(dossier: Dossier, task: Task, by: By): Acted | undefined {
  const { tasks = [] } = dossier
  const name = taskName(task)
  if (tasks.some((other) => other.kind === task.kind && taskName(other) === name)) return undefined
  const own = [...tasks.filter(({ kind }) => kind === task.kind), task].slice(-kept[task.kind])
  const others = tasks.filter(({ kind }) => kind !== task.kind)
  return { ...act('note', dossier, by, { tasks: [...others, ...own] }), raises: name }
}

/** Raise a task for a file that can't be used; undefined when the dossier has it already. */
export const fileRejected = (dossier: Dossier, attachment: string, reason: string, by: By): Acted | undefined =>
  raise(dossier, { kind: 'ATTACHMENT_REJECTED', attachment, reason }, by)

/** Raise a task for a notice that reached nobody, also on a closed dossier; undefined when it has it already. */
export const noticeFailed = (
  dossier: Dossier,
  failed: { notification: string; to: string; reason: string },
  by: By,
): Acted | undefined => raise(dossier, { kind: 'NOTICE_FAILED', ...failed }, by)
