// node tests/password/reference.mjs [MINUTES]: asks @zxcvbn-ts/core for the rows that reference.txt and reference-de.txt and the
// like have no answers for yet, and writes them there: the number of the row, and the common logarithm of the guesses in
// ten-thousandths, twice: with ranks kept to the eighth of an octave as in our tables, and as they are. The year is 2026. It takes
// some 50 ms a row.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'
import { allRows, dictionaryOf, languages, rows, rowsIn } from './rows.mjs'

const placeOf = (language) => new URL(language === undefined ? 'reference.txt' : `reference-${language}.txt`, import.meta.url)
const rowsOf = (language) => (language === undefined ? allRows() : rowsIn(language))

/**
 * zxcvbn-ts in 2026, which it asks for when it is loaded; `steps`: of an octave that ranks are kept to; `once`: a word stands only
 * in the list that gives it the lowest rank; `of`: whose lists it has beside the English ones.
 */
export async function reference({ steps, once = false, of = [] } = {}) {
  const Clock = globalThis.Date
  const now = Clock.UTC(2026, 5, 15)
  globalThis.Date = class extends Clock {
    constructor(...words) {
      super(...(words.length > 0 ? words : [now]))
    }
  }
  const { ZxcvbnFactory } = await import('@zxcvbn-ts/core')
  globalThis.Date = Clock
  const factory = new ZxcvbnFactory({
    graphs: common.adjacencyGraphs,
    dictionary: Object.assign({}, common.dictionary, english.dictionary, ...of.map(dictionaryOf)),
    translations: english.translations,
  })
  if (steps)
    for (const list of Object.values(factory.options.rankedDictionaries))
      for (const word of Object.keys(list)) list[word] = Math.round(2 ** (Math.round(Math.log2(list[word]) * steps) / steps))
  if (once) {
    const least = new Map()
    const lists = Object.entries(factory.options.rankedDictionaries)
    for (const [, list] of lists) for (const [word, rank] of Object.entries(list)) if (!(least.get(word) <= rank)) least.set(word, rank)
    for (const [name, list] of lists)
      for (const word of Object.keys(list)) {
        if (factory.options.isWordSequence(name)) list[word] = least.get(word)
        else if (list[word] > least.get(word)) delete list[word]
      }
  }
  return (text) => factory.check(text).guessesLog10
}

/** The answers to `list`, [row, text], as [row, log10], by as many threads as `threads` says. */
export async function answersTo(list, options, threads = 1) {
  if (threads === 1) {
    const ask = await reference(options)
    return list.map(([row, text]) => [row, ask(text)])
  }
  const parts = Array.from({ length: threads }, (_, i) => list.filter((_, at) => at % threads === i))
  const answered = parts.map(
    (part) =>
      new Promise((resolve, reject) => {
        const worker = new Worker(new URL(import.meta.url), { workerData: { part, options } })
        worker.once('message', resolve)
        worker.once('error', reject)
      }),
  )
  return (await Promise.all(answered)).flat()
}
if (!isMainThread && workerData?.part) parentPort.postMessage(await answersTo(workerData.part, workerData.options))

/** Map of a row's number to its two answers. */
export function answers(language) {
  const place = placeOf(language)
  if (!existsSync(place)) return new Map()
  const lines = readFileSync(place, 'utf8').trimEnd().split('\n').slice(1)
  return new Map(lines.map((line) => line.split(' ').map(Number)).map(([row, ...both]) => [row, both]))
}

async function write(language, end) {
  const all = rowsOf(language)
  const known = answers(language)
  const list = rows(all.length, all).filter(([row]) => !known.has(row))
  if (list.length === 0) return
  const of = language === undefined ? [] : [language]
  const [ranked, plain] = [await reference({ steps: 8, of }), await reference({ of })]
  let added = 0
  const save = () => {
    const lines = [...known].sort(([a], [b]) => a - b).map(([row, both]) => [row, ...both].join(' '))
    writeFileSync(placeOf(language), `row, log10 of guesses by @zxcvbn-ts/core 4.2.0 times 10000: ranks as in our table, ranks as they are\n${lines.join('\n')}\n`)
  }
  for (const [row, text] of list) {
    if (Date.now() > end) break
    known.set(row, [ranked, plain].map((ask) => Math.round(ask(text) * 10_000)))
    if (++added % 500 === 0) save()
  }
  save()
  console.log(`${language ?? 'en'}: ${added} rows answered, ${known.size} of ${all.length}`)
}

if (isMainThread && process.argv[1] === new URL(import.meta.url).pathname) {
  const end = Date.now() + Number(process.argv[2] ?? 60) * 60_000
  for (const language of [undefined, ...Object.keys(languages)]) await write(language, end)
}
