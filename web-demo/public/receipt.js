// The receipt in a browser: the voucher is looked at once more on this device, and can be printed.
import '/countersign/elements/verdict.js'
import { load } from '/countersign/index.js'

const byId = (id) => document.getElementById(id)
const { signer, key, voucher } = byId('receipt').dataset

const countersign = await load({ languages: ['en', document.documentElement.lang] })
countersign.trust(signer, key)
const check = countersign.prepare('payment.voucher', JSON.parse(voucher))
byId('verdict').verdict = check.run().keep()
check.release()
byId('print').hidden = false
byId('print').addEventListener('click', () => print())
