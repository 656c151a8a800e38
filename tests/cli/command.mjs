// Runs the command under test. COUNTERSIGN_COMMAND names it: the native program, or a .js file that Node runs.
// COUNTERSIGN_COMMAND_FOR_TESTS, if given, names a build that also has the kinds made for tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

const command = process.env.COUNTERSIGN_COMMAND
if (!command) throw new Error('COUNTERSIGN_COMMAND must name the countersign command to test')
const commandForTests = process.env.COUNTERSIGN_COMMAND_FOR_TESTS ?? command

function words(of) {
  return of.endsWith('.js') ? [process.execPath, of] : [of]
}
export const shellWords = words(command)
export const isNative = !command.endsWith('.js')

export function start(args, { testKinds = false, ...options } = {}) {
  const [program, ...first] = words(testKinds ? commandForTests : command)
  const child = spawn(program, [...first, ...args], options)
  // The command may end without reading its input; that is the command's right.
  child.stdin?.on('error', () => {})
  return child
}

// Resolves to { status, signal, stdout, stderr }.
export function run(args, { input = '', ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(args, options)
    const out = []
    const err = []
    child.stdout.on('data', (piece) => out.push(piece))
    child.stderr.on('data', (piece) => err.push(piece))
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({
      status, signal, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString(),
    }))
    child.stdin.end(input)
  })
}

// A folder for one test file, gone when its tests are done.
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'countersign-'))
  after(() => rmSync(path, { recursive: true, force: true }))
  return {
    path,
    file(name, content) {
      const whole = join(path, name)
      if (content !== undefined) writeFileSync(whole, content)
      return whole
    },
  }
}

export const bitcoin = '{"coin":"BTC"}'
export const good = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4' // BIP 173, test vectors
export const mistyped = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'
export const ethereum = '{"coin":"ETH"}'
export const lowerCase = '0x52908400098527886e0f7030069857d2e4169ee7' // EIP-55, its checksum taken away
