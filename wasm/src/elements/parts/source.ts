// Where the elements of a page have their Countersign from: the package's own entry, loaded once and only when an element
// needs it, or what the page gives.
import type { Countersign } from '../../countersign.js'

/** A loaded Countersign, the promise of one, or what makes one when it is first needed. */
export type CountersignSource = Countersign | PromiseLike<Countersign> | (() => Countersign | PromiseLike<Countersign>)

let given: CountersignSource | undefined
let loading: Promise<Countersign> | undefined

/**
 * Gives the elements a Countersign: one with policies and keys, or that of another entry of the package. Call it where the
 * elements are imported; once one of them has asked, it is too late, and this throws.
 */
export function useCountersign(source: CountersignSource): void {
  if (loading !== undefined) throw new Error('useCountersign: an element has asked already; call it where the elements are imported')
  given = source
}

/** The Countersign of all elements. After a failure the next one to ask tries again. */
export function countersign(): Promise<Countersign> {
  loading ??= begin().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function begin(): Promise<Countersign> {
  if (given === undefined) return (await import('../../index.js')).load()
  return typeof given === 'function' ? given() : given
}
