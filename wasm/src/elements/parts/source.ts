// Where the elements of a page have their Countersign from: the package's own entry for what they ask, loaded once and only
// when an element needs it, or what the page gives.
import type { Countersign } from '../../countersign.js'

/** A loaded Countersign, the promise of one, or what makes one when it is first needed. */
export type CountersignSource = Countersign | PromiseLike<Countersign> | (() => Countersign | PromiseLike<Countersign>)

/** The entries with one group of kinds alone, as the elements need them. */
const entries = {
  deposit: () => import('../../deposit.js'),
  account: () => import('../../account.js'),
  payment: () => import('../../payment.js'),
}

export type Group = keyof typeof entries

let given: CountersignSource | undefined
// What the page gives is one for all groups.
const loading = new Map<Group | 'given', Promise<Countersign>>()

/**
 * Gives the elements a Countersign: one with policies and keys, or that of another entry of the package. Call it where the
 * elements are imported; once one of them has asked, it is too late, and this throws.
 */
export function useCountersign(source: CountersignSource): void {
  if (loading.size > 0) throw new Error('useCountersign: an element has asked already; call it where the elements are imported')
  given = source
}

/** The Countersign of all elements that ask questions of a group. After a failure the next one to ask tries again. */
export function countersign(group: Group): Promise<Countersign> {
  const name = given === undefined ? group : 'given'
  let promise = loading.get(name)
  if (promise === undefined) {
    promise = begin(group).catch((error: unknown) => {
      loading.delete(name)
      throw error
    })
    loading.set(name, promise)
  }
  return promise
}

async function begin(group: Group): Promise<Countersign> {
  if (given === undefined) return (await entries[group]()).load()
  return typeof given === 'function' ? given() : given
}
