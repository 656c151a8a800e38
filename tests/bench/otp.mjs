// One-time codes in a process of their own: messages, events of a session, codes of apps, what is pasted; beside otpauth and
// what input-otp does with a paste.
//
//   node tests/bench/otp.mjs RUNS EACH WARM-UP
import { REGEXP_ONLY_DIGITS } from 'input-otp'
import { Secret, TOTP, URI } from 'otpauth'
import { Random } from '../equality/addresses.mjs'
import { packageEntry } from '../equality/hosts.mjs'
import { corpus } from '../messages/corpus.mjs'
import { all, race } from './race.mjs'

const [runs, each, warmUp] = process.argv.slice(2).map(Number)
const random = new Random(Date.now())
const { load } = await import(packageEntry)
const countersign = await load({ languages: [] })
const length = 6
const numbers = (count) => Array.from({ length: count }, (_, i) => i)
const digits = () => String(random.below(10 ** length)).padStart(length, '0')
const measured = (subjects, supply) => race(subjects, supply, { runs, each, warmUp })

// --- messages ---

const message = countersign.prepare('otp.message', { length, origin: 'https://example.com' })
const messages = (count) =>
  corpus(4 * count, random.below(2 ** 31))
    .filter((one) => one.length === length)
    .slice(0, count)
    .map(({ text }) => Buffer.from(text).toString())

// --- events: a send, the answer to it, ticks, a code that grows ---

const session = countersign.prepare('otp.session', { session: 's', length, resend: { rule: 'ladder', seconds: [30, 60] } })
const start = 1e12
const at = (i) => ({ wall: start + 100 * i, steady: 100 * i })
let event = 0
let index = 0
const events = [
  () => session.tell({ sent: { index } }, at(event)),
  () => session.tell({ acknowledged: { index: index++, retryAfter: '30' } }, at(event)),
  () => session.run('', { now: at(event) }),
  () => session.run('4829', { now: at(event) }),
  () => session.run('482910', { now: at(event) }),
  () => session.run('', { now: at(event) }),
]

// --- codes of apps ---

const app = countersign.prepare('otp.app', {})
app.tell({ generate: {} })
const link = () => new TOTP({ issuer: 'ACME', label: 'alice', secret: new Secret({ size: 20 }) }).toString()
const now = { wall: start, steady: 0 }
const place = { offset: 0, length } // details.code says the same, but they are JSON
const code = (text) => (app.run(text, { now }).outcome === 'accept' ? app.take(place) : undefined)
const sample = link()
if (Buffer.from(code(sample)).toString() !== URI.parse(sample).generate({ timestamp: start })) throw new Error(sample)
const made = new Map()
const prepared = (text) => {
  if (!made.has(text)) made.set(text, URI.parse(text))
  return made.get(text)
}

// --- what is pasted: a code, perhaps in groups; the rest is no question that both answer ---

const pasted = countersign.prepare('otp.session', { session: 's', length, resend: { rule: 'fixed' } })
const pastes = (count) =>
  Array.from({ length: count }, () => digits().replace(/^.../, (half) => half + random.pick(['', ' ', '-'])))
// The component's own handler (1.5.0, dist/index.mjs), without the field; the transformer is left to the page.
const pattern = new RegExp(REGEXP_ONLY_DIGITS)
const transform = (text) => text.replace(/[\s-]/g, '')
const handle = (text) => {
  const value = transform(text).slice(0, length)
  return value.length > 0 && !pattern.test(value) ? undefined : value
}

console.log(
  JSON.stringify({
    messages: measured({ Countersign: all((text) => message.run(text).outcome === 'accept') }, messages),
    events: measured(
      {
        Countersign: (list) => {
          for (const _ of list) {
            events[event % events.length]()
            event++
          }
        },
      },
      numbers,
    ),
    apps: measured(
      {
        Countersign: all((text) => code(text).length === length),
        otpauth: all((text) => URI.parse(text).generate({ timestamp: start }).length === length),
        'otpauth, link read before': [
          (texts) => texts.map(prepared),
          all((peer) => peer.generate({ timestamp: start }).length === length),
        ],
      },
      (count) => Array.from({ length: count }, link),
    ),
    pastes: measured(
      {
        Countersign: all((text) => pasted.run(text, { now }).outcome === 'accept'),
        'input-otp': all((text) => handle(text)?.length === length),
      },
      pastes,
    ),
  }),
)
process.exit()
