// Documents signed as an operator would, with the key of RFC 8032, section 7.1, TEST 1, which the tests trust.
import { createPrivateKey, sign } from 'node:crypto'

const seed = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
const key = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]),
  format: 'der',
  type: 'pkcs8',
})

export const trusted = {
  id: 'operator-1',
  publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
}

/** An envelope of `payload`, a text, or anything that becomes JSON. */
export function envelope(type, payload, id = trusted.id) {
  const bytes = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload))
  const signature = sign(null, Buffer.concat([Buffer.from(`countersign.${type}.v1\0`), bytes]), key)
  return { payload: bytes.toString('base64url'), key: id, signature: signature.toString('base64url') }
}
