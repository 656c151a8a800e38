// Harbour's desk for one-time codes: it issues, sends, counts, expires and verifies them, and remembers all of it in memory.
// Where its messages go is a phone and a mailbox that the page shows beside its form; what may happen to them on the way can
// be chosen. It asks the package what a text is and what the page has to know, and decides for itself what is allowed.
import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

export const length = 6
export const goodFor = 300_000
export const attemptsEach = 3
export const cap = 5
export const windowMs = 3_600_000
export const phone = '+8613800138021'
/** Of which only the end is shown. */
export const maskedPhone = `${phone.slice(0, 3)} ••• •••• ${phone.slice(-4)}`
export const mailbox = 'lin@harbour.example'
/** The look-alike that a message may be bound to, as a thief's would be. */
export const lookAlike = 'harb0ur-login.example'
const mostSessions = 1000
const mostShown = 20
const lateBy = 20_000
const serverWaits = 45_000

/** How long one waits from one send to the next; `fixed` is what exchanges say: every five minutes. */
export const rules = {
  ladder: { rule: 'ladder', seconds: [30, 60, 300] },
  fixed: { rule: 'fixed', seconds: [300] },
  server: { rule: 'server', seconds: [] },
}

/** What can go wrong, by name. The first of each is how it should be. */
export const faults = {
  message: ['prompt', 'late', 'lost', 'twice', 'look-alike'],
  carrier: ['well', 'trouble'],
  answers: ['well', 'slow', 'none', 'forgotten'],
}

export const usual = Object.freeze({ message: 'prompt', carrier: 'well', answers: 'well', rule: 'ladder' })

const texts = {
  en: (code, host) => `[Harbour] ${code} is your code. It works for 5 minutes. We will never ask you for it.\n\n@${host} #${code}`,
  'zh-Hans': (code, host) => `【Harbour】您的验证码是 ${code}，5 分钟内有效。我们不会向您索要验证码。\n\n@${host} #${code}`,
}
const calls = {
  en: (code) => `This is Harbour. Your code is ${[...code].join(' ')}. Once more: ${[...code].join(' ')}.`,
  'zh-Hans': (code) => `这里是 Harbour。您的验证码是 ${[...code].join(' ')}，重复一遍：${[...code].join(' ')}。`,
}
const mails = {
  en: (code) => `Your code for signing in to Harbour is ${code}.\nIt works for 5 minutes. If it was not you who asked for it, do nothing.`,
  'zh-Hans': (code) => `您登录 Harbour 的验证码是 ${code}。\n5 分钟内有效。如果不是您本人操作，请忽略本邮件。`,
}

function equal(a, b) {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}

export class CodeDesk {
  #sessions = new Map()

  /** `now` gives milliseconds of Unix time; `core` is the package: { countersign, html }. */
  constructor({ core, now = Date.now }) {
    this.core = core
    this.now = now
  }

  /** A sign-in that begins: nothing is sent yet. */
  open(chosen = {}) {
    const id = randomBytes(16).toString('hex')
    const session = { id, ...usual, ...chosen, sends: [], windowFrom: -Infinity, counted: 0, ways: {}, seen: new Map(), code: '', expiresAt: 0, attempts: 0, refused: false, verified: false, messages: [] }
    this.#sessions.set(id, session)
    // The oldest goes: this is a demonstration, not a bank.
    if (this.#sessions.size > mostSessions) this.#sessions.delete(this.#sessions.keys().next().value)
    return session
  }

  /** A sign-in that is known. */
  find(id) {
    return this.#sessions.get(id)
  }

  /** As a server does that is started anew. */
  forget(session) {
    this.#sessions.delete(session.id)
  }

  choose(session, chosen) {
    for (const [name, known] of Object.entries({ ...faults, rule: Object.keys(rules) }))
      if (known.includes(chosen[name])) session[name] = chosen[name]
  }

  /** How many messages went out for this sign-in. */
  sentFor(id) {
    return this.find(id)?.sends.length ?? 0
  }

  // --- sending ---

  /** How many count in the window that goes on. */
  #counted(session) {
    return this.now() < session.windowFrom + windowMs ? session.counted : 0
  }

  /** In how many milliseconds the next one may go out, and how many may. */
  allowance(session) {
    const counted = this.#counted(session)
    const last = session.sends.at(-1)
    const left = Math.max(cap - counted, 0)
    if (last === undefined) return { left, wait: 0 }
    const { rule, seconds } = rules[session.rule]
    const step = rule === 'server' ? serverWaits : seconds[Math.min(Math.max(counted, 1), seconds.length) - 1] * 1000
    const notBefore = left > 0 ? last.at + step : Math.max(last.at + step, session.windowFrom + windowMs)
    return { left, wait: Math.max(notBefore - this.now(), 0) }
  }

