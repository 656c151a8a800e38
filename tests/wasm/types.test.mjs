// What a program that uses the package sees of its types, as its compiler sees it: the package installed, nothing skipped.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, test } from 'node:test'
import { nativeCommand, packageFolder } from './package_under_test.mjs'

const folder = mkdtempSync(join(tmpdir(), 'countersign-types-'))
after(() => rmSync(folder, { recursive: true }))
mkdirSync(join(folder, 'node_modules'))
symlinkSync(fileURLToPath(packageFolder), join(folder, 'node_modules/countersign'), 'dir')
writeFileSync(join(folder, 'package.json'), '{"type":"module"}')

const program = `
import { load, CountersignError, type Check, type Details, type Finding, type Outcome, type Span, type Verdict } from 'countersign'

export async function main(): Promise<void> {
  const countersign = await load({ languages: ['en', 'zh-Hans'], now: () => ({ wall: 0, steady: 0 }) })
  const check: Check<'deposit.address'> = countersign.prepare('deposit.address', { coin: 'BTC', network: null })
  const verdict: Verdict<'deposit.address'> = check.run('x', { copied: 'y' })
  const outcome: Outcome = verdict.outcome
  const details: Details['deposit.address'] = verdict.details
  const rule: 'required' | 'optional' | 'none' = details.memo.rule
  const groups: string[] = details.groups
  for (const finding of verdict.findings) {
    const at: readonly Span[] = finding.at
    if (finding.reason === 'deposit.wrong-network') say(finding.params.found, finding.params.chosen)
    if (finding.reason === 'deposit.unfinished') say(finding.params.missing.toFixed(), at.length.toFixed())
  }
  const any: Verdict = verdict
  const outcomes: Outcome[] = check.runLines('a')
  check.observe({ type: 'keydown', code: 'KeyA', capsLock: null })
  say(outcome, rule, ...groups, ...outcomes, any.headline(), verdict.explain('zh-Hans')[0]?.next ?? '')
  const sealed: Uint8Array = countersign.seal(check, new Uint8Array(32))
  check[Symbol.dispose]()
  try {
    // @ts-expect-error: a coin is needed
    countersign.prepare('deposit.address', {})
    // @ts-expect-error: there is no such kind
    countersign.prepare('deposit.addres', { coin: 'BTC' })
    // @ts-expect-error: there is no such reason
    if (verdict.findings[0]?.reason === 'deposit.wrong') say('')
    // @ts-expect-error: details have no such member
    say(verdict.details.coins)
  } catch (error) {
    if (error instanceof CountersignError && error.slug === 'bad-subject') say(error.message, sealed.length.toFixed())
  }
}
declare function say(...what: string[]): void
export function grade(finding: Finding): string { return finding.grade }
`

const browser = `
import { load } from 'countersign'
export async function main(field: HTMLInputElement): Promise<void> {
  const countersign = await load({ wasm: fetch('countersign.wasm') })
  using check = countersign.prepare('deposit.address', { coin: 'BTC' })
  field.addEventListener('keydown', (event) => check.observe(event))
  field.addEventListener('beforeinput', (event) => check.observe(event))
  check.runFrom(field)
  await load({ wasm: await WebAssembly.compile(new Uint8Array()) })
  await load({ wasm: new URL('x', 'https://example.org') })
}
`

const elements = `
import { load } from 'countersign'
import { load as loadDeposit } from 'countersign/deposit'
import { useCountersign, setLabels, type CsDepositAddress } from 'countersign/elements/deposit-address.js'
import { showVerdict, type CsVerdict, type Shown } from 'countersign/elements/verdict.js'
import type { CsOtp, OtpSend, OtpSendAnswer } from 'countersign/elements/otp.js'
import { otpTemplate, plainly, verdictTemplate } from 'countersign/elements/html.js'
useCountersign(() => load({ languages: ['en'] }))
useCountersign(load())
useCountersign(() => loadDeposit())
const small = await loadDeposit()
const coin: string = small.prepare('deposit.address', { coin: 'BTC' }).run('').details.coin
// @ts-expect-error: it has addresses alone
small.prepare('payment.amount', { currency: coin })
setLabels('en', { 'outcome.reject': 'Halt' })
// @ts-expect-error: there is no such label
setLabels('en', { 'outcome.rejected': 'Halt' })
const field: CsDepositAddress = document.createElement('cs-deposit-address')
const card: CsVerdict = document.querySelector('cs-verdict')!
field.known = [{ address: 'x', label: 'mine' }]
field.addEventListener('cs-verdict', ({ detail }) => {
  card.verdict = detail
  const shown: Shown = showVerdict(detail, 'en')
  document.title = shown.headline + verdictTemplate(shown, { text: '', stylesheet: '/x.css' }).length.toFixed()
})
document.addEventListener('cs-error', ({ detail }) => console.error(detail.message))
await field.ready
const outcome: 'accept' | 'reject' | 'caution' | 'incomplete' | 'unknown' | undefined = field.judge()
// @ts-expect-error: only the element says what the outcome is
field.outcome = outcome

const otp: CsOtp = document.createElement('cs-otp')
otp.addEventListener('cs-send', async (event) => {
  event.preventDefault()
  const { index, idempotencyKey }: OtpSend = event.detail
  const { ok, headers } = await fetch('/send', { method: 'POST', headers: { 'Idempotency-Key': idempotencyKey } })
  const answer: OtpSendAnswer = { index, retryAfter: headers.get('Retry-After'), date: headers.get('Date') }
  if (ok) otp.acknowledge({ ...answer, expiresAt: null })
  else otp.failed(answer)
})
document.addEventListener('cs-exhausted', ({ detail }) => console.log(detail.ticket?.sends.toFixed()))
document.addEventListener('cs-clock', () => otp.clock(new Date().toISOString()))
otp.verified({ ok: false, attemptsLeft: 2 })
otp.incident({ over: true })
// @ts-expect-error: either there is an end, or it is over
otp.incident({ over: false })
const secondsLeft: number | undefined = otp.details?.secondsLeft
// @ts-expect-error: a verdict holds no code
otp.verdict?.code
const sent: boolean = await otp.send()
document.title = otpTemplate({ length: 6, stylesheet: '/x.css' }) + plainly('123 456') + sent + secondsLeft
`

function compile(name, source, options) {
  const own = join(folder, name)
  mkdirSync(own)
  writeFileSync(join(own, 'main.ts'), source)
  const compilerOptions = { target: 'es2022', strict: true, skipLibCheck: false, noEmit: true, types: [], ...options }
  writeFileSync(join(own, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }))
  const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', packageFolder))
  const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', own, '--pretty', 'false'])
  assert.equal(status, 0, stdout.toString())
}

const modes = {
  bundler: { module: 'preserve', moduleResolution: 'bundler' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
}
for (const [name, mode] of Object.entries(modes)) {
  test(`types hold with ${name} resolution and no DOM`, () => compile(name, program, { ...mode, lib: ['es2022'] }))
  test(`types hold with ${name} resolution in a page`, () =>
    compile(`${name}-page`, browser, { ...mode, lib: ['es2022', 'dom', 'esnext.disposable'] }))
  test(`types of the elements hold with ${name} resolution`, () =>
    compile(`${name}-elements`, elements, { ...mode, lib: ['es2022', 'dom', 'dom.iterable', 'esnext.disposable'] }))
}

test('generated types are not stale', { skip: !existsSync(nativeCommand) }, () => {
  const { status, stderr } = spawnSync(process.execPath, [
    fileURLToPath(new URL('tools/generate.mjs', packageFolder)),
    '--check',
  ])
  assert.equal(status, 0, stderr.toString())
})
