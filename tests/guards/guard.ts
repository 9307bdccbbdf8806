/** A guard of the product, the fault that would take it away, and the test that has to notice. */
export interface Guard {
  /** What is guarded, as a sentence: "an expired token is refused". */
  guards: string
  /** The product's file, from the root, and the one place in it that is changed. */
  file: string
  find: string
  replace: string
  /** The kind of test and its file, from the root, that must turn red. */
  project: 'unit' | 'infra' | 'service' | 'system'
  test: string
}
