// Countersign for JavaScript: checks what a person is about to type, read or confirm, before it leaves the device.
import { beside } from './beside.js'
import { loader } from './countersign.js'
import { moduleFile } from './generated/files.js'

export * from './api.js'

/** Loads the module and its words. */
export const load = loader(beside(moduleFile))
