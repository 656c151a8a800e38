// Finds the command that was named, and turns what it throws into a sentence and an exit status.
import { help } from '../dist/command.js'
import { runCheck } from './check.js'
import { Failure, quoted } from './failure.js'
import { runKinds, runSchema, runVersion, runWords } from './lists.js'
import { runProbe } from './probe.js'
import { runSign } from './sign.js'
import { writeOut } from './streams.js'
import { runOpenTicket } from './ticket.js'

const usageOrStatus = 2

const commands = new Map([
  ['check', runCheck],
  ['kinds', runKinds],
  ['schema', runSchema],
  ['words', runWords],
  ['sign', runSign],
  ['open-ticket', runOpenTicket],
  ['probe', runProbe],
  ['version', runVersion],
])

function printHelp(command) {
  if (!Object.hasOwn(help, command))
    throw new Failure(`there is no command ${quoted(command)}; countersign help lists them`)
  writeOut(help[command])
  return 0
}

function run(words) {
  const [name, ...rest] = words
  if (name === undefined)
    throw new Failure('say what to do, such as check or kinds; countersign help lists the commands')
  if (name === '--version') return runVersion([])
  if (name === 'help' || name === '--help' || name === '-h') {
    if (rest.length > 1) throw new Failure('help', 'too many arguments')
    return printHelp(rest[0] ?? '')
  }
  const command = commands.get(name)
  if (command === undefined) return printHelp(name)
  // Nowhere else is --help taken: where a text may stand, printing help must not end with the status of `accept`.
  if (rest.length === 1 && rest[0] === '--help') return printHelp(name)
  return command(rest)
}

export async function main(words) {
  try {
    process.exitCode = await run(words)
  } catch (error) {
    process.stderr.write(`countersign: ${error.message}\n`)
    process.exitCode = usageOrStatus
  }
}
