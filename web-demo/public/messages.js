// What one can do with a message of the phone or the mailbox that a page shows: put its code into the field, or copy it.
const byId = (id) => document.getElementById(id)

/** Says something aloud. */
export function announce(text) {
  const announcer = byId('announcer')
  // The same words again must be a change, or they are not heard.
  announcer.textContent = announcer.textContent === text ? `${text}\u00a0` : text
}

/** Listens to the messages' buttons in `place`. `fieldOf` gives the element that takes codes, `wordsNow` the words of the page. */
export function listenToMessages(place, fieldOf, wordsNow) {
  place.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-fill], [data-copy]')
    if (button === null) return
    const text = button.closest('.message').querySelector('.message-text').textContent
    if (button.dataset.fill !== undefined) {
      fieldOf().fill(text)
      byId('code').focus()
      return
    }
    try {
      await navigator.clipboard.writeText(text)
      announce(wordsNow()['message.copied'])
    } catch {
      announce(wordsNow()['copy.denied'])
    }
  })
}
