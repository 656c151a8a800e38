// <cs-password>: a page's own field for a password, the one that a person has or the one to choose.
import type { Check } from '../check.js'
import type { Countersign } from '../countersign.js'
import type { PasswordEntryDetails, PasswordEntrySubject, PasswordNewSubject } from '../generated/kinds.js'
import type { Outcome } from '../generated/reasons.js'
import type { KeyEventLike } from '../key_event.js'
import type { Verdict } from '../verdict.js'
import { announce, Base, define, put, rootOf, States, tellPage, upgrade } from './parts/base.js'
import { cardParts } from './parts/card.js'
import { Description } from './parts/description.js'
import { FieldMarks } from './parts/field_marks.js'
import { Inside } from './parts/inside.js'
import { labelsFor, type Labels } from './parts/labels.js'
import { languageAround } from './parts/language.js'
import { Life } from './parts/life.js'
import { ownCard } from './parts/own_card.js'
import { meterTree, passwordFrame, toggleTree, type Score } from './parts/password_frame.js'
import { ownTexts, type OwnText } from './parts/password_own.js'
import { Reveal } from './parts/password_reveal.js'
import { onPasswordCard, withEntry } from './parts/password_shown.js'
import { loadedLanguages, loadLayouts, loadStrength, wordLanguages, type WordLanguage } from './parts/password_tables.js'
import { showVerdict, spoken, type Shown, type ShownFinding } from './parts/shown.js'
import { toNode } from './parts/tree.js'
import type { CsVerdict, Speech } from './verdict.js'

export { labelsFor, setLabels, type Labels } from './parts/labels.js'
export type { OwnText } from './parts/password_own.js'
export { useCountersign, type CountersignSource } from './parts/source.js'

type EntryVerdict = Verdict<'password.entry'>
type RetryVerdict = Verdict<'password.retry'>
type NewVerdict = Verdict<'password.new'>

interface Checks {
  readonly entry: Check<'password.entry'>
  readonly retry: Check<'password.retry'>
}

const texts = 'input:is([type=password], [type=text]):not([autocomplete~=username])'
const defaults = {
  'password-field': 'input:is([data-cs=password], [name=password])',
  'present-field': 'input:is([data-cs=present], [autocomplete~=current-password]:not([data-cs=password], [name=password]))',
} as const

/** What the field lacks to be typed in well. What the page has said itself stays. */
const helpful = (choosing: boolean): Readonly<Record<string, string>> => ({
  autocomplete: choosing ? 'new-password' : 'current-password',
  autocapitalize: 'none',
  autocorrect: 'off',
  spellcheck: 'false',
})

/** What tells how something is typed. Before an event has changed the text, there is nothing new to judge. */
const observed = ['keydown', 'keyup', 'input', 'compositionstart', 'compositionend', 'paste', 'drop', 'mousedown', 'blur'] as const
const quietBeforeSpeaking = 700

