// What the page for codes says beside the element: the phone, the mailbox, what is wrong with the connection. The server
// writes these into the page, the browser writes them again when they change.
import { element } from './tree.js'

/** When a message came, by the reader's own clock and habits. A server does not know them: it leaves the time out. */
function timeOf(at, language) {
  const time = typeof document === 'object' && new Date(at).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' })
  return element('time', { datetime: at }, time || '')
}

function messageItem({ id, by, text, language, at }, state, words) {
  return element(
    'li',
    { class: 'message', 'data-by': by },
    element('p', { class: 'message-from' }, [
      element('span', null, words[`from.${by}`]),
      timeOf(at, state.language),
    ]),
    element('p', { class: 'message-text', lang: language, dir: 'auto', translate: 'no' }, text),
    element('div', { class: 'message-do only-live' }, [
      element('button', { type: 'button', class: 'small', 'data-fill': String(id) }, words['message.fill']),
      element('button', { type: 'button', class: 'small', 'data-copy': String(id) }, words['message.copy']),
    ]),
  )
}

/** The messages of one device, newest first. */
export function deviceView(device, messages, state, words) {
  const its = messages.filter(({ by }) => (device === 'mailbox' ? by === 'email' : by !== 'email'))
  return element(
    'ol',
    { class: 'messages', id: `${device}-messages`, role: 'list' },
    its.length === 0
      ? element('li', { class: 'quiet nothing' }, words[`${device}.empty`])
      : its.map((message) => messageItem(message, state, words)),
  )
}

/** What went wrong on the way to the server, and the one thing to do now. */
export function troubleView(trouble, words) {
  if (trouble === '') return element('div', { class: 'trouble', id: 'trouble', hidden: true })
  return element(
    'div',
    { class: 'trouble', id: 'trouble', 'data-trouble': trouble, tabindex: '-1' },
    element('p', null, element('strong', null, words[`trouble.${trouble}`]), ' ', words[`trouble.${trouble}.next`]),
    trouble === 'forgotten' && element('a', { class: 'button plain', href: '/verify?anew=1' }, words['trouble.anew']),
  )
}

/** What a support desk needs when no code comes; of the number only its end. */
export function ticketView({ destination, sends, sentAt }, state, words) {
  const times = sentAt.map((at) => (typeof document === 'object' ? new Date(at).toLocaleTimeString(state.language) : at.slice(11, 19)))
  const rows = [
    [words['ticket.to'], element('bdi', { dir: 'ltr' }, destination)],
    [words['ticket.sends'], `${sends}: ${times.join(words['list.separator'])}`],
  ]
  return element(
    'section',
    { class: 'ticket', id: 'ticket', 'aria-labelledby': 'ticket-title', tabindex: '-1' },
    element('h2', { id: 'ticket-title' }, words['ticket.title']),
    element('p', null, words['ticket.lead']),
    element('dl', null, rows.map(([label, content]) => [element('dt', null, label), element('dd', null, content)])),
  )
}

/** The end of the way. */
export function doneView(words) {
  return element(
    'section',
    { class: 'confirm', id: 'done', 'aria-labelledby': 'done-title', tabindex: '-1' },
    element('h2', { id: 'done-title' }, words['verify.done']),
    element('p', null, words['verify.done.lead']),
    element('p', null, element('a', { class: 'button plain', href: '/verify?anew=1' }, words['verify.again'])),
  )
}
