// The table of keyboard layouts, for `countersign.loadTable`: the password kinds ask it which layout a key belongs to.
import { unpack } from './embedded.js'
import table from 'embedded:layouts'

/** The table's bytes; the same as the file `countersign/layouts.bin`. */
export function layouts(): Promise<Uint8Array> {
  return unpack(table)
}
