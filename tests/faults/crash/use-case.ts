import type { Promised } from '../chapter.ts'
import type { Call } from '../proxy.ts'
import type { Item } from './stored.ts'

/** What came of asking a function once: whether it said that it was done, and what it said. */
export interface Outcome {
  done: boolean
  /** What it answered, without what differs between two answers to the same request. */
  answer?: unknown
  /** Why it is not done, in words. */
  why?: string
}

// biome-ignore lint/suspicious/noExplicitAny: a handler takes what its trigger hands over, and each has another one
export type Handler = (event: any, context?: any) => Promise<any>

/** A use case that stands ready to be done, once, about something that is only about this try. */
export interface Try {
  /** What the client, the queue, the stream or the schedule asks: the same each time. */
  ask: (handler: Handler) => Promise<Outcome>
  /** What goes on by itself when nobody is killed any more: sweeps, word of the provider. */
  afterwards?: () => Promise<unknown>
  /** What does not hold in the end, beside what holds everywhere. @param outcomes those that said that it was done @param items what the try wrote, as it stands */
  broken?: (outcomes: Outcome[], items: Item[]) => Promise<string[]>
}

/** One thing that a function of a service does. */
export interface UseCase<Desk> {
  /** What is done, as a sentence without its subject. */
  does: string
  /** The file of the function. */
  by: 'api.ts' | `on-${string}.ts`
  /** Its route, where it has routes. */
  route?: string
  /** The promise that it is about, where that is not the one of its kind. */
  promise?: Promised
  prepare: (desk: Desk) => Promise<Try>
}

/** What can be cut off, with the calls since it was mended or cut: the fault proxy, or what is built upon it. */
export interface Cutter {
  cut: (n: number, after: boolean) => void
  mend: () => boolean
  calls: () => readonly Call[]
}

/** What a service does, and a place to do it. */
export interface Service<Desk> {
  service: string
  /** The desk; its `wire` is where it is cut off when it has one of its own. */
  open: () => Promise<{ desk: Desk; wire?: Cutter; close?: () => unknown }>
  useCases: UseCase<Desk>[]
}
