// Harbour's accounts, in memory: who may sign in, and what everybody is told who may not. Names that there are and names that
// there are not are answered alike, in the same words, after the same work, and are locked alike.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Midnight there ends a lock. */
export const policyZone = 'Europe/Berlin'
export const mostAttempts = 5
/** A password that is longer is refused, and never cut. */
export const mostUnits = 1024
/** What the server does to a password before it is hashed (RFC 8265). */
export const profile = 'OpaqueString'
const mostAccounts = 1000
const mostNames = 10_000
const hour = 3_600_000

/** Of the accounts that are there from the beginning; the page says it. */
export const demoPassword = 'velvet lagoon tractor 9'
export const demoAccounts = [
  { email: 'ada@harbour.example', phone: '+49 40 5550 1147', name: 'Ada', state: 'active', identity: 'verified', address: 'review' },
  { email: 'grace@harbour.example', phone: '+49 40 5550 1148', name: 'Grace', state: 'pending', since: 20 * hour },
  { email: 'edsger@harbour.example', phone: '+49 40 5550 1149', name: 'Edsger', state: 'frozen' },
  { email: 'barbara@harbour.example', phone: '+49 40 5550 1150', name: 'Barbara', state: 'recovered' },
]

const derive = promisify(scrypt)
const cost = { N: 2 ** 14, r: 8, p: 1 }
const hashBytes = 32

const keyOf = (name) => name.trim().toLowerCase()

/** RFC 8265, section 4.2: other spaces become U+0020, then NFC. */
const prepared = (password) => Buffer.from(password.replace(/\p{Zs}/gu, ' ').normalize('NFC'))

async function hashed(password, salt) {
  const bytes = prepared(password)
  try {
    return await derive(bytes, salt, hashBytes, cost)
  } finally {
    bytes.fill(0)
  }
}

export class Accounts {
  #accounts = new Map()
  /** What was tried in each name, whether there is such an account or not. */
  #tried = new Map()
  /** Work for names that there are not. */
  #nobody = { salt: randomBytes(16), hash: randomBytes(hashBytes) }

  constructor({ core, now = Date.now }) {
    Object.assign(this, { core, now })
  }

  /** With the accounts that are there from the beginning. */
  static async open(how) {
    const accounts = new Accounts(how)
    await Promise.all(demoAccounts.map((one) => accounts.add(one, demoPassword)))
    return accounts
  }

  /** Adds an account, unless there is one of this name. */
  async add({ email, phone = '', name = '', state = 'active', identity = 'none', address = 'none', since = 0 }, password) {
    const key = keyOf(email)
    // The same work in either case.
    const salt = randomBytes(16)
    const hash = await hashed(password, salt)
    if (this.#accounts.has(key)) return
    this.#accounts.set(key, { email, phone, name, state, identity, address, submittedAt: this.now() - since, salt, hash })
    // The oldest that is nobody's example goes: this is a demonstration, not a bank.
    if (this.#accounts.size > mostAccounts) this.#accounts.delete([...this.#accounts.keys()][demoAccounts.length])
  }

  /** A verdict of the package, now. */
  judge(kind, subject, text) {
    const check = this.core.countersign.prepare(kind, subject)
    const now = { wall: this.now(), steady: this.now() }
    try {
      if (kind === 'signin.status') check.tell({ clock: { date: new Date(now.wall).toISOString() } }, now)
      return check.run(text, { now }).keep()
    } finally {
      check.release()
    }
  }

  /** What `signin.status` is asked, for a lock that began then. */
  lockedSubject(at) {
    return { state: 'locked', lockedAt: new Date(at).toISOString(), policyZone }
  }

  #lockOf(key) {
    const { lockedAt } = this.#tried.get(key) ?? {}
    if (lockedAt === undefined) return undefined
    const subject = this.lockedSubject(lockedAt)
    if (!this.judge('signin.status', subject).details.maySignIn) return subject
    this.#tried.delete(key)
    return undefined
  }

  async #fits(account, password) {
    const { salt, hash } = account ?? this.#nobody
    return timingSafeEqual(await hashed(password, salt), hash) && account !== undefined
  }

  /** An attempt: what `signin.status` is asked about it, and, of an account that was proven, the account. */
  async attempt(name, password) {
    const key = keyOf(name)
    const locked = this.#lockOf(key)
    if (locked !== undefined) return { subject: locked }
    // It counts from its beginning: many at once are no more attempts than one after the other.
    const tried = this.#tried.get(key) ?? { failures: 0 }
    this.#tried.set(key, tried)
    if (this.#tried.size > mostNames) this.#tried.delete(this.#tried.keys().next().value)
    const mine = ++tried.failures
    if (mine > mostAttempts) return { subject: this.lockedSubject((tried.lockedAt ??= this.now())) }
    const account = this.#accounts.get(key)
    if (await this.#fits(account, password)) {
      this.#tried.delete(key)
      const { state, submittedAt } = account
      return { subject: { state, ...(state === 'pending' ? { submittedAt: new Date(submittedAt).toISOString() } : {}) }, account }
    }
    if (mine === mostAttempts) return { subject: this.lockedSubject((tried.lockedAt ??= this.now())) }
    return { subject: { state: 'wrong', attemptsLeft: mostAttempts - mine } }
  }

  /** A new password for an account that was proven. One that was given back is then its owner's again. */
  async change(account, password) {
    const salt = randomBytes(16)
    const hash = await hashed(password, salt)
    Object.assign(account, { salt, hash, state: account.state === 'recovered' ? 'active' : account.state })
  }
}
