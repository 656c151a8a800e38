// In a page: Countersign and the peers that a browser loads as they are. chromium.mjs puts it there and asks.
import { load } from '/wasm/dist/index.js'
import { peers } from './peers.mjs'
import { all, race } from './race.mjs'

/** Peers whose package has a script for pages, and what it calls itself. */
const scripts = {
  'multicoin-address-validator': [
    '/tests/node_modules/multicoin-address-validator/dist/wallet-address-validator.min.js',
    () => window.WAValidator,
  ],
  '@trustwallet/wallet-core': [
    '/tests/node_modules/@trustwallet/wallet-core/dist/lib/wallet-core.js',
    () => window.Module(),
  ],
}

/** The others are modules, and load as in Node. */
async function libraryOf(name) {
  if (!(name in scripts)) return peers[name].load()
  const [address, library] = scripts[name]
  await new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.onload = resolve
    script.onerror = () => reject(new Error(`${address} could not be loaded`))
    document.head.append(script)
  })
  return library()
}

/** The rates of one kind; `texts` are as many as all runs need. */
window.raceKind = async ({ kind, subject, names, texts, options }) => {
  const check = (await load({ languages: [] })).prepare('deposit.address', subject)
  const { outcome } = check.run(texts[0])
  if (outcome !== 'accept' && outcome !== 'caution') throw new Error(`Countersign: ${outcome}: ${texts[0]}`)
  const subjects = {
    run: all((text) => check.run(text).outcome === outcome),
    runLines: [(lines) => lines.join('\n'), (text) => check.runLines(text)],
  }
  for (const name of names) {
    const judge = peers[name].kinds[kind](await libraryOf(name))
    if (!judge(texts[0])) throw new Error(`${name} refuses ${texts[0]}`)
    subjects[name] = all(judge)
  }
  return race(subjects, (count) => texts.splice(0, count), options)
}
window.ready = true
