// The same without WebAssembly: the module as JavaScript (binaryen's wasm2js), for pages whose policy allows no
// 'wasm-unsafe-eval'. Its verdicts are the same, byte for byte; it is larger and slower.
import { loader } from './countersign.js'
import { imports } from './core.js'
import { unpack } from './embedded.js'
import type { Supply } from './load.js'
import start from 'embedded:program'
import words from 'embedded:words'

export * from './api.js'

const again = () => start(imports.wasi_snapshot_preview1)

const supply: Supply = {
  program: async () => ({ door: again(), again }),
  words: (language) => unpack(words[language]),
}

/** Loads the program and its words. */
export const load = loader(supply)
