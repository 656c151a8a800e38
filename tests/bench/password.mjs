// Passwords in a process of their own: what one key costs in the module, as a page sees it (the event, then the text in the
// field), and what a refused password is told. Typed in us, de and ru, with the layouts' table and a profile.
//
//   node tests/bench/password.mjs RUNS EACH WARM-UP
import { Random } from '../equality/addresses.mjs'
import { packageEntry } from '../equality/hosts.mjs'
import { start } from '../wasm/module.mjs'
import { race } from './race.mjs'

const [runs, each, warmUp] = process.argv.slice(2).map(Number)
const random = new Random(Date.now())
const { load } = await import(packageEntry)
const { layouts } = await import(new URL('layouts.js', packageEntry))
const countersign = await load({ languages: [] })
countersign.loadTable(await layouts())

const letters = 'abcdefghijklmnopqrstuvwxyz'
const typed = { us: letters, de: letters.replace('y', 'Z').replace('z', 'y').replace('Z', 'z'), ru: 'фисвуапршолдьтщзйкыегмцчня' }
const check = countersign.prepare('password.entry', { enrolledLayout: 'us', profile: 'NFKC', bcrypt: true })
let steady = 0
let text = ''
const presses = (count) =>
  Array.from({ length: count }, () => {
    const i = random.below(26)
    return {
      type: 'keydown',
      code: `Key${letters[i].toUpperCase()}`,
      key: typed[random.pick(['us', 'us', 'us', 'de', 'ru'])][i],
      shift: false,
      capsLock: random.below(8) === 0,
      location: 0,
      repeat: false,
    }
  })
const moment = () => ({ wall: 1e12, steady: (steady += 90) })
const observe = (list) => {
  for (const event of list) check.observe(event, moment())
}
// A field of up to 16 characters, emptied when it is full.
const type = (list) => {
  for (const event of list) {
    check.observe(event, moment())
    text = text.length === 16 ? '' : text + event.key
    check.run(text, { now: moment() })
  }
}
// The same events, as they lie in the module's memory.
const core = await start()
const context = core.context()
const table = Buffer.from(await layouts())
if (core.door.countersign_load_table(context, core.put(table), table.length) !== 0) throw new Error('no table of layouts')
const bare = core.prepare(context, 'password.entry', '{"enrolledLayout":"us","profile":"NFKC","bcrypt":true}')
const places = new Map()
const place = (event) => {
  const known = places.get(event.code + event.key)
  if (known !== undefined) return known
  const room = Buffer.alloc(148) // countersign_key_event
  room.writeUInt32LE(148)
  room.write(event.type, 4)
  room.write(event.code, 28)
  room.write(event.key, 52)
  room.fill(-1, 128)
  const at = core.put(room)
  places.set(event.code + event.key, at)
  return at
}
const inModule = [(list) => list.map(place), (list) => {
  for (const at of list) core.door.countersign_observe(bare, at, 1e12, (steady += 90))
}]

const retry = countersign.prepare('password.retry', { enrolledLayout: 'us' })
const refuse = (list) => {
  for (const event of list) {
    retry.run(`Passw0rd${event.key}${steady}`, { now: moment() })
    retry.tell({ refused: true }, moment())
    retry.run('', { now: moment() })
  }
}

console.log(JSON.stringify(race({ 'a key event in the module': inModule, 'a key event': observe, 'a key event, and a run': type, 'an attempt, refused, and the advice': refuse }, presses, { runs, each, warmUp })))
process.exit()
