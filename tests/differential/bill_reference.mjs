// Another reading of the rules for bills, on BigInt: what payment.bill must say of a bill whose amounts can be read.
const powers = (n) => 10n ** BigInt(n)
const size = (n) => (n < 0n ? -n : n)

/** Decimal text as a whole number of its own last place. */
function scaled(text) {
  const [, minus, whole, part = ''] = /^(-?)(\d*)(?:\.(\d+))?$/.exec(text)
  return { value: BigInt(`${minus}${whole}${part}` === minus ? '0' : `${minus}${whole}${part}`), places: part.length }
}
function minor(text, digits) {
  const { value, places } = scaled(text)
  return places <= digits ? value * powers(digits - places) : value / powers(places - digits)
}

export function round(part, whole, mode) {
  const negative = part < 0n
  const [q, r] = [size(part) / whole, size(part) % whole]
  const twice = 2n * r
  const up = {
    HALF_UP: twice >= whole,
    HALF_DOWN: twice > whole,
    HALF_EVEN: twice > whole || (twice === whole && q % 2n === 1n),
    UP: r > 0n,
    DOWN: false,
  }[mode]
  return (q + (up ? 1n : 0n)) * (negative ? -1n : 1n)
}

/** Largest remainder, the first of equals first. */
function allocate(amount, weights) {
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum === 0n) return weights.map(() => 0n)
  const whole = size(amount)
  const shares = weights.map((weight) => (whole * weight) / sum)
  const order = weights
    .map((weight, i) => ({ i, rest: (whole * weight) % sum }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  const left = whole - shares.reduce((a, b) => a + b, 0n)
  for (let n = 0n; n < left; n++) shares[order[Number(n)].i] += 1n
  return shares.map((share) => (amount < 0n ? -share : share))
}

/** { total, difference, failures: ['reason path expected found'], findings } */
export function reference(bill, digits) {
  const mode = bill.rounding ?? 'HALF_UP'
  const of = (text) => minor(text, digits)
  const failures = []
  const fail = (reason, path, expected, found) => failures.push([reason, path, expected, found].filter((one) => one !== undefined).join(' '))
  const findings = new Set()
  const nets = bill.lines.map((line, i) => {
    const quantity = scaled(String(line.quantity))
    const exact = round(quantity.value * of(line.unitPrice), powers(quantity.places), mode)
    const stated = line.total === undefined ? exact : of(line.total)
    if (stated !== exact) fail('line-mismatch', `lines[${i}].total`, exact, stated)
    return stated
  })
  const sum = (list) => list.reduce((a, b) => a + b, 0n)
  const lines = sum(nets)
  const discounts = sum((bill.discounts ?? []).map((one) => of(one.amount)))
  const fees = (bill.fees ?? []).map((fee, i) => {
    if (!fee.quoted) fail('unexpected-fee', `fees[${i}]`)
    return of(fee.amount)
  })
  const shipping = bill.shipping === undefined ? 0n : of(bill.shipping)
  const shares = allocate(discounts, nets.map((net) => (net < 0n ? 0n : net)))
  let taxes = 0n
  const parts = []
  for (const [i, tax] of (bill.taxes ?? []).entries()) {
    const rate = scaled(tax.rate.replace('%', ''))
    const one = powers(rate.places + (tax.rate.endsWith('%') ? 2 : 0))
    const by = tax.inclusive ? one + rate.value : one
    const due =
      tax.per === 'line'
        ? sum(nets.map((net, n) => round((net - shares[n]) * rate.value, by, mode)))
        : round((tax.base === undefined ? lines - discounts : of(tax.base)) * rate.value, by, mode)
    const stated = of(tax.amount)
    if (due !== stated) fail('tax-mismatch', `taxes[${i}].amount`, due, stated)
    if (tax.inclusive) continue
    taxes += stated
    parts.push(stated)
  }
  const total = lines - discounts + sum(fees) + shipping + taxes
  const said = of(bill.total)
  if (total !== said) fail('sum-mismatch', 'total', total, said)
  if (said < 0n) fail('negative-total', 'total', undefined, said)
  for (const one of failures) findings.add(one.split(' ')[0])
  let difference = null
  if (bill.expected !== undefined) {
    difference = said - of(bill.expected)
    const extras = sum(fees) + shipping
    const single = [...parts, ...fees, ...(bill.shipping === undefined ? [] : [shipping]), ...(bill.discounts ?? []).map((one) => -of(one.amount))]
    const explained = extras === difference || extras + taxes - discounts === difference || single.filter((one) => one === difference).length === 1
    if (difference !== 0n) findings.add(explained ? 'expected-differs' : 'unexplained-difference')
  }
  return { total, difference, failures: failures.sort(), findings: [...findings].sort() }
}
