// Where the tests find what was built: the package in wasm/dist, and the module that has the test kinds.
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)
const built = process.env.COUNTERSIGN_WASM_DIR ?? fileURLToPath(new URL('build/wasm', root))

export const packageFolder = new URL('wasm/', root)
export const dist = new URL('wasm/dist/', root)
export const testModule = `${built}/wasm/countersign-test.wasm`
export const nativeCommand =
  process.env.COUNTERSIGN_COMMAND ?? fileURLToPath(new URL('build/native/native/countersign', root))
export const npmCommand = fileURLToPath(new URL('wasm/bin/countersign.js', root))

export const bitcoin = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' // BIP 173, test vector
export const ethereum = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' // EIP-55, test vector
