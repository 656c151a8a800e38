// countersign check KIND --jsonl: a line in, a line out, in order, for address books of any size. Memory stays bounded:
// whole lines are judged as they come, up to about 256 KiB at a time, and a line over 4 MiB is one error line.
import { ask, momentOf } from './door.js'
import { Progress } from './progress.js'
import { readSome, standardInput, writeOut } from './streams.js'

const block = 256 << 10
const longestLine = 4 << 20
const lf = 0x0a

/** Reads standard input to its end, or until nobody reads standard output. 0, or 2 if any line was bad. */
export function runJsonl(core, kind, options) {
  const name = Buffer.from(kind)
  const progress = new Progress()
  let anyBad = false

  // Judges whole lines and writes their verdicts. False when nobody reads them.
  const judge = (lines) => {
    const now = momentOf(core, options)
    let bad = 0
    const out = ask(() =>
      core.with([name, lines], ([at, from]) =>
        Buffer.from(
          core.answer((out, length) => {
            bad = core.door.countersign_lines(
              core.context,
              at,
              name.length,
              from,
              lines.length,
              now.wall,
              now.steady,
              out,
              length,
            )
            return bad
          }),
        ),
      ),
    )
    anyBad ||= bad > 0
    progress.add(lines)
    return writeOut(out)
  }

  try {
    let open = judge(Buffer.alloc(0)) // an unknown kind is said before the first line comes
    let buffer = Buffer.alloc(block)
    let held = 0 // bytes of a line that has not ended yet
    let skipping = false // inside a line that was refused
    while (open) {
      const wanted = Math.min(held + block, longestLine + 1)
      if (buffer.length < wanted) buffer = Buffer.concat([buffer], Math.min(2 * wanted, longestLine + 1))
      const room = Math.min(buffer.length - held, block)
      const size = readSome(standardInput, buffer.subarray(held, held + room), 'standard input')
      if (size === 0) break
      const last = buffer.subarray(held, held + size).lastIndexOf(lf)
      const end = held + last + 1
      held += size
      if (last < 0) {
        if (skipping) {
          held = 0
        } else if (held > longestLine) {
          anyBad = true
          open = writeOut('{"error":"line: longer than 4 MiB"}\n')
          skipping = true
          held = 0
        }
        continue
      }
      const whole = buffer.subarray(skipping ? buffer.indexOf(lf) + 1 : 0, end)
      skipping = false
      if (whole.length > 0) open = judge(whole)
      buffer.copyWithin(0, end, held)
      held -= end
    }
    if (open && held > 0) judge(buffer.subarray(0, held))
    return anyBad ? 2 : 0
  } finally {
    progress.clear()
  }
}
