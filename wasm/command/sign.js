// countersign sign: makes the envelopes that Countersign trusts, and the line that says which key to trust. The payload is
// signed byte for byte as it was read; what it means is not looked at.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { Arguments } from './arguments.js'
import { Failure, quoted } from './failure.js'
import { readFile, readSecretKey, writeOut } from './streams.js'

const types = ['policy', 'schedule', 'table', 'quote', 'voucher', 'challenge']
const longestPayload = 64 << 20
const longestKeyId = 256 // the door takes no longer one

// RFC 8410, section 7: a private key's PKCS #8 form is this and the seed.
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

function keyIdOf(options) {
  const id = options.required('--key-id')
  const size = Buffer.byteLength(id)
  if (size === 0 || size > longestKeyId || id.includes('\uFFFD'))
    throw new Failure('--key-id', 'must be 1 to 256 bytes of UTF-8')
  return id
}

function readKey(path) {
  const seed = readSecretKey(path)
  const der = Buffer.concat([pkcs8, seed])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    seed.fill(0)
    der.fill(0)
  }
}

export function runSign(words) {
  const options = new Arguments('sign', { '--key-id': 'ID', '--secret': 'FILE', '--public': '' }, words)
  const onlyPublic = options.has('--public')
  options.atMost(onlyPublic ? 0 : 2)
  const type = onlyPublic ? '' : options.requiredPositional(0, 'TYPE')
  if (!onlyPublic && !types.includes(type))
    throw new Failure('sign', `unknown type ${quoted(type)}; there are ${types.join(', ')}`)
  const id = keyIdOf(options)
  const key = readKey(options.required('--secret'))
  if (onlyPublic) {
    const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
    writeOut(`${JSON.stringify({ id, publicKey })}\n`)
    return 0
  }
  const payload = readFile(options.positional(1) ?? '-', longestPayload)
  const signature = sign(null, Buffer.concat([Buffer.from(`countersign.${type}.v1\0`), payload]), key)
  const envelope = { payload: payload.toString('base64url'), key: id, signature: signature.toString('base64url') }
  writeOut(`${JSON.stringify(envelope)}\n`)
  return 0
}
