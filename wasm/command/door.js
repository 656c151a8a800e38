// The core as the commands use it: loaded from this package, statuses turned into Failures, the policy that was named.
import { readdirSync, readFileSync } from 'node:fs'
import { Core, CountersignError, imports } from '../dist/command.js'
import { Failure, quoted } from './failure.js'
import { readFile } from './streams.js'

const fileLimit = 8 << 20
const dist = new URL('../dist/', import.meta.url)

/** A core with the tables that `kind` may ask, and with the words, if --explain needs them: they share its memory with lines. */
export function openDoor({ words = false, kind } = {}) {
  const isAsked = (name) =>
    name.startsWith('words-') ? words : name.startsWith('strength-') ? name !== 'strength-en-lite.bin' && kind === 'password.new' : true
  const module = new WebAssembly.Module(readFileSync(new URL('countersign-command.wasm', dist)))
  const core = new Core(new WebAssembly.Instance(module, imports).exports, undefined)
  for (const name of readdirSync(dist)) {
    if (!name.endsWith('.bin') || !isAsked(name)) continue
    const table = readFileSync(new URL(name, dist))
    core.with([table], ([at]) => core.ask(() => core.door.countersign_load_table(core.context, at, table.length)))
  }
  return core
}

/** Runs a call; a status becomes a Failure with the door's own sentence, after `place` if there is one. */
export function ask(call, place) {
  try {
    return call()
  } catch (error) {
    if (!(error instanceof CountersignError)) throw error
    throw place === undefined ? new Failure(error.message) : new Failure(place, error.message)
  }
}

const isText = (value) => typeof value === 'string'

function readKeyFile(path) {
  const bytes = readFile(path, fileLimit)
  const bad = (where, what) => new Failure(path, `${where}: ${what}`)
  let file
  try {
    file = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (error) {
    const at = /position (\d+)/.exec(error.message)?.[1] ?? bytes.length
    throw bad('key', `not well-formed JSON at byte ${at}`)
  }
  if (typeof file !== 'object' || file === null || Array.isArray(file)) throw bad('key', 'must be an object')
  for (const name of Object.keys(file))
    if (name !== 'id' && name !== 'publicKey') throw bad('key', `unknown name ${quoted(name)}`)
    else if (!isText(file[name])) throw bad(`key.${name}`, 'must be a string')
  for (const name of ['id', 'publicKey']) if (!Object.hasOwn(file, name)) throw bad(`key.${name}`, 'is missing')
  if (!/^[0-9a-fA-F]{64}$/.test(file.publicKey)) throw bad('key.publicKey', 'must be 64 hexadecimal characters')
  return { id: Buffer.from(file.id), publicKey: Buffer.from(file.publicKey, 'hex') }
}

/** Takes what --policy and --key, or --unsigned, name. */
export function loadPolicy(core, options) {
  options.notBoth('--policy', '--unsigned')
  options.notBoth('--key', '--unsigned')
  const give = (pieces, call, place) => ask(() => core.with(pieces, (at) => core.ask(() => call(...at))), place)
  if (options.has('--unsigned')) {
    const path = options.value('--unsigned')
    const policy = readFile(path, fileLimit)
    give([policy], (at) => core.door.countersign_load_unsigned_policy(core.context, at, policy.length), path)
  }
  if (options.has('--policy') || options.has('--key')) {
    // Quotes and vouchers are signed, too: a key is of use without a policy.
    const keyPath = options.required('--key')
    const { id, publicKey } = readKeyFile(keyPath)
    give(
      [id, publicKey],
      (at, key) => core.door.countersign_trust(core.context, at, id.length, key, publicKey.length),
      keyPath,
    )
  }
  if (options.has('--policy')) {
    const path = options.value('--policy')
    const envelope = readFile(path, fileLimit)
    give([envelope], (at) => core.door.countersign_load_policy(core.context, at, envelope.length, 0), path)
  }
}

/** What --now says, or else this moment on both clocks. */
export function momentOf(core, options) {
  const text = options.value('--now')
  if (text === undefined) return { wall: Date.now(), steady: Math.floor(performance.now()) }
  const moment = core.moment(Buffer.from(text))
  if (moment === undefined)
    throw new Failure(
      '--now',
      `not a moment: ${quoted(text)}; give an instant such as 2026-05-01T12:00:00Z, milliseconds, or ` +
        '{"wall":…,"steady":…}',
    )
  return moment
}
