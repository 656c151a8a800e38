// Countersign for JavaScript: checks what a person is about to type, read or confirm, before it leaves the device.
// The module and its words are files beside this one.
import { loadFrom, type Countersign, type LoadOptions } from './countersign.js'
import { moduleFile, wordsFiles } from './generated/files.js'
import { filesAt } from './load.js'

export * from './api.js'

/** Loads the module and its words. */
export function load(options: LoadOptions = {}): Promise<Countersign> {
  return loadFrom(filesAt(moduleFile(), (language) => wordsFiles[language]()), options)
}
