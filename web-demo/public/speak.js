// The words of Harbour's pages in the browser, and how a page that is open changes its language.

const wordsOf = {}

export async function wordsFor(language) {
  if (wordsOf[language] === undefined) {
    const response = await fetch(`/words/${language}.json`)
    if (!response.ok) throw new Error(`there are no words for ${language}`)
    wordsOf[language] = await response.json()
  }
  return wordsOf[language]
}

/** Says in this language all that the server wrote with a key. The elements hear of it, and follow. */
export function sayPage(language, words) {
  for (const field of document.querySelectorAll('input[name=lang]')) field.value = language
  for (const node of document.querySelectorAll('[data-words]')) node.textContent = words[node.dataset.words]
  for (const node of document.querySelectorAll('[data-words-label]'))
    node.setAttribute('aria-label', words[node.dataset.wordsLabel])
  for (const button of document.querySelectorAll('button.language'))
    button.setAttribute('aria-pressed', String(button.value === language))
  for (const link of document.querySelectorAll('a[data-kept]')) {
    const address = new URL(link.href)
    address.searchParams.set('lang', language)
    link.href = address.pathname + address.search
  }
  document.documentElement.lang = language
}
