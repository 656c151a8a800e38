// What Harbour's server answers under /password: whether a password may be chosen, by the package, and then the account, or the
// account's new password. Whether there was an account already is answered to nobody but its owner.
import { randomBytes } from 'node:crypto'
import { mostUnits } from './accounts.mjs'
import { passwordPage } from './pages/password.mjs'
import { judgeOnce } from './public/judge.js'
import { toHtml } from './public/tree.js'

const mostAnswers = 1000
export const leastScore = 2

/** States that a link opens. The texts of examples are the script's: none ever stands in an address, or in what the server writes. */
export const passwordStates = ['short', 'common', 'own-name', 'weak', 'good', 'caps', 'change', 'compromised', 'refused', 'done']

export class PasswordPages {
  #answers = new Map()

  constructor({ core, accounts, languages }) {
    Object.assign(this, { core, accounts, languages })
  }

  #page(state, answer) {
    const { html } = this.core
    const shown = answer.verdict && html.showVerdict(answer.verdict, state.language)
    const status = answer.status && html.showVerdict(answer.status, state.language)
    return `<!doctype html>${toHtml(passwordPage(state, { ...answer, shown, status }, this.languages, html))}`
  }

  /** Everything but the present password: that it is another one is looked at where both are at hand. */
  #judge(password, { name, email }, { changing, compromised, present }) {
    const own = [['name', name], ['email', email]].filter(([, text]) => text !== '').map(([kind, text]) => ({ kind, text }))
    const subject = { context: [...own, { kind: 'site', text: 'harbour.example' }], maxLength: mostUnits, minScore: leastScore, compromised }
    const now = { wall: this.accounts.now(), steady: this.accounts.now() }
    return judgeOnce(this.core.countersign, 'password.new', subject, password, { now, ...(changing ? { copied: present } : {}) })
  }

  #staged(show) {
    const email = 'ada@harbour.example'
    if (show === 'done') return { done: 'created' }
    if (show === 'refused') return { name: 'Ada', email, verdict: this.#judge('password1234567', { name: 'Ada', email }, {}) }
    if (show === 'change' || show === 'compromised') return { email: 'barbara@harbour.example', changing: true, compromised: show === 'compromised' }
    return show === undefined ? {} : { name: 'Ada', email }
  }

  /** GET: the form, or what came of it. */
  get(fields, state) {
    const show = passwordStates.find((name) => name === fields.get('show'))
    const answer = this.#answers.get(fields.get('answer') ?? '') ?? this.#staged(show)
    return { status: 200, body: this.#page({ ...state, show }, answer) }
  }

  #go(answer, state) {
    const id = answer.id ?? randomBytes(16).toString('hex')
    this.#answers.set(id, { ...answer, id })
    // The oldest goes.
    if (this.#answers.size > mostAnswers) this.#answers.delete(this.#answers.keys().next().value)
    const query = new URLSearchParams({ answer: id, lang: state.language, ...(state.direction === 'rtl' ? { dir: 'rtl' } : {}) })
    return { status: 303, headers: { Location: `/password?${query}` }, body: '' }
  }

  /** POST: a password was chosen. */
  async post(fields, state) {
    const last = (name) => (fields.getAll(name).at(-1) ?? '').slice(0, 320)
    const own = { name: last('display-name'), email: last('name') }
    const changing = fields.has('change')
    const compromised = fields.has('compromised')
    const answer = { ...own, changing, compromised }
    if (fields.has('speak')) return this.#go({ ...this.#answers.get(last('answer')), ...answer }, state)
    const password = fields.getAll('password').at(-1) ?? ''
    const present = changing ? (fields.getAll('present').at(-1) ?? '') : ''
    const verdict = this.#judge(password, own, { changing, compromised, present })
    const may = verdict.outcome === 'accept' || verdict.outcome === 'caution'
    if (!may || own.email === '') return this.#go({ ...answer, verdict }, state)
    if (!changing) {
      await this.accounts.add({ email: own.email, name: own.name }, password)
      return this.#go({ done: 'created' }, state)
    }
    const { subject, account } = await this.accounts.attempt(own.email, present)
    if (account === undefined) return this.#go({ ...answer, status: this.accounts.judge('signin.status', subject) }, state)
    await this.accounts.change(account, password)
    return this.#go({ done: 'changed' }, state)
  }
}