/**
 * Wraps a page's own field for a password. It shows and hides what was typed; says that Caps Lock is on before the first
 * letter, that the keyboard types another alphabet, and whatever else may be wrong with the way it is typed; and, after an attempt
 * that was refused, what most likely went wrong. For a new password (`new`) it shows how hard that is to guess, and whether it
 * may be chosen. Everything is worded as a question, pasting and password managers are left alone, and the text is in the
 * field and nowhere else. Without JavaScript it is a plain field.
 *
 * @tag cs-password
 * @attr {boolean} new - A password is to be chosen here: with its strength, and what stands against it.
 * @attr {string} enrolled-layout - The `layout` of the last sign-in on this device; another one is worth a word.
 * @attr {string} script - The alphabet of the password's letters ("latin", "cyrillic", …), if the person agreed to keep that.
 * @attr {string} profile - What the server does to a password before it is hashed: "none", "OpaqueString", "NFC", "NFKC", "NFKD".
 * @attr {boolean} bcrypt - The server hashes with bcrypt, which reads 72 bytes.
 * @attr {boolean} failed - What was typed before this page was refused.
 * @attr {boolean} second-factor - Signing in takes a second factor: 8 characters are then enough, and 15 otherwise, unless the field has a `minlength`.
 * @attr {number} min-score - Of a new password: below this strength, 0 to 4, it is refused.
 * @attr {boolean} compromised - Others know the present password.
 * @attr {string} languages - Whose words a new password is compared with beside the English ones, such as "de fr"; if left out, the page's language. There are German, Spanish, French and Portuguese.
 * @attr {string} tables - The folder where strength-en-lite.bin, strength-en.bin and those of the languages are served, if not beside the package's other files.
 * @attr {string} password-field - Selector of the field, where it is not the only one inside, nor named "password".
 * @attr {string} present-field - Selector of the field for the present password, which must not be chosen again.
 * @attr {boolean} enforce - Makes the field invalid, as `required` does, while it holds what was refused before, or what may not be chosen.
 * @prop {Verdict<'password.entry'> | Verdict<'password.new'> | undefined} verdict - The last verdict on what is typed, or, with `new`, on what is to be chosen; never holds the text. Read only.
 * @prop {PasswordEntryDetails | undefined} details - Caps Lock, keyboard layout, advice. Read only.
 * @prop {Outcome | undefined} outcome - The last outcome. Read only.
 * @prop {string} layout - The keyboard layout, once the keys have told; to be kept for the next time, after a sign-in. Read only.
 * @prop {readonly OwnText[]} own - What others may know of the person, besides what the form has: `[{ kind, text }]`.
 * @prop {boolean} revealed - Whether the text is shown. Read only.
 * @prop {Promise<void>} ready - Kept when the check is loaded, broken when it could not be. Read only.
 * @method {Outcome | undefined} judge - Judges the text as it is now; needed only after a script has set the field's value.
 * @method {void} refused - The server refused what the field holds, or held when the form was sent.
 * @method {void} taken - The server took it: what was refused before is forgotten.
 * @method {void} hide - Hides the text.
 * @fires {CustomEvent<Verdict<'password.entry'> | Verdict<'password.new'>>} cs-verdict - The text was judged. The verdict may be kept.
 * @fires {CustomEvent<Error>} cs-error - Something could not be judged or loaded; the field works as without.
 * @state accept - Nothing stands against the text.
 * @state caution - There is something to look at.
 * @state incomplete - There is nothing yet, or too little to be chosen.
 * @state unknown - It could not be judged.
 * @state reject - It may not be chosen.
 * @state ready - The check is loaded and judges.
 * @state failed - The check could not be loaded.
 * @state revealed - The text is shown.
 * @state caps-lock - Caps Lock is on.
 * @slot - The field's label, and whatever stands above the field.
 * @slot password - The field itself, to have the button beside it.
 * @slot verdict - A `<cs-verdict>` of the page's own, in the place of the element's.
 * @part entry - What is around the field and the button.
 * @part toggle - The button that shows and hides the text.
 * @part strength - How hard a new password is to guess.
 * @part meter - The bar there.
 * @part step - One of its four steps.
 * @part strength-words - The same in words.
 * @part verdict - The card's element; the card's own parts can be styled from here, too.
 * @cssprop --cs-accent - The button, and focus.
 */
export class CsPassword extends Base {
  static readonly observedAttributes = [
    'new',
    'enrolled-layout',
    'script',
    'profile',
    'bcrypt',
    'second-factor',
    'min-score',
    'compromised',
    'languages',
    'password-field',
    'present-field',
    'enforce',
  ]

  readonly #root: ShadowRoot
  readonly #states: States
  /** Kept when the check is loaded, broken when it could not be. */
  readonly ready: Promise<void>
  readonly #life: Life
  #checks: Checks | undefined
  #choice: Check<'password.new'> | undefined
  #prepared = { checks: '', choice: '' }
  #verdict: EntryVerdict | NewVerdict | undefined
  /** What was judged of the new password; key events alone do not change it. */
  #chosen: NewVerdict | undefined
  #details: PasswordEntryDetails | undefined
  #outcome: Outcome | undefined
  #own: readonly OwnText[] = []
  #field: HTMLInputElement | undefined
  readonly #marks = new FieldMarks(this)
  readonly #description = new Description()
  readonly #reveal: Reveal
  #composing = false
  #changed = false
  /** Tables for new passwords were asked for, with those of these languages. */
  #asked: string | undefined
  /** What is to be said aloud once there is a pause, by reason. */
  readonly #unsaid = new Set<string>()
  #speaking: ReturnType<typeof setTimeout> | undefined
  readonly #inside = new Inside(this, defaults)