  #answer(session, status) {
    const { left, wait } = this.allowance(session)
    return {
      status,
      headers: { 'Retry-After': String(Math.ceil(wait / 1000)), Date: new Date(this.now()).toUTCString() },
      body: { sendsLeft: left, expiresAt: new Date(session.expiresAt).toISOString(), ...this.clock() },
    }
  }

  clock() {
    return { now: new Date(this.now()).toISOString() }
  }

  /** Sends a text message, once for each key; too early, or once too often, it says when. `write` says what it is about. */
  send(session, { key = '', language = 'en', host, write = texts[language] }) {
    if (key !== '' && session.seen.has(key)) return this.#answer(session, 202)
    if (session.verified || this.allowance(session).wait > 0) return this.#answer(session, 429)
    const at = this.now()
    // What is sent while the carrier has trouble costs nobody anything.
    const counts = session.carrier === 'well'
    if (at >= session.windowFrom + windowMs) Object.assign(session, { windowFrom: at, counted: 0 })
    if (counts) session.counted++
    session.sends.push({ at, counts })
    if (key !== '') session.seen.set(key, session.sends.length - 1)
    this.#issue(session)
    this.#deliver(session, 'sms', write(session.code, session.message === 'look-alike' ? lookAlike : host), language)
    return this.#answer(session, 202)
  }

  /** Another way, once each, when no more messages can be sent: a call, or a mail. */
  sendBy(session, way, language) {
    if (!['voice', 'email'].includes(way) || session.verified || session.ways[way] || this.allowance(session).left > 0) return this.#answer(session, 429)
    session.ways[way] = true
    this.#issue(session)
    this.#deliver(session, way, (way === 'voice' ? calls : mails)[language](session.code), language)
    return this.#answer(session, 202)
  }

  /** A new code: the one before is no longer taken. */
  #issue(session) {
    session.code = String(randomInt(10 ** length)).padStart(length, '0')
    session.expiresAt = this.now() + goodFor
    session.attempts = attemptsEach
    session.refused = false
  }

  #deliver(session, by, text, language) {
    const { message } = session
    if (message === 'lost') return
    const arrivesAt = this.now() + (message === 'late' ? lateBy : 0)
    const id = session.messages.length
    session.messages.push({ id, by, text, language, arrivesAt })
    if (message === 'twice') session.messages.push({ id: id + 1, by, text, language, arrivesAt: arrivesAt + 1000 })
  }

  /** What has arrived, newest first, and in how many milliseconds to look again. */
  inbox(session) {
    const now = this.now()
    const messages = session.messages.filter(({ arrivesAt }) => arrivesAt <= now).slice(-mostShown).reverse()
    const coming = session.messages.filter(({ arrivesAt }) => arrivesAt > now).map(({ arrivesAt }) => arrivesAt - now)
    return {
      messages: messages.map(({ id, by, text, language, arrivesAt }) => ({ id, by, text, language, at: new Date(arrivesAt).toISOString() })),
      next: coming.length > 0 ? Math.min(...coming) : null,
    }
  }

  // --- verifying ---

  /** Whether this is the code. What cannot be one costs no attempt. */
  verify(session, text) {
    const code = this.core.html.plainly(text)
    const whole = code.length === length && /^[0-9]+$/.test(code)
    const word = (ok, taken) => ({ ok, taken, attemptsLeft: session.attempts, ...this.clock() })
    if (session.verified) return word(true, true)
    if (!whole || session.code === '' || session.attempts === 0) return word(false, whole)
    const right = equal(code, session.code) && this.now() < session.expiresAt
    if (right) session.verified = true
    else session.attempts--
    session.refused = !right
    return word(right, true)
  }

  // --- what the page has to know ---

  subject(session, host) {
    return {
      session: session.id,
      length,
      resend: { ...rules[session.rule], cap, windowSeconds: windowMs / 1000 },
      fallbacks: ['voice', 'email', 'ticket'].filter((way) => !session.ways[way]),
      destination: phone,
      origin: host,
    }
  }

  /**
   * What the package says of a text in this sign-in, now: a kept verdict. The sends and answers are told to a fresh check, as the
   * page's own was told of them.
   */
  judge(session, text, host) {
    const check = this.core.countersign.prepare('otp.session', this.subject(session, host))
    const moment = (at) => ({ wall: at, steady: at })
    const began = session.sends[0]?.at ?? this.now()
    try {
      check.tell({ clock: { date: new Date(began).toISOString() } }, moment(began))
      session.sends.forEach(({ at, counts }, index) => {
        if (!counts) check.tell({ incident: {} }, moment(at))
        const retryAfter = session.rule === 'server' ? serverWaits / 1000 : undefined
        const expiresAt = index === session.sends.length - 1 ? new Date(session.expiresAt).toISOString() : undefined
        check.tell({ acknowledged: { index, retryAfter, expiresAt } }, moment(at))
        if (!counts) check.tell({ incident: { over: true } }, moment(at))
      })
      const now = moment(this.now())
      if (session.carrier === 'trouble') check.tell({ incident: {} }, now)
      if (session.refused || session.verified) check.tell({ verified: { ok: session.verified, attemptsLeft: session.attempts } }, now)
      return check.run(text, { now }).keep()
    } finally {
      check.release()
    }
  }
}
