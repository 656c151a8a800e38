// How Harbour's server asks about an address, for those who come without JavaScript.
import { book, coins } from './public/offers.js'

export const known = book.map(({ address }) => ({ address }))

/** What the page shows of the text in `state`: the same as its element makes of it in the browser. */
export function judge({ countersign, html }, { coin, network, address, copied, language }) {
  const exists = network === '' || coins[coin].networks.includes(network)
  const check = countersign.prepare('deposit.address', network && exists ? { coin, network, known } : { coin, known })
  try {
    const shown = html.showVerdict(check.run(address, copied ? { copied } : undefined), language)
    // Of a pair that there is not, only a secret is still worth a word.
    return exists || shown.secret ? shown : html.showObstacle('unpaired', html.labelsFor(language), language, { coin, network })
  } finally {
    check.release()
  }
}
