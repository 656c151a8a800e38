// The same as ../deposit.ts with the module and all words inside.
import { loader } from '../countersign.js'
import type { Groups } from '../generated/kinds.js'
import { within } from '../within.js'
import module from 'embedded:module-deposit'

export * from '../api.js'

/** Loads the module and its words. */
export const load = loader<Groups['deposit']>(within(module, 'countersign/deposit'))
