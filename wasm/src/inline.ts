// The same with the module and all words inside: for bundlers that do not carry files along, and pages that may not ask
// for any.
import { loadFrom, type Countersign, type LoadOptions } from './countersign.js'
import { unpack } from './embedded.js'
import { programFromBytes, type Supply } from './load.js'
import module from 'embedded:module'
import words from 'embedded:words'

export * from './api.js'

const supply: Supply = {
  program: async () => programFromBytes(await unpack(module), 'countersign/inline'),
  words: (language) => unpack(words[language]),
}

/** Loads the module and its words. */
export function load(options: LoadOptions = {}): Promise<Countersign> {
  return loadFrom(supply, options)
}
