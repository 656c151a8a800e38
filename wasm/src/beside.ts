// What an entry has whose module is a file beside it, and so the words of every language but English.
import { unpack } from './embedded.js'
import { wordsFiles, type WordsFiles } from './generated/files.js'
import { programAt, tableAt, type Supply } from './load.js'
import english from 'embedded:english'

/** @internal */
export const beside = (module: () => URL, words: WordsFiles = wordsFiles): Supply => ({
  program: () => programAt(module()),
  words: (language) => (language === 'en' ? unpack(english) : tableAt(words[language]())),
})
