// Countersign for JavaScript: checks what a person is about to type, read or confirm, before it leaves the device.
// The module is a file beside this one, and so are the words of every language but English.
import { loadFrom, type Countersign, type LoadOptions } from './countersign.js'
import { unpack } from './embedded.js'
import { moduleFile, wordsFiles } from './generated/files.js'
import { programAt, tableAt, type Supply } from './load.js'
import english from 'embedded:english'

export * from './api.js'

const supply: Supply = {
  program: () => programAt(moduleFile()),
  words: (language) => (language === 'en' ? unpack(english) : tableAt(wordsFiles[language]())),
}

/** Loads the module and its words. */
export function load(options: LoadOptions = {}): Promise<Countersign> {
  return loadFrom(supply, options)
}
