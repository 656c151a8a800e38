// The number of lines done so far, on standard error, rewritten in place: only where a person looks at it (standard error
// is a terminal, standard output is not) and only when the run is long.
import { writeSync } from 'node:fs'

const silentFor = 1000
const between = 100
const standardError = 2

export class Progress {
  #watched = process.stderr.isTTY === true && process.stdout.isTTY !== true
  #next = performance.now() + silentFor
  #lines = 0
  #shown = false

  /** Counts the line ends in what was just judged. */
  add(lines) {
    if (!this.#watched) return
    for (let i = lines.indexOf(0x0a); i >= 0; i = lines.indexOf(0x0a, i + 1)) this.#lines++
    const now = performance.now()
    if (now < this.#next) return
    this.#next = now + between
    this.#write(`\r${String(this.#lines).replace(/\B(?=(\d{3})+$)/g, ',')} lines`)
    this.#shown = true
  }

  /** Takes the number off the screen again. */
  clear() {
    if (this.#shown) this.#write('\r\x1B[K') // ECMA-48: erase to the end of the line
    this.#shown = false
  }

  #write(text) {
    try {
      writeSync(standardError, text)
    } catch {
      // Nobody is looking.
    }
  }
}
