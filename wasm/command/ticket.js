// countersign open-ticket: what a person's device sealed for the support desk, opened with the desk's secret key.
import { Arguments } from './arguments.js'
import { ask, openDoor } from './door.js'
import { Failure } from './failure.js'
import { readSecretKey, readStandardInput, writeOut } from './streams.js'

const longestTicket = 8 << 20

// Strict, as the core reads base64url: every byte string has exactly one spelling.
function decode(ticket) {
  if (ticket.length === 0) throw new Failure('ticket', 'nothing was given')
  const bytes = Buffer.from(ticket, 'base64url')
  if (bytes.toString('base64url') !== ticket)
    throw new Failure('ticket', 'not base64url: one line of A-Z, a-z, 0-9, - and _, without =')
  return bytes
}

export function runOpenTicket(words) {
  const options = new Arguments('open-ticket', { '--secret': 'FILE' }, words)
  options.atMost(1)
  const secretPath = options.required('--secret')
  const ticket = options.positional(0) ?? '-'
  const key = readSecretKey(secretPath)
  try {
    const sealed = decode(ticket === '-' ? readStandardInput(longestTicket).toString('latin1') : ticket)
    const core = openDoor()
    const opened = ask(
      () =>
        core.with([sealed, key], ([at, secret]) => {
          try {
            return Buffer.from(
              core.answer((out, length) =>
                core.door.countersign_open(core.context, at, sealed.length, secret, key.length, out, length),
              ),
            )
          } finally {
            if (!core.dead) core.bytes.fill(0, secret, secret + key.length)
          }
        }),
      'ticket',
    )
    writeOut(Buffer.concat([opened, Buffer.from('\n')]))
    return 0
  } finally {
    key.fill(0)
  }
}
