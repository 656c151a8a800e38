// Wrong calls: nothing on standard output, one sentence on standard error, exit status 2.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bitcoin, folder, good, run } from './command.mjs'

const dir = folder()
const address = ['check', 'deposit.address']

async function refused(args, sentence, input) {
  const answer = await run(args, { input })
  assert.equal(answer.status, 2, args.join(' '))
  assert.equal(answer.stdout, '', args.join(' '))
  assert.match(answer.stderr, /^countersign: [^\n]+\n$/)
  assert.match(answer.stderr, sentence)
}

test('no command, and one that does not exist', async () => {
  await refused([], /countersign help/)
  await refused(['chek'], /no command "chek"/)
  await refused(['help', 'chek'], /no command "chek"/)
  await refused(['help', 'overview'], /no command "overview"/)
  await refused(['help', 'kinds', 'x'], /too many/)
})

test('a kind that is missing or does not exist', async () => {
  await refused(['check'], /KIND/)
  await refused(['check', 'deposit.adress', good], /"deposit\.adress"/)
  await refused(['check', 'deposit.adress', '--jsonl'], /"deposit\.adress"/)
  await refused(['schema'], /KIND/)
  await refused(['schema', 'deposit.adress'], /"deposit\.adress"/)
})

test('an unknown option, a missing value, an option given twice, an argument too many', async () => {
  await refused([...address, '--subjet', bitcoin, good], /unknown option "--subjet"/)
  await refused([...address, good, '--subject'], /--subject needs a value/)
  await refused([...address, '--subject', '--explain', good], /--subject needs a value/)
  await refused([...address, '--subject', bitcoin, '--subject', bitcoin, good], /--subject is given twice/)
  await refused([...address, '--explain', '--explain', good], /--explain is given twice/)
  await refused([...address, '--subject', bitcoin, good, good], /too many/)
  for (const command of ['kinds', 'version']) await refused([command, 'x'], /too many/)
  await refused(['words', 'en', 'x'], /too many/)
  await refused(['schema', 'deposit.address', 'x'], /too many/)
})

test('options that do not go together', async () => {
  const file = dir.file('any.json', '{}')
  await refused([...address, '--policy', file, '--key', file, '--unsigned', file, good], /do not go together/)
  await refused([...address, '--policy', file, good], /--key FILE/)
  await refused([...address, '--key', file, good], /key\.id: is missing/)
  await refused([...address, '--jsonl', '--subject', bitcoin], /do not go together/)
  await refused([...address, '--jsonl', '--explain'], /do not go together/)
  await refused([...address, '--jsonl', good], /--jsonl/)
})

test('a subject that does not fit names the place', async () => {
  await refused([...address, good], /subject/)
  await refused([...address, '--subject', '{', good], /subject/)
  await refused([...address, '--subject', '{"coin":"BTC","network":"tronn"}', good], /subject\.network: .*"tronn"/)
  await refused([...address, '--subject', '{"coin":"BTC","coin":"BTC"}', good], /coin/)
  await refused([...address, '--subject', '{"coin":1}', good], /subject\.coin/)
})

test('files that cannot be read are named', async () => {
  const missing = dir.file('missing.json')
  await refused([...address, '--subject', `@${missing}`, good], /missing\.json: cannot be read/)
  await refused([...address, '--unsigned', missing, good], /missing\.json: cannot be read/)
  await refused([...address, '--unsigned', dir.path, good], /cannot be read/)
  await refused(['sign', 'policy', '--key-id', 'k', '--secret', missing], /missing\.json: cannot be read/)
})

test('a moment or a language that does not exist', async () => {
  await refused([...address, '--subject', bitcoin, '--now', 'tomorrow', good], /--now: .*"tomorrow"/)
  await refused([...address, '--subject', bitcoin, '--now', '2026-05-01T12:00:00', good], /--now/)
  await refused([...address, '--subject', bitcoin, '--explain', '--lang', 'tlh', good], /--lang: .*"tlh"/)
  await refused(['words', 'tlh'], /"tlh".*en, zh-Hans/)
  await refused(['words', '../words/en'], /en, zh-Hans/)
})

test('what a message quotes cannot steer a terminal, and is cut', async () => {
  const { stderr } = await run(['\x1b[31mred\nline\x7f'])
  assert.equal(stderr, 'countersign: there is no command "?[31mred?line?"; countersign help lists them\n')
  const long = await run(['é'.repeat(1000)])
  assert.equal(long.stderr, `countersign: there is no command "${'é'.repeat(30)}…"; countersign help lists them\n`)
  const odd = await run([`x${'é'.repeat(1000)}`])
  assert.equal(odd.stderr, `countersign: there is no command "x${'é'.repeat(29)}…"; countersign help lists them\n`)
})

test('standard output that cannot be written is said', { skip: process.platform !== 'linux' }, async () => {
  const { open } = await import('node:fs/promises')
  const full = await open('/dev/full', 'w')
  const { start } = await import('./command.mjs')
  const child = start(['version'], { stdio: ['ignore', full.fd, 'pipe'] })
  let said = ''
  child.stderr.on('data', (piece) => { said += piece })
  const status = await new Promise((resolve) => child.on('close', resolve))
  await full.close()
  assert.equal(status, 2)
  assert.match(said, /^countersign: standard output: /)
})
