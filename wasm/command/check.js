// countersign check: one question, one verdict.
import { isatty } from 'node:tty'
import { secretKinds, textKinds } from '../dist/command.js'
import { Arguments } from './arguments.js'
import { ask, loadPolicy, momentOf, openDoor } from './door.js'
import { Failure } from './failure.js'
import { runJsonl } from './jsonl.js'
import { lengthWithoutLineEnd, readFile, readFull, standardInput, writeOut } from './streams.js'

const mostText = 4 << 20
const mostSubject = 8 << 20
const standardError = 2
const lf = 0x0a
const cr = 0x0d

function prepare(core, kind, subject) {
  const name = Buffer.from(kind)
  return ask(() =>
    core.with([name, subject], ([at, of]) =>
      core.pointer((out) => core.door.countersign_prepare(core.context, at, name.length, of, subject.length, out)),
    ),
  )
}

function input(core, check, capacity) {
  const at = ask(() => core.pointer((out) => core.door.countersign_input(check, 0, capacity, out)), 'text')
  return core.bytes.subarray(at, at + capacity)
}

// Reads standard input straight into the check's own slot: what may be a secret exists there and nowhere else. It is
// asked for whole at once, 4 MiB being the most a text can have; two bytes more tell a text that is too long from one
// with a line end.
function readText(core, check) {
  if (isatty(standardInput) && isatty(standardError))
    process.stderr.write('countersign: reading the text from here; Ctrl-D on a new line ends it\n')
  const place = 'standard input'
  const slot = input(core, check, mostText)
  const size = readFull(standardInput, slot, place)
  if (size < slot.length) return lengthWithoutLineEnd(slot.subarray(0, size))
  const more = Buffer.alloc(2)
  const over = readFull(standardInput, more, place)
  const lineEndOnly = (over === 1 && more[0] === lf) || (over === 2 && more[0] === cr && more[1] === lf)
  const crLfAcross = over === 1 && more[0] === lf && slot[mostText - 1] === cr
  more.fill(0)
  if (over === 0) return lengthWithoutLineEnd(slot)
  if (lineEndOnly) return mostText - (crLfAcross ? 1 : 0)
  return input(core, check, mostText + 1).length // the door says what is wrong with that
}

function takeText(core, check, kind, text) {
  const piped = text === undefined || text === '-'
  if (!textKinds.includes(kind)) {
    if (!piped) throw new Failure(kind, 'takes no text')
    return 0
  }
  if (piped) return readText(core, check)
  const bytes = Buffer.from(text)
  input(core, check, bytes.length).set(bytes)
  return bytes.length
}

// "- sentence" and, below it, the next step, from the door's "sentence TAB next step".
function asList(lines) {
  const [headline, ...findings] = lines.split('\n').slice(0, -1)
  let out = `${headline}\n`
  for (const finding of findings) {
    const tab = finding.indexOf('\t')
    out += `- ${tab < 0 ? finding : finding.slice(0, tab)}\n`
    if (tab >= 0 && tab + 1 < finding.length) out += `  ${finding.slice(tab + 1)}\n`
  }
  return out
}

function answerOf(core, check, options) {
  if (!options.has('--explain')) {
    const line = ask(() => core.answer((out, length) => core.door.countersign_verdict(check, out, length)))
    return Buffer.concat([line, Buffer.from('\n')])
  }
  const language = Buffer.from(options.value('--lang') ?? 'en')
  const lines = ask(
    () =>
      core.with([language], ([at]) =>
        Buffer.from(
          core.answer((out, length) => core.door.countersign_explain(check, at, language.length, out, length)),
        ),
      ),
    '--lang',
  )
  return asList(lines.toString())
}

function subjectOf(options) {
  const subject = options.value('--subject') ?? '{}'
  return subject.startsWith('@') ? readFile(subject.slice(1), mostSubject) : Buffer.from(subject)
}

function judgeLines(options, kind) {
  for (const option of ['--subject', '--explain', '--lang']) options.notBoth('--jsonl', option)
  if (options.positional(1) !== undefined)
    throw new Failure(
      'check: --jsonl reads its lines from standard input and takes no TEXT; see countersign help check',
    )
  const core = openDoor({ kind })
  loadPolicy(core, options)
  return runJsonl(core, kind, options)
}

export function runCheck(words) {
  const options = new Arguments(
    'check',
    {
      '--subject': 'JSON|@FILE',
      '--policy': 'FILE',
      '--key': 'FILE',
      '--unsigned': 'FILE',
      '--now': 'MOMENT',
      '--explain': '',
      '--lang': 'LANGUAGE',
      '--jsonl': '',
    },
    words,
  )
  const kind = options.requiredPositional(0, 'KIND')
  const text = options.positional(1)
  options.atMost(2)
  if (options.has('--jsonl')) return judgeLines(options, kind)

  if (secretKinds.includes(kind) && text !== undefined && text !== '-')
    throw new Failure(
      kind,
      'the text is a secret; pipe it through standard input, because other programs can see arguments',
    )
  const core = openDoor({ words: options.has('--explain'), kind })
  loadPolicy(core, options)
  const subject = subjectOf(options)
  if (options.has('--now')) momentOf(core, options)
  const check = prepare(core, kind, subject)
  try {
    const length = takeText(core, check, kind, text)
    const now = momentOf(core, options) // after the text, which a person may have been slow to type
    const outcome = ask(() => core.ask(() => core.door.countersign_run(check, length, 0, now.wall, now.steady)))
    writeOut(answerOf(core, check, options))
    return outcome
  } finally {
    if (!core.dead) core.ask(() => core.door.countersign_release(check))
  }
}
