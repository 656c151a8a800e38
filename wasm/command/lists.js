// The commands that show what this package holds: kinds, schema, words, version.
import { readdirSync, readFileSync } from 'node:fs'
import { Arguments } from './arguments.js'
import { openDoor } from './door.js'
import { Failure, quoted } from './failure.js'
import { writeOut } from './streams.js'

const dist = new URL('../dist/', import.meta.url)

// Only names that are in the folder are read, so a name is never a path.
function namesIn(folder) {
  return readdirSync(new URL(`${folder}/`, dist))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
}

const print = (folder, name) => writeOut(readFileSync(new URL(`${folder}/${name}.json`, dist)))

export function runKinds(words) {
  new Arguments('kinds', {}, words).atMost(0)
  writeOut(openDoor().kinds)
  return 0
}

export function runSchema(words) {
  const options = new Arguments('schema', {}, words)
  const kind = options.requiredPositional(0, 'KIND')
  options.atMost(1)
  if (!namesIn('schema').includes(kind))
    throw new Failure('schema', `there is no kind ${quoted(kind)}; countersign kinds lists them`)
  print('schema', kind)
  return 0
}

export function runWords(words) {
  const options = new Arguments('words', {}, words)
  const language = options.requiredPositional(0, 'LANGUAGE')
  options.atMost(1)
  const known = namesIn('words')
  if (!known.includes(language))
    throw new Failure('words', `there are none for ${quoted(language)}, only for ${known.join(', ')}`)
  print('words', language)
  return 0
}

export function runVersion(words) {
  new Arguments('version', {}, words).atMost(0)
  writeOut(`countersign ${openDoor().version}\n`)
  return 0
}
