// The arguments of one command, read once. "--name" is an option, "--" ends options, all else (also "-" and "-5") is a
// positional argument. Options take their value as the next argument. Whatever does not fit is a Failure.
import { Failure, quoted } from './failure.js'

export class Arguments {
  #command
  #options
  #given = new Map()
  #positional = []

  /** `options`: name to value name ('' for a flag). */
  constructor(command, options, words) {
    this.#command = command
    this.#options = options
    let ended = false
    for (let i = 0; i < words.length; i++) {
      const word = words[i]
      if (ended || !word.startsWith('--')) {
        this.#positional.push(word)
        continue
      }
      if (word === '--') {
        ended = true
        continue
      }
      if (!Object.hasOwn(options, word)) this.#fail(`unknown option ${quoted(word)}`)
      if (this.#given.has(word)) this.#fail(`${word} is given twice`)
      let value = ''
      if (options[word] !== '') {
        if (i + 1 === words.length || words[i + 1].startsWith('--'))
          this.#fail(`${word} needs a value: ${options[word]}`)
        value = words[++i]
      }
      this.#given.set(word, value)
    }
  }

  has(option) {
    return this.#given.has(option)
  }

  /** Undefined if the option was not given. */
  value(option) {
    return this.#given.get(option)
  }

  required(option) {
    return this.value(option) ?? this.#fail(`${option} ${this.#options[option]} is needed`)
  }

  notBoth(one, other) {
    if (this.has(one) && this.has(other)) this.#fail(`${one} and ${other} do not go together`)
  }

  positional(index) {
    return this.#positional[index]
  }

  requiredPositional(index, what) {
    return this.positional(index) ?? this.#fail(`a ${what} is needed`)
  }

  atMost(count) {
    if (this.#positional.length > count) this.#fail('too many arguments')
  }

  #fail(what) {
    throw new Failure(this.#command, `${what}; see countersign help ${this.#command}`)
  }
}
