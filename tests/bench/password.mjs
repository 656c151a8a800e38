// Passwords in a process of their own: what one key costs, as a page sees it (the event, then the text in the field) and by
// itself; and what a refused password is told. Typed in us, de and ru, with the layouts' table and a profile.
//
//   node tests/bench/password.mjs RUNS EACH WARM-UP
import { Random } from '../equality/addresses.mjs'
import { packageEntry } from '../equality/hosts.mjs'
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
const retry = countersign.prepare('password.retry', { enrolledLayout: 'us' })
const refuse = (list) => {
  for (const event of list) {
    retry.run(`Passw0rd${event.key}${steady}`, { now: moment() })
    retry.tell({ refused: true }, moment())
    retry.run('', { now: moment() })
  }
}

console.log(JSON.stringify(race({ 'a key event': observe, 'a key event, and a run': type, 'an attempt, refused, and the advice': refuse }, presses, { runs, each, warmUp })))
process.exit()
