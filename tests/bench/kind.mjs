// One kind of address, in a process of its own: Countersign in all its ways, and the peers that know the kind.
//
//   node tests/bench/kind.mjs KIND RUNS EACH WARM-UP
import { make, Random } from '../equality/addresses.mjs'
import { home } from '../equality/home.mjs'
import { packageEntry } from '../equality/hosts.mjs'
import { openDoor } from './door.mjs'
import { isUnchecked, peersOf } from './kinds.mjs'
import { peers } from './peers.mjs'
import { all, race } from './race.mjs'

const [kind, ...numbers] = process.argv.slice(2)
const [runs, each, warmUp] = numbers.map(Number)
const random = new Random(Date.now())
const now = { wall: 0, steady: 0 }

// What was typed arrives as a string of its own, not as a piece of another one.
const fresh = (count) => Array.from({ length: count }, () => Buffer.from(make[kind](random)).toString())

const { load } = await import(packageEntry)
const check = (await load({ languages: [] })).prepare('deposit.address', home[kind])
const bare = openDoor().prepare(home[kind])
const samples = fresh(100)
const { outcome } = check.run(samples[0])
if (outcome !== 'accept' && outcome !== 'caution') throw new Error(`Countersign: ${outcome}: ${samples[0]}`)
const status = bare.run(samples[0])

const subjects = {
  run: all((text) => check.run(text).outcome === outcome),
  'run, findings read': all((text) => {
    const verdict = check.run(text, { now })
    let weight = verdict.findings.length
    for (const { reason, at } of verdict.findings) weight += reason.length + at.length
    return verdict.outcome === outcome && weight >= 0
  }),
  runLines: [(texts) => texts.join('\n'), (text) => check.runLines(text)],
  'runLines, and joined': (texts) => check.runLines(texts.join('\n')),
  bare: all((text) => bare.run(text) === status),
  'bare, findings read': all((text) => bare.read(text) === status),
  'JSON text': all((text) => check.run(text).json.length > 0),
}

/** Peers that refuse some good addresses: their answers are not correct, and the rate is no peer's. */
const refusing = []
for (const name of peersOf(kind)) {
  const judge = peers[name].kinds[kind](await peers[name].load())
  const refused = samples.filter((sample) => !judge(sample))
  if (refused.length > samples.length / 2) throw new Error(`${name} refuses ${refused[0]}`)
  if (refused.length > 0) refusing.push(name)
  subjects[name] = all(judge)
}

const rates = race(subjects, fresh, { runs, each, warmUp })
for (const name of peersOf(kind)) rates[name].correct = !isUnchecked(name, kind) && !refusing.includes(name)
console.log(JSON.stringify(rates))
process.exit()
