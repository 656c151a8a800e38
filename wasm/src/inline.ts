// The same with the module and all words inside: for bundlers that do not carry files along, and pages that may not ask
// for any.
import { loader } from './countersign.js'
import { within } from './within.js'
import module from 'embedded:module'

export * from './api.js'

/** Loads the module and its words. */
export const load = loader(within(module, 'countersign/inline'))
