// What Harbour's server answers under /signin. A password comes in the body of a POST, is hashed, and is nowhere afterwards; what
// the server made of it stands under a number of its own, so that a page may be loaded again without sending it again.
import { randomBytes } from 'node:crypto'
import { profile } from './accounts.mjs'
import { signinPage } from './pages/signin.mjs'
import { toHtml } from './public/tree.js'

const mostAnswers = 1000
const ago = (ms, now) => new Date(now - ms).toISOString()
const hour = 3_600_000

/** States that a link opens, without any account. */
const states = {
  wrong: () => ({ subject: { state: 'wrong', attemptsLeft: 4 }, name: 'ada@harbour.example' }),
  'last-attempt': () => ({ subject: { state: 'wrong', attemptsLeft: 1 }, name: 'ada@harbour.example' }),
  retry: () => ({ subject: { state: 'wrong', attemptsLeft: 4 }, name: 'ada@harbour.example', retry: true }),
  locked: (accounts) => ({ subject: accounts.lockedSubject(accounts.now()), name: 'ada@harbour.example' }),
  'lock-ended': (accounts) => ({ subject: accounts.lockedSubject(accounts.now() - 49 * hour), name: 'ada@harbour.example' }),
  'changed-while-locked': (accounts) => ({ subject: { ...accounts.lockedSubject(accounts.now()), passwordChanged: true } }),
  pending: ({ now }) => ({ subject: { state: 'pending', submittedAt: ago(20 * hour, now()) } }),
  overdue: ({ now }) => ({ subject: { state: 'pending', submittedAt: ago(72 * hour, now()) } }),
  frozen: () => ({ subject: { state: 'frozen' } }),
  recovered: () => ({ subject: { state: 'recovered' }, channels: [['phone', '+49 40 5550 1150'], ['email', 'barbara@harbour.example']] }),
  'recovered-sent': () => ({ subject: { state: 'recovered' }, channels: [['phone', '+49 40 5550 1150'], ['email', 'barbara@harbour.example']], recover: { index: 1 } }),
  done: () => ({ subject: { state: 'active' }, levels: { identity: 'verified', address: 'review' } }),
  'done-new': () => ({ subject: { state: 'active' }, levels: { identity: 'none', address: 'none' } }),
  recover: () => ({ recover: {} }),
  'recover-sent': () => ({ recover: { choice: 'phone' } }),
}
export const signinStates = Object.keys(states)

/** What one may want to do once one is in, and what that needs. */
export const operations = { view: undefined, withdraw: ['identity'], card: ['identity', 'address'] }

export class SigninPages {
  #answers = new Map()

  constructor({ core, accounts, languages }) {
    Object.assign(this, { core, accounts, languages })
  }

  #keep(answer) {
    const id = randomBytes(16).toString('hex')
    this.#answers.set(id, { id, ...answer })
    // The oldest goes.
    if (this.#answers.size > mostAnswers) this.#answers.delete(this.#answers.keys().next().value)
    return id
  }

  /** What the package says of an answer, in this language. */
  #asked({ subject, name = '', advice, channels = [], levels, recover, retry = false, id = '' }, language) {
    const { html } = this.core
    const show = (kind, subject) => html.showVerdict(this.accounts.judge(kind, subject), language)
    const named = channels.map(([kind, target]) => ({ kind, target, verified: true }))
    return {
      id,
      name,
      retry,
      subject,
      now: this.accounts.now(),
      status: subject && show('signin.status', subject),
      // Said by the verdict of the text, which is no more.
      advice: advice && html.onPasswordCard(html.showVerdict(advice.typed, language), html.showVerdict(advice.again, language), html.labelsFor(language)),
      recovery: (recover || channels.length > 0) && show('signin.recovery', { ...(named.length > 0 ? { channels: named } : {}), ...recover }),
      gates: levels && Object.entries(operations).map(([operation, needs]) => [operation, show('signin.gate', { operation, ...levels, ...(needs ? { needs } : {}) })]),
    }
  }

  #page(state, answer) {
    return `<!doctype html>${toHtml(signinPage(state, this.#asked(answer, state.language), this.languages, this.core.html))}`
  }

  /** GET: the form, or what came of an attempt. */
  get(fields, state) {
    const show = signinStates.find((name) => name === fields.get('show'))
    const staged = show === undefined ? undefined : states[show](this.accounts)
    // Where there is something to choose, the choice is of this answer.
    const id = staged?.channels ? this.#keep(staged) : (fields.get('answer') ?? '')
    // Started anew, the server does not know it any more, and the form is the right page.
    return { status: 200, body: this.#page({ ...state, show }, this.#answers.get(id) ?? staged ?? {}) }
  }

  #go(id, state) {
    const query = new URLSearchParams({ answer: id, lang: state.language, ...(state.direction === 'rtl' ? { dir: 'rtl' } : {}) })
    return { status: 303, headers: { Location: `/signin?${query}` }, body: '' }
  }

  /** What most likely went wrong, of a text that was refused; no key event tells more here. */
  #advise(password) {
    const subject = { profile, failed: true }
    const { countersign } = this.core
    const [entry, retry] = [countersign.prepare('password.entry', subject), countersign.prepare('password.retry', subject)]
    try {
      retry.run(password)
      retry.tell({ refused: true })
      return { typed: entry.run(password).keep(), again: retry.run(password).keep() }
    } finally {
      entry.release()
      retry.release()
    }
  }

  /** POST: an attempt; or, where one has forgotten it, where a code is to go. `plain` wants a page, a script the bare answer. */
  async post(fields, state, { plain }) {
    const last = (name) => fields.getAll(name).at(-1) ?? ''
    const name = last('name').slice(0, 320)
    if (fields.has('speak')) return this.#go(last('answer'), state)
    if (fields.has('recover')) {
      const before = this.#answers.get(last('answer'))
      // Of those that were named, one; else the way that was chosen, of whose ends nothing is said.
      const index = before?.channels ? [...before.channels.keys()].find((one) => String(one) === last('channel')) : undefined
      const choice = ['phone', 'email'].find((one) => one === last('channel'))
      const recover = index !== undefined ? { index } : choice !== undefined ? { choice } : {}
      return this.#go(this.#keep(before?.channels ? { ...before, recover } : { name, recover }), state)
    }
    const password = last('password')
    const { subject, account } = await this.accounts.attempt(name, password)
    const wrong = subject.state === 'wrong'
    const answer = { subject, name }
    if (wrong && plain) answer.advice = this.#advise(password)
    if (subject.state === 'active') answer.levels = { identity: account.identity, address: account.address }
    if (subject.state === 'recovered') answer.channels = [['phone', account.phone], ['email', account.email]].filter(([, target]) => target !== '')
    const id = this.#keep(answer)
    if (plain) return this.#go(id, state)
    const body = JSON.stringify({ answer: id, subject, now: new Date(this.accounts.now()).toISOString() })
    return { status: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' }, body }
  }
}
