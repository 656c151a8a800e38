// What Harbour's server answers under /verify: the page, its form without JavaScript, and what its script asks for.
import { faults, rules, usual } from './codes.mjs'
import { verifyPage } from './pages/verify.mjs'
import { toHtml } from './public/tree.js'

const cookieName = 'harbour-code'
const slowBy = 3000

/** States that a link opens, each a sign-in of its own with a past: what was sent how long ago, and what was tried. */
const states = {
  waiting: {},
  ready: { sent: [90_000] },
  complete: { type: (session) => session.code },
  wrong: { sent: [20_000], tries: 1 },
  locked: { sent: [20_000], tries: 3 },
  expired: { sent: [330_000] },
  exhausted: { sent: [1_500_000, 1_400_000, 1_200_000, 700_000, 330_000] },
  incident: { chosen: { carrier: 'trouble' }, sent: [40_000] },
  'look-alike': { chosen: { message: 'look-alike' }, paste: (session) => session.messages.at(-1).text },
  'two-codes': { paste: (session) => `${session.code} / ${session.code === '906118' ? '906119' : '906118'}` },
  late: { chosen: { message: 'late' } },
  lost: { chosen: { message: 'lost' }, sent: [45_000] },
  twice: { chosen: { message: 'twice' }, sent: [5000] },
  done: { type: (session) => session.code, tries: 'right' },
  forgotten: { trouble: 'forgotten', type: () => '482913' },
  offline: { trouble: 'offline', type: () => '482913' },
}
export const stateNames = Object.keys(states)

function cookieOf(request) {
  const found = new RegExp(`(?:^|; ?)${cookieName}=([0-9a-f]{32})(?:;|$)`).exec(request.headers.cookie ?? '')
  return found?.[1] ?? ''
}

const chosenOf = (fields) =>
  Object.fromEntries(
    Object.entries({ ...faults, rule: Object.keys(rules) })
      .map(([name, known]) => [name, known.find((one) => one === fields.get(name))])
      .filter(([, value]) => value !== undefined),
  )

/** The host that messages are bound to: the one that was asked. */
export function hostOf(request) {
  const [, host = 'localhost'] = /^([a-z0-9.-]+)(?::\d+)?$/i.exec(request.headers.host ?? '') ?? []
  return host
}

export class VerifyPages {
  /** `pause` waits in real time; tests may not. */
  constructor({ desk, core, languages, pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }) {
    Object.assign(this, { desk, core, languages, pause })
  }

  /** A sign-in as a link describes it. The clock of the desk is set back for its past. */
  #staged(name, chosen, language, host) {
    const { chosen: its, sent = [0], tries = 0, type, paste } = states[name]
    const session = this.desk.open({ ...chosen, ...its })
    const { now } = this.desk
    for (const ago of sent) {
      const at = now() - ago
      this.desk.now = () => at
      this.desk.send(session, { language, host })
    }
    this.desk.now = now
    const wrong = session.code === '000000' ? '000001' : '000000'
    for (let i = 0; i < tries; i++) this.desk.verify(session, wrong)
    if (tries === 'right') this.desk.verify(session, session.code)
    return { session, text: type?.(session) ?? '', pasted: paste?.(session) ?? '' }
  }

  #page(state, session, host, { text = '', pasted = '', trouble = '' } = {}) {
    const { html } = this.core
    const verdict = this.desk.judge(session, pasted || (session.refused ? '' : text), host)
    const asked = {
      session,
      subject: this.desk.subject(session, host),
      details: verdict.details,
      shown: html.showVerdict(verdict, state.language),
      now: this.desk.now(),
      messages: this.desk.inbox(session).messages,
      text,
      // A message has no place in a field of one line; the script gives it to the element as if it had been pasted.
      pasted,
      trouble,
    }
    return `<!doctype html>${toHtml(verifyPage(state, asked, this.languages, html))}`
  }

  /** GET: the page, for the sign-in that goes on, or for a new one. */
  get(request, fields, state) {
    const host = hostOf(request)
    const show = stateNames.find((name) => name === fields.get('show')) ?? ''
    const chosen = chosenOf(fields)
    state.open = fields.get('open') === '1'
    if (fields.has('anew')) {
      const kept = new URLSearchParams([...fields].filter(([name]) => name !== 'anew'))
      return { status: 303, headers: { Location: kept.size > 0 ? `/verify?${kept}` : '/verify', 'Set-Cookie': this.#cookie('') }, body: '' }
    }
    if (show !== '') {
      const { session, text, pasted } = this.#staged(show, chosen, state.language, host)
      return this.#html(this.#page(state, session, host, { text, pasted, trouble: states[show].trouble }), session)
    }
    let session = this.desk.find(cookieOf(request))
    if (session === undefined) {
      session = this.desk.open(chosen)
      if (request.method === 'GET') this.desk.send(session, { language: state.language, host })
    } else this.desk.choose(session, chosen)
    return this.#html(this.#page(state, session, host), session)
  }

  /** POST /verify: the form of those without JavaScript. */
  post(request, fields, state) {
    const host = hostOf(request)
    const session = this.desk.find(cookieOf(request))
    const text = fields.get('code') ?? ''
    if (session === undefined) {
      const fresh = this.desk.open()
      return this.#html(this.#page(state, fresh, host, { text, trouble: 'forgotten' }), fresh)
    }
    if (fields.has('set')) {
      this.desk.choose(session, { ...usual, ...chosenOf(fields) })
      state.open = true
    } else if (fields.has('resend')) this.desk.send(session, { language: state.language, host })
    else if (fields.has('via')) this.desk.sendBy(session, fields.get('via'), state.language)
    else if (!fields.has('speak')) {
      const { taken, ok } = this.desk.verify(session, text)
      return this.#html(this.#page(state, session, host, { text: taken && !ok ? '' : text }), session)
    }
    return this.#html(this.#page(state, session, host, { text }), session)
  }

  /** What the page's script asks: /verify/send, /check, /clock, /inbox, /choose. */
  async ask(request, what, fields, language) {
    const session = this.desk.find(cookieOf(request))
    if (session === undefined) return this.#json(410, { gone: true })
    if (what === 'choose') {
      this.desk.choose(session, chosenOf(fields))
      return this.#json(200, { carrier: session.carrier, ...this.desk.clock() })
    }
    if (what === 'clock') return this.#json(200, this.desk.clock())
    if (what === 'inbox') return this.#json(200, this.desk.inbox(session))
    if (session.answers === 'forgotten') {
      this.desk.forget(session)
      return this.#json(410, { gone: true })
    }
    if (session.answers === 'slow') await this.pause(slowBy)
    if (session.answers === 'none') return this.#json(503, {})
    if (what === 'check') return this.#json(200, this.desk.verify(session, fields.get('code') ?? ''))
    const way = fields.get('via')
    const answer = way
      ? this.desk.sendBy(session, way, language)
      : this.desk.send(session, { key: fields.get('key') ?? '', language, host: hostOf(request) })
    return this.#json(answer.status, answer.body, answer.headers)
  }

  #cookie(id) {
    return `${cookieName}=${id}; Path=/verify; HttpOnly; SameSite=Strict${id === '' ? '; Max-Age=0' : ''}`
  }

  #html(body, session) {
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', Vary: 'Accept-Language, Cookie' }
    return { status: 200, headers: { ...headers, 'Set-Cookie': this.#cookie(session.id) }, body }
  }

  #json(status, body, headers = {}) {
    return { status, headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...headers }, body: JSON.stringify(body) }
  }
}
