// The same with a smaller module, which knows the kinds for deposit addresses alone.
import { beside } from './beside.js'
import { loader } from './countersign.js'
import { depositFile, depositWords } from './generated/files.js'
import type { Groups } from './generated/kinds.js'

export * from './api.js'

/** Loads the module and its words. */
export const load = loader<Groups['deposit']>(beside(depositFile, depositWords))
