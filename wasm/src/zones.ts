// The table of time zones, 2000 to 2040, for `countersign.loadTable`: signin.status asks it when a lock ends.
import { unpack } from './embedded.js'
import table from 'embedded:zones'

/** The table's bytes; the same as the file `countersign/zones.bin`. */
export function zones(): Promise<Uint8Array> {
  return unpack(table)
}