  constructor() {
    super()
    const internals = this.attachInternals()
    this.#root = rootOf(this, internals)
    this.#states = new States(this, internals)
    this.#reveal = new Reveal(() => {
      this.#states.set('revealed', this.#reveal.revealed)
      this.#showToggle()
    })
    this.#life = new Life(this, this.#states, {
      group: 'account',
      isWhole: () => this.#fieldNow() !== undefined,
      placed: () => this.#placed(),
      loaded: (core) => loadLayouts(core),
      begun: () => {
        this.#judge('never')
        if (this.#field !== undefined && (this.#field.value !== '' || this.#field.matches(':focus'))) this.#askTables()
      },
      // For the person the field works as without.
      failed: () => {},
      spoken: () => {
        this.#showToggle()
        if (this.#asked !== undefined) this.#askTables()
        this.#judge('if-new')
      },
    })
    this.ready = this.#life.ready
  }

  connectedCallback(): void {
    upgrade(this, 'own')
    this.#frame()
    this.#listen()
    this.#life.begin()
  }

  disconnectedCallback(): void {
    this.#life.end()
    this.#release()
    this.#leave()
    clearTimeout(this.#speaking)
    this.#card.hush()
  }

  attributeChangedCallback(): void {
    this.#soon()
  }

  get own(): readonly OwnText[] {
    return this.#own
  }

  set own(own: readonly OwnText[]) {
    this.#own = [...own]
    this.#soon()
  }

  get verdict(): EntryVerdict | NewVerdict | undefined {
    return this.#verdict
  }

  get details(): PasswordEntryDetails | undefined {
    return this.#details
  }

  get outcome(): Outcome | undefined {
    return this.#outcome
  }

  get layout(): string {
    return this.#details?.layout ?? ''
  }

  get revealed(): boolean {
    return this.#reveal.revealed
  }

  /** Judges the text as it is now. Needed only after a script has set the field's value. */
  judge(): Outcome | undefined {
    this.#judge('if-new')
    return this.#outcome
  }

  /** The server refused what the field holds, or held when the form was sent. */
  refused(): void {
    this.#tell({ refused: true })
  }

  /** The server took it. */
  taken(): void {
    this.#tell({ taken: true })
  }

  /** Hides the text. */
  hide(): void {
    this.#reveal.hide()
  }

  // --- the page's field ---

  get #choosing(): boolean {
    return this.hasAttribute('new')
  }

  #fieldNow(): HTMLInputElement | undefined {
    return this.#inside.field<HTMLInputElement>('password-field', texts)
  }

  #placed(): void {
    if (this.#take() === undefined)
      this.#inside.complain(
        'found no field for the password inside; expected one <input type="password">, or one that matches password-field, ' +
          `[name=password] or [data-cs=password], and there are ${this.querySelectorAll(texts).length}`,
      )
  }

  /** Takes leave of a field: nothing of ours stays on it. */
  #leave(): void {
    const field = this.#field
    if (field === undefined) return
    this.#reveal.take(undefined)
    this.#field = undefined
    this.#marks.leave()
    this.#description.leave()
    this.#showToggle()
  }

  #take(): HTMLInputElement | undefined {
    const field = this.#fieldNow()
    if (field === this.#field) return field
    this.#leave()
    this.#field = field
    if (field === undefined) return undefined
    this.#marks.take(field, helpful(this.#choosing))
    this.#reveal.take(field)
    this.#showToggle()
    return field
  }

  // --- listening ---

  #listen(): void {
    const signal = this.#life.signal()
    const root = this.getRootNode()
    // Before the page's own listeners, and before the text changes.
    for (const name of observed) this.addEventListener(name, (event) => this.#onEvent(event), { signal, capture: true })
    this.addEventListener('focusin', ({ target }) => {
      if (target === this.#fieldNow()) this.#askTables()
    }, { signal })
    // What happens to the lock keys meanwhile is not seen.
    const away = ({ type }: Event) => {
      this.#observe({ type })
      this.#judge('never')
    }
    document.addEventListener('visibilitychange', away, { signal })
    addEventListener('pagehide', away, { signal })
    this.#reveal.watch(root, signal)
    root.addEventListener('change', ({ target }) => this.#onChange(target), { signal })
    this.#life.onReset(() => this.#field, () => this.judge())
    this.#root.addEventListener('click', ({ target }) => {
      if (!(target as Element).closest('.toggle')) return
      this.#reveal.toggle()
      this.#announce(this.#labels[this.#reveal.revealed ? 'password.shown' : 'password.hidden'])
    }, { signal })
    this.#life.onChildren(() => {
      if (this.#fieldNow() !== this.#field) this.#soon()
    })
  }

  #onEvent(event: Event): void {
    const field = this.#fieldNow()
    // A press on the label, too, tells of Caps Lock before the first letter.
    if (field === undefined || (event.target !== field && event.type !== 'mousedown')) return
    if (event.type === 'compositionstart') this.#composing = true
    if (event.type === 'compositionend') this.#composing = false
    if (event.type === 'paste' || event.type === 'drop') this.#tellLength(event)
    this.#observe(event as unknown as KeyEventLike)
    if (event.type === 'keydown' || (this.#composing && event.type !== 'compositionstart')) return
    this.#judge('if-new', event.type === 'input' || event.type === 'compositionend')
  }

  /** How much is on its way. What it is comes by itself, or does not. */
  #tellLength(event: Event): void {
    const data = (event as ClipboardEvent).clipboardData ?? (event as DragEvent).dataTransfer
    // A field of one line drops line ends.
    const units = data?.getData('text').replace(/[\r\n]/g, '').length
    if (units !== undefined && units > 0) this.#withChecks(({ entry, retry }) => [entry, retry].forEach((check) => check.tell({ pasted: units })))
  }

  #observe(event: KeyEventLike): void {
    this.#withChecks(({ entry, retry }) => [entry, retry].forEach((check) => check.observe(event)))
  }

  /** What was refused belongs to a name: with another one the same password may be right. */
  #onChange(target: EventTarget | null): void {
    const field = this.#field
    if (!(target instanceof HTMLInputElement) || target.form === null || target.form !== field?.form) return
    if (target !== field && !this.#choosing && target.autocomplete.split(/\s+/).some((token) => token === 'username' || token === 'email')) this.#tell({ taken: true })
    else this.#judge('if-new')
  }

  /** A script has changed what is inside, or how it is to be judged: once for all of it. */
  #soon(): void {
    if (this.#changed || this.#life.core === undefined) return
    this.#changed = true
    queueMicrotask(() => {
      this.#changed = false
      if (!this.isConnected) return
      if (this.#asked !== undefined) this.#askTables()
      this.#judge('if-new')
    })
  }

  // --- tables ---

  /** A table for new passwords, once somebody is about to choose one. Until it is there, the rest is judged. */
  #askTables(): void {
    const { core } = this.#life
    const languages = this.#languages
    if (core === undefined || this.#asked === languages.join() || !this.#choosing) return
    this.#asked = languages.join()
    const { turn } = this.#life
    loadStrength(core, this.getAttribute('tables'), languages, () => {
      if (turn !== this.#life.turn) return
      this.#choice?.release()
      this.#choice = undefined
      this.#judge('if-new')
    }).catch((error: unknown) => {
      if (turn !== this.#life.turn) return
      this.#asked = undefined
      console.error('<cs-password>: what new passwords are compared with could not be loaded', error)
      tellPage(this, 'cs-error', error)
    })
  }

  get #languages(): readonly WordLanguage[] {
    return wordLanguages(this.getAttribute('languages') ?? languageAround(this))
  }

  // --- judging ---

  #entrySubject(): PasswordEntrySubject {
    const given = (name: string) => this.getAttribute(name) ?? ''
    const { maxLength } = this.#field ?? { maxLength: -1 }
    return {
      ...(given('enrolled-layout') === '' ? {} : { enrolledLayout: given('enrolled-layout') }),
      ...(given('script') === '' ? {} : { script: given('script') as NonNullable<PasswordEntrySubject['script']> }),
      ...(given('profile') === '' ? {} : { profile: given('profile') as NonNullable<PasswordEntrySubject['profile']> }),
      ...(this.hasAttribute('bcrypt') ? { bcrypt: true } : {}),
      ...(maxLength > 0 ? { maxLength } : {}),
    }
  }

  #newSubject(core: Countersign): PasswordNewSubject {
    const { minLength, maxLength, form } = this.#field ?? { minLength: -1, maxLength: -1, form: null }
    const minScore = this.getAttribute('min-score') ?? ''
    return {
      context: [...ownTexts(form, this.#own)],
      // Those on their way would leave it unknown till then.
      languages: loadedLanguages(core, this.#languages),
      ...(minLength > 0 ? { minLength } : {}),
      ...(maxLength > 0 ? { maxLength } : {}),
      ...(this.hasAttribute('second-factor') ? { secondFactor: true } : {}),
      ...(minScore === '' ? {} : { minScore: Number(minScore) }),
      ...(this.hasAttribute('compromised') ? { compromised: true } : {}),
    }
  }

  #release(): void {
    for (const check of [this.#checks?.entry, this.#checks?.retry, this.#choice]) check?.release()
    this.#checks = this.#choice = undefined
  }

  /** The checks for what is asked now. Throws what `prepare` throws. */
  #prepare(core: Countersign): Checks {
    const subject = this.#entrySubject()
    const key = JSON.stringify(subject)
    if (this.#checks !== undefined && key === this.#prepared.checks) return this.#checks
    this.#checks?.entry.release()
    this.#checks?.retry.release()
    this.#checks = undefined
    this.#prepared.checks = key
    const failed = this.hasAttribute('failed') ? { failed: true } : {}
    const both = (subject: PasswordEntrySubject): Checks => {
      const whole = { ...subject, ...failed }
      return { entry: core.prepare('password.entry', whole), retry: core.prepare('password.retry', whole) }
    }
    try {
      this.#checks = both(subject)
    } catch (error) {
      const { enrolledLayout, ...rest } = subject
      if (enrolledLayout === undefined) throw error
      // What was kept from another release may be in this one's table no more.
      this.#inside.complain((error as Error).message)
      this.#checks = both(rest)
    }
    return this.#checks
  }

  #prepareChoice(core: Countersign): Check<'password.new'> {
    const subject = this.#newSubject(core)
    const key = JSON.stringify(subject)
    if (this.#choice !== undefined && key === this.#prepared.choice) return this.#choice
    this.#choice?.release()
    this.#choice = this.#chosen = undefined
    this.#prepared.choice = key
    this.#choice = core.prepare('password.new', subject)
    return this.#choice
  }

  /** Whatever the core throws is the page's doing, or the end of the module: the field goes on as without. */
  #guard(act: () => void): void {
    try {
      act()
    } catch (error) {
      if ((error as Error).name === 'CountersignCrash') {
        // The next checks are made by a fresh module, which has seen no key.
        this.#checks = this.#choice = undefined
        return
      }
      this.#inside.complain((error as Error).message)
      this.#show(undefined, 'never')
      tellPage(this, 'cs-error', error)
    }
  }

  #withChecks(act: (checks: Checks) => void): void {
    const { core } = this.#life
    if (core !== undefined) this.#guard(() => act(this.#prepare(core)))
  }

  #tell(what: { readonly refused: true } | { readonly taken: true }): void {
    this.#withChecks(({ entry, retry }) => [entry, retry].forEach((check) => check.tell(what)))
    this.#judge('always')
  }

  /** `anew`: the text may be another one than before. */
  #judge(speech: Speech, anew = true): void {
    const { core } = this.#life
    const field = this.#take()
    if (core === undefined || field === undefined) return
    this.#guard(() => {
      const { entry, retry } = this.#prepare(core)
      // Straight into the buffers of the checks, which are wiped before these calls return.
      const typed = entry.runFrom(field).keep()
      const again = retry.runFrom(field).keep()
      this.#details = typed.details
      this.#states.set('caps-lock', typed.details.capsLock === 'on')
      if (this.#choosing) {
        const check = this.#prepareChoice(core)
        if (anew || this.#chosen === undefined) {
          const present = this.#inside.find<HTMLInputElement>('present-field')
          this.#chosen = check.runFrom(field, present === null ? undefined : { copied: present.value }).keep()
        }
        this.#verdict = this.#chosen
        this.#showChoice(this.#chosen, typed, speech)
      } else {
        this.#verdict = typed
        this.#showEntry(typed, again)
      }
      this.#sayFresh(typed, again, speech)
      tellPage(this, 'cs-verdict', this.#verdict)
    })
  }

  // --- showing ---

  get #labels(): Labels {
    return labelsFor(languageAround(this))
  }

  get #card(): CsVerdict {
    return ownCard(this, this.#root)
  }

  /** The parts of the shadow root, unless a server rendered them. */
  #frame(): void {
    if (this.#root.querySelector('slot') === null) {
      const meter = this.#choosing ? meterTree(undefined, this.#labels) : undefined
      this.#root.append(...passwordFrame(meter, this.#labels, languageAround(this), cardParts).map(toNode))
    }
    this.#showToggle()
  }

  #showToggle(): void {
    const box = this.#root.querySelector('.secret')
    if (box === null) return
    box.setAttribute('lang', languageAround(this))
    const before = box.querySelector('.toggle')
    const tree = toggleTree(this.#reveal.revealed, this.#labels, { hidden: this.#field === undefined })
    // The same button with other words: the focus may be on it.
    if (before === null) put(box, tree, null)
    else {
      before.textContent = String(tree.children[0])
      before.setAttribute('aria-label', String(tree.attributes['aria-label']))
      before.toggleAttribute('hidden', tree.attributes['hidden'] === true)
    }
  }

  #showEntry(typed: EntryVerdict, again: RetryVerdict): void {
    const language = languageAround(this)
    const shown = onPasswordCard(showVerdict(typed, language), showVerdict(again, language), this.#labels)
    this.#outcome = shown?.outcome ?? typed.outcome
    put(this.#root.querySelector('.strength-box')!, undefined, this.#root.querySelector('.strength'))
    this.#show(shown, 'never')
    const refused = again.findings.some(({ reason }) => reason === 'password.same-attempt')
    this.#marks.enforce(refused && shown !== undefined ? spoken(shown, labelsFor(shown.language)) : '')
  }

  #showChoice(chosen: NewVerdict, typed: EntryVerdict, speech: Speech): void {
    const language = languageAround(this)
    const { score } = chosen.details
    const box = this.#root.querySelector('.strength-box')!
    box.setAttribute('lang', language)
    const empty = this.#field!.value === ''
    put(box, meterTree(empty || score === null ? undefined : (score as Score), this.#labels), box.querySelector('.strength'))
    const mine = showVerdict(chosen, language)
    const shown = withEntry(mine, showVerdict(typed, language), this.#labels, empty)
    this.#outcome = chosen.outcome
    const settled = chosen.outcome !== 'incomplete' && chosen.outcome !== 'unknown'
    const aloud = score === null ? undefined : this.#labels[`strength.${score as Score}`]
    // Who is typing knows that it is not finished; that it could not be compared is seen, and is nothing to be done about.
    this.#show(shown && { ...shown, ...(aloud === undefined || !settled ? {} : { aloud }) }, settled && !empty ? speech : 'never')
    const fine = empty || chosen.outcome === 'accept' || chosen.outcome === 'caution' || chosen.outcome === 'unknown'
    this.#marks.enforce(fine ? '' : spoken(mine, labelsFor(mine.language)))
  }

  #show(shown: Shown | undefined, speech: Speech): void {
    this.#states.outcome(this.#outcome)
    this.#card.present(shown, '', speech)
    const field = this.#field
    if (field === undefined) return
    this.#marks.invalid(shown?.outcome === 'reject')
    if (shown === undefined) this.#description.leave()
    else this.#description.say(this, field, spoken(shown, labelsFor(shown.language)), shown.language)
  }

  // --- saying ---

  /** What is new, politely, and once: when there is a pause, if it still holds then, and never while a word is composed. */
  #sayFresh(typed: EntryVerdict, again: RetryVerdict, speech: Speech): void {
    const language = languageAround(this)
    const now = [...showVerdict(again, language).findings, ...showVerdict(typed, language).findings]
    const fresh = [...again.details.fresh, ...typed.details.fresh]
    for (const reason of fresh) if (speech !== 'never') this.#unsaid.add(reason)
    clearTimeout(this.#speaking)
    if (this.#unsaid.size > 0) this.#speaking = setTimeout(() => this.#speak(now), quietBeforeSpeaking)
  }

  #speak(now: readonly ShownFinding[]): void {
    if (this.#composing) return
    const holds = now.filter(({ reason }) => this.#unsaid.has(reason) && !quiet.has(reason)).slice(0, 2)
    this.#unsaid.clear()
    const gap = this.#labels['sentence.gap']
    if (holds.length > 0) this.#announce(holds.map(({ text, next }) => [text, next].filter(Boolean).join(gap)).join(gap))
  }

  #announce(text: string): void {
    announce(this.#root.getElementById('announcer')!, text, languageAround(this))
  }
}

/** What need not be said aloud. */
const quiet: ReadonlySet<string> = new Set(['password.empty', 'password.normalised'])

define('cs-password', CsPassword)

declare global {
  interface HTMLElementTagNameMap {
    'cs-password': CsPassword
  }
  interface HTMLElementEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
  }
  interface DocumentEventMap {
    'cs-verdict': CustomEvent<Verdict>
    'cs-error': CustomEvent<Error>
  }
}
