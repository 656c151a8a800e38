// The door with nothing around it: the module's own functions, as the package calls them.
import { readFileSync } from 'node:fs'
import { packageEntry } from '../equality/hosts.mjs'

export const moduleFile = readFileSync(new URL('countersign.wasm', packageEntry))
const { imports } = await import(new URL('command.js', packageEntry))
const encoder = new TextEncoder()

function good(status) {
  if (status < 0) throw new Error(`the door answered ${status}`)
  return status
}

export function openDoor() {
  const bare = new WebAssembly.Instance(new WebAssembly.Module(moduleFile), imports).exports
  bare._initialize()
  const memory = new Uint8Array(bare.memory.buffer)
  const words = new Uint32Array(bare.memory.buffer)
  const scratch = bare.malloc(64)
  good(bare.countersign_context_create(0, scratch))
  const context = words[scratch >> 2]

  function put(text) {
    const at = bare.malloc(text.length || 1)
    encoder.encodeInto(text, memory.subarray(at, at + text.length))
    return at
  }

  return {
    /** Two ways to judge a text: the outcome alone, and with all findings read from the view. True if not refused. */
    prepare(given) {
      const [kind, subject] = ['deposit.address', JSON.stringify(given)]
      good(bare.countersign_prepare(context, put(kind), kind.length, put(subject), subject.length, scratch))
      const check = words[scratch >> 2]
      good(bare.countersign_input(check, 0, 256, scratch))
      const at = words[scratch >> 2]
      const room = memory.subarray(at, at + 256)
      const view = bare.countersign_view(check) >> 2
      const outcome = (text) => bare.countersign_run(check, encoder.encodeInto(text, room).written, 0, 0, 0)
      return {
        run: outcome,
        read(text) {
          const found = outcome(text)
          const count = (words[view] >> 8) & 0xff
          let weight = 0
          for (let row = view + 4; row < view + 4 + 4 * count; row += 4)
            weight += words[row] + words[row + 1] + words[row + 2]
          return weight >= 0 ? found : -1
        },
      }
    },

    /** The largest block there is. tests/wasm/memory.test.mjs counts the small ones too. */
    largestBlock() {
      let low = 0
      for (let high = 1 << 24; high - low > 8; ) {
        const middle = (low + high) >> 1
        const at = bare.malloc(middle)
        if (at === 0) high = middle
        else {
          bare.free(at)
          low = middle
        }
      }
      return low
    },
  }
}
