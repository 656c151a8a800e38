// The same with a smaller module, which knows the kinds for passwords, one-time codes and signing in alone.
import { beside } from './beside.js'
import { loader } from './countersign.js'
import { accountFile, accountWords } from './generated/files.js'
import type { Groups } from './generated/kinds.js'

export * from './api.js'

/** Loads the module and its words. */
export const load = loader<Groups['account']>(beside(accountFile, accountWords))
