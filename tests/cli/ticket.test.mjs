import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folder, run } from './command.mjs'

const dir = folder()
// Made once by libsodium 1.0.18: crypto_box_seal to the public key of the secret 01 02 … 20.
const secret = dir.file('desk.key', '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20\n')
const line = '{"kind":"deposit.ticket","outcome":"accept","findings":[],"canonical":"","details":{"missing":[]}}'
const ticket = 'WhD1W-XGRb2I1SDGdnp71lYGaSMIHLgAh_iZpB0lfC0OiEHcuJVtHjrVg_2e4ihPz_iQ56WYmUTEwnfmR9yPAXmzIMBrBzdfB2sb' +
  'qPKDZ3C_xKeDPgNtMf4TilIoZxUlOyilZxUALGbp0aKicX0ZJsLYj6PqqcKABrER6tg4WBDYLrLUJ5JnYyX-y5dH93ohV64'

test('a ticket is opened, from an argument and from standard input', async () => {
  const open = (args, input) => run(['open-ticket', '--secret', secret, ...args], { input })
  const expected = { status: 0, signal: null, stdout: `${line}\n`, stderr: '' }
  assert.deepEqual(await open([ticket]), expected)
  assert.deepEqual(await open([], `${ticket}\n`), expected)
  assert.deepEqual(await open(['-'], `${ticket}\r\n`), expected)
})

test('a ticket that was changed, cut, or sealed for another desk stays shut', async () => {
  const refused = async (args, sentence, input) => {
    const answer = await run(['open-ticket', ...args], { input })
    assert.equal(answer.status, 2)
    assert.equal(answer.stdout, '')
    assert.match(answer.stderr, sentence)
  }
  await refused(['--secret', secret, `X${ticket.slice(1)}`], /^countersign: ticket: /)
  await refused(['--secret', secret, ticket.slice(0, 80)], /^countersign: ticket: /)
  await refused(['--secret', secret, ticket.slice(0, 8)], /^countersign: ticket: /)
  await refused(['--secret', secret, `${ticket}=`], /base64url/)
  await refused(['--secret', secret], /nothing/, '')
  await refused(['--secret', secret], /base64url/, `${ticket}\n\n`)
  await refused(['--secret', dir.file('other.key', '00'.repeat(32)), ticket], /^countersign: ticket: /)
  await refused(['--secret', dir.file('short.key', '00'), ticket], /short\.key: .*64/)
  await refused([ticket], /--secret FILE/)
})
