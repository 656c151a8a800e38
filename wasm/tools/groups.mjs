// The groups of core/door/kinds.def that have an entry and a module of their own, and their kinds: { deposit: ['deposit.address'], … }.
import { readFileSync } from 'node:fs'

const rows = readFileSync(new URL('../../core/door/kinds.def', import.meta.url), 'utf8')

export const groups = Object.fromEntries(
  [...rows.matchAll(/^#if COUNTERSIGN_HAS\((\w+)\)\n([^#]*)#endif$/gm)].map(([, name, its]) => [
    name.toLowerCase(),
    [...its.matchAll(/^COUNTERSIGN_KIND\("([^"]+)"/gm)].map(([, kind]) => kind),
  ]),
)
if (Object.keys(groups).length === 0) throw new Error('kinds.def has no groups of the expected form')
