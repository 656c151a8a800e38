// What an entry has that asks for no file: the module and the words of all languages are inside.
import { unpack } from './embedded.js'
import { programFromBytes, type Supply } from './load.js'
import words from 'embedded:words'

/** @internal */
export const within = (module: string, entry: string): Supply => ({
  program: async () => programFromBytes(await unpack(module), entry),
  words: (language) => unpack(words[language]),
})
