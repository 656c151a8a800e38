// How the elements look. A host sets the --cs-… it wants; without any they look right on a plain page, light or dark as the
// page's color-scheme says. One sheet serves all elements of a page.

export const css = `
:host {
  display: block;
  --_ground: var(--cs-ground, color-mix(in srgb, CanvasText 4%, Canvas));
  --_raised: var(--cs-raised, Canvas);
  --_text: var(--cs-text, CanvasText);
  --_quiet: var(--cs-quiet, light-dark(#556070, #a3acb5));
  --_line: var(--cs-line, light-dark(#d5d5d5, #45494d));
  --_accent: var(--cs-accent, light-dark(#0b5f74, #67c1d6));
  --_accept: var(--cs-accept, light-dark(#1d6b4a, #6fcf9f));
  --_caution: var(--cs-caution, light-dark(#855600, #e6b450));
  --_stop: var(--cs-stop, light-dark(#a3281f, #ff8d80));
  --_unknown: var(--cs-unknown, light-dark(#5a4b8a, #b7a7ee));
  --_mono: var(--cs-mono, ui-monospace, 'Cascadia Code', 'SF Mono', 'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, monospace);
  --_radius: var(--cs-radius, 10px);
}

:host([hidden]) {
  display: none;
}

*,
::before,
::after {
  box-sizing: border-box;
}

p,
ol,
dl,
dd {
  margin: 0;
  padding: 0;
}

.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

/* What keeps room lies in the same place as what fills it. */
.box {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
}

.box > * {
  grid-area: 1 / 1;
}

.room {
  visibility: hidden;
}

/* The card */

.card,
mark {
  --_tone: var(--_quiet);
}

[data-outcome='accept'],
[data-grade='info'] {
  --_tone: var(--_accept);
}

[data-outcome='caution'],
mark[data-grade='caution'] {
  --_tone: var(--_caution);
}

[data-outcome='unknown'],
mark[data-grade='unjudged'] {
  --_tone: var(--_unknown);
}

[data-outcome='reject'],
mark[data-grade='stop'] {
  --_tone: var(--_stop);
}

.card {
  display: flex;
  flex-direction: column;
  gap: 0.75em;
  min-width: 0;
  padding: 1em clamp(1em, 4%, 1.5em) 0.25em;
  border: 1px solid var(--_line);
  border-inline-start: 4px solid var(--_tone);
  border-radius: var(--_radius);
  background: var(--_raised);
  color: var(--_text);
  font-variant-numeric: tabular-nums;
  line-height: 1.5;
  overflow-wrap: break-word;
}

/* The fold has room of its own at its end. */
.card:not(:has(details, .fold)) {
  padding-block-end: 1em;
}

/* All is well: one quiet line, with whatever room is kept left free below it. */
.card[data-outcome='accept'] {
  align-self: start;
}

.headline {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4em 0.7em;
  border-radius: 4px;
  font-size: 1.08em;
  font-weight: 600;
  line-height: 1.35;
}

.headline:focus-visible,
summary:focus-visible {
  outline: 3px solid var(--_accent);
  outline-offset: 2px;
}

.outcome {
  display: inline-flex;
  align-items: center;
  gap: 0.4em;
  padding-block: 0.15em;
  padding-inline: 0.5em 0.7em;
  border-radius: 99em;
  background: var(--_tone);
  color: var(--_raised);
  font-size: 0.86em;
}

.icon {
  flex: none;
  width: 1.2em;
  height: 1.2em;
  fill: none;
  stroke: currentColor;
  stroke-width: 2.2;
  stroke-linecap: round;
  stroke-linejoin: round;
}

[data-outcome='accept'] > .headline {
  font-size: 1em;
  font-weight: 500;
}

[data-outcome='accept'] .outcome {
  padding: 0;
  background: none;
  color: var(--_tone);
  font-size: 1em;
  font-weight: 600;
}

/* A sentence runs as its language does, and stands where the card begins. */
.sentence,
.finding p,
.place,
dt,
dd,
.words,
.choices legend,
.covered {
  unicode-bidi: plaintext;
  text-align: left;
}

:is(.sentence, .finding p, .place, dt, dd, .words, legend):dir(rtl) {
  text-align: right;
}

.findings {
  display: grid;
  gap: 0.75em;
  list-style: none;
}

.next,
summary,
.fold,
dt {
  color: var(--_quiet);
}

.place {
  display: inline-block;
}

.place-text {
  padding-inline: 0.3em;
  border: 1px solid var(--_line);
  border-radius: 4px;
  font-family: var(--_mono);
  font-size: 0.95em;
  /* No higher than the line that it stands in. */
  line-height: 1;
}

details,
.fold {
  margin-block-start: auto;
  border-block-start: 1px solid var(--_line);
}

summary,
.fold {
  display: flex;
  align-items: center;
  gap: 0.5em;
  min-height: max(44px, 2.75em);
  font-size: 0.92em;
}

/* Its line is within its box, that of details is not. */
.fold {
  min-height: calc(max(44px, 2.75em) + 1px);
}

summary {
  cursor: pointer;
  list-style: none;
}

summary::-webkit-details-marker {
  display: none;
}

summary::before {
  content: '';
  width: 0.45em;
  height: 0.45em;
  margin-inline: 0.2em;
  border: solid currentColor;
  border-width: 0 2px 2px 0;
  rotate: -45deg;
}

summary:dir(rtl)::before {
  rotate: 135deg;
}

details[open] > summary::before {
  rotate: 45deg;
}

dl {
  display: grid;
  gap: 0.3em;
  margin-block-end: 0.9em;
  font-size: 0.92em;
}

dl > div {
  display: flex;
  flex-wrap: wrap;
  column-gap: 1.25em;
}

dt {
  flex: 0 0 8.5em;
}

dd {
  flex: 1 1 14em;
  min-width: 0;
  overflow-wrap: anywhere;
}

code {
  font-family: var(--_mono);
  font-size: 0.95em;
  line-height: 1;
}

.groups {
  display: inline-block;
  font-family: var(--_mono);
  word-spacing: 0.3ch;
}

.group {
  white-space: nowrap;
}

.groups .group:nth-child(even) {
  color: var(--_accent);
}

/* The line */

.line {
  min-height: 1.8em;
  color: var(--_text);
  font-size: 0.95em;
  line-height: 1.8;
  text-align: left;
  /* Groups stand apart. */
  word-spacing: 0.35em;
  overflow: hidden;
}

.line .group {
  font-family: var(--_mono);
}

.line-box {
  padding: 0.35em 0.85em;
  border-radius: 0 0 var(--_radius) var(--_radius);
}

.line-box:has(.line:not(:empty, .room)) {
  background: var(--_ground);
}

mark {
  padding-block: 0.1em;
  border-block-end: 2px solid var(--_tone);
  background: color-mix(in srgb, var(--_tone) 16%, transparent);
  color: inherit;
}

.code-point {
  padding-inline: 0.3em;
  font-size: 0.8em;
}

.covered,
.cut {
  color: var(--_quiet);
}

.covered {
  display: block;
  word-spacing: normal;
}

/* An amount: how it was read, and what it may mean */

.reading {
  min-height: 1.8em;
  color: var(--_text);
  line-height: 1.5;
}

.reading-box {
  padding: 0.35em 0.85em;
  border-radius: 0 0 var(--_radius) var(--_radius);
}

.reading-box:has(.reading:not(:empty, .room)) {
  background: var(--_ground);
}

.amount {
  font-size: 1.25em;
  font-weight: 600;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
}

.reading .amount,
.typed {
  text-align: left;
}

.reading:dir(rtl) .amount,
.reading:dir(rtl) .typed {
  text-align: right;
}

.number .group + .group:not(.point) {
  margin-inline-start: 0.16em;
}

.unit {
  color: var(--_quiet);
  font-size: 0.75em;
  letter-spacing: 0.04em;
}

.words {
  color: var(--_quiet);
  font-size: 0.95em;
}

.typed {
  font-family: var(--_mono);
}

.choices {
  display: grid;
  gap: 0.25em;
  margin: 0;
  padding: 0;
  border: 0;
  color: var(--_text);
}

.choices legend {
  padding: 0;
  color: var(--_quiet);
}

.choice,
.impossible {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0 0.75em;
  min-height: max(44px, 2.75em);
}

:is(.choice, .impossible) .words {
  flex: 1 1 14em;
}

.choice {
  cursor: pointer;
}

.choice input {
  flex: none;
  width: 1.25em;
  height: 1.25em;
  margin: 0;
  accent-color: var(--_accent);
}

.choice input:focus-visible {
  outline: 3px solid var(--_accent);
  outline-offset: 2px;
}

.choice .amount {
  font-size: 1.05em;
}

.impossible {
  /* Where the numbers of the others begin. */
  padding-inline-start: 2em;
  color: var(--_quiet);
}

.impossible .amount {
  font-weight: 400;
}

/* An offer: the button that is held, and for how long it was */

.hold {
  position: relative;
  display: inline-block;
  max-width: 100%;
}

.held {
  position: absolute;
  inset-block-start: calc(100% + 3px);
  inset-inline-start: 0;
  width: 0;
  height: 4px;
  border-radius: 2px;
  background: var(--_accent);
}

:host(:state(holding)) .held {
  width: 100%;
  transition: width var(--_hold, 1200ms) linear;
}

.hint {
  min-height: 1.5em;
  margin-block-start: 0.6em;
  color: var(--_quiet);
  line-height: 1.5;
}

@media (prefers-reduced-motion: reduce) {
  :host(:state(holding)) .held {
    transition: none;
  }
}

/* A code: one field, and behind it a place for each of its characters */

.entry {
  --_step: calc(1ch + 0.95em);
  display: inline-grid;
  direction: ltr;
  max-width: 100%;
  margin-block: 0.25em;
  font-family: var(--_mono);
  font-size: 1.5em;
  line-height: 1.2;
}

.entry:has([data-many]) {
  --_step: calc(1ch + 0.45em);
  font-size: 1.3em;
}

.slots,
::slotted([slot='code']) {
  grid-area: 1 / 1;
}

.slots {
  display: flex;
  /* At the end there is room for what a password manager puts into the field. */
  padding-inline-end: calc(var(--_step) * 0.5 + 24px);
}

.slots.off {
  visibility: hidden;
}

.slot {
  flex: none;
  width: calc(var(--_step) - 0.24em);
  margin-inline: 0.12em;
  border: 1px solid var(--cs-line, GrayText);
  border-color: color-mix(in srgb, var(--_quiet) 85%, transparent);
  border-radius: calc(var(--_radius) * 0.7);
  background: var(--_raised);
}

.slot[data-filled] {
  background: var(--_ground);
}

.slot[data-wrong] {
  border-color: var(--_stop);
  border-block-end-width: 3px;
}

.entry:focus-within .slot[data-current] {
  outline: 3px solid var(--_accent);
  outline-offset: -1px;
}

::slotted(input[slot='code']) {
  box-sizing: border-box;
  /* As wide as the places, and never what makes them wide. */
  width: 0;
  min-width: 100%;
  min-height: max(44px, 2em);
  margin: 0;
  padding: 0;
  padding-inline-start: calc((var(--_step) - 1ch) / 2);
  border: 0;
  /* The place shows the focus, even where a page rings every field. */
  outline: 0 !important;
  background: transparent;
  color: var(--_text);
  font: inherit;
  letter-spacing: calc(var(--_step) - 1ch);
  text-align: left;
}

/* What does not stand in places of its own is shown as any field shows it. */
.entry.loose ::slotted(input[slot='code']) {
  width: 100%;
  padding-inline: 0.5em;
  border: 1px solid var(--_quiet);
  border-radius: calc(var(--_radius) * 0.7);
  background: var(--_raised);
  letter-spacing: 0.05em;
}

.entry.loose:focus-within ::slotted(input[slot='code']) {
  outline: 3px solid var(--_accent) !important;
}

/* Or the browser's own ground would cover the places. */
::slotted(input[slot='code']:autofill) {
  -webkit-background-clip: text;
  background-clip: text;
  -webkit-text-fill-color: var(--_text);
}

/* A password: the field with its button, and how hard a new one is to guess */

.secret {
  display: flex;
  align-items: stretch;
  gap: 0.5em;
}

.secret ::slotted([slot='password']) {
  flex: 1 1 auto;
  width: 0;
  min-width: 0;
}

.toggle {
  flex: none;
  min-width: max(44px, 4.5em);
  min-height: max(44px, 2.75em);
  padding: 0 0.9em;
  border: 1px solid var(--_quiet);
  border-radius: var(--_radius);
  background: none;
  color: var(--_accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}

.toggle[hidden] {
  display: none;
}

.toggle:focus-visible {
  outline: 3px solid var(--_accent);
  outline-offset: 2px;
}

.strength {
  --_tone: var(--_quiet);
  display: grid;
  gap: 0.35em;
  margin-block-start: 0.75em;
}

.strength:is([data-score='0'], [data-score='1']) {
  --_tone: var(--_stop);
}

.strength[data-score='2'] {
  --_tone: var(--_caution);
}

.strength:is([data-score='3'], [data-score='4']) {
  --_tone: var(--_accept);
}

.meter {
  display: grid;
  grid-template-columns: repeat(4, 1fr);
  gap: 4px;
}

.step {
  height: 6px;
  border: 1px solid color-mix(in srgb, var(--_quiet) 70%, transparent);
  border-radius: 3px;
}

.step[data-on] {
  border-color: var(--_tone);
  background: var(--_tone);
}

.strength-words {
  min-height: 1.5em;
  color: var(--_quiet);
  font-size: 0.92em;
  line-height: 1.5;
}

.strength[data-score] .strength-words {
  color: var(--_tone);
}

.again {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4em 1em;
}

.again[hidden],
.otherwise[hidden] {
  display: none;
}

.countdown,
.expiry {
  min-height: 1.5em;
  color: var(--_quiet);
  font-variant-numeric: tabular-nums;
  line-height: 1.5;
}

.otherwise {
  display: grid;
  gap: 0.6em;
}

.exhausted {
  color: var(--_text);
  font-weight: 600;
}

:is(.countdown, .expiry, .exhausted, .hint, .strength-words) {
  unicode-bidi: plaintext;
  text-align: left;
}

:is(.countdown, .expiry, .exhausted, .hint, .strength-words):dir(rtl) {
  text-align: right;
}

cs-verdict,
.choices-box:not(:empty),
::slotted(cs-verdict) {
  margin-block: 1.25em;
}

@media (forced-colors: active) {
  .held {
    background: Highlight;
  }

  .step[data-on] {
    forced-color-adjust: none;
    border-color: CanvasText;
    background: CanvasText;
  }

  /* Or what is painted behind each letter would cover the places. */
  .entry:not(.loose) ::slotted(input[slot='code']) {
    forced-color-adjust: none;
    color: CanvasText;
  }

  .card {
    border-inline-start-color: CanvasText;
  }

  .card:not([data-outcome='accept']) .outcome {
    border: 1px solid CanvasText;
  }

  mark {
    background: Mark;
    color: MarkText;
  }
}
`

let sheet: CSSStyleSheet | undefined

/** Styles a shadow root. A sheet is not an inline style: no content security policy stands against it. */
export function dress(root: ShadowRoot): void {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
  }
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  // A server that rendered this root linked the same rules.
  for (const link of root.querySelectorAll(':scope > link[rel=stylesheet]')) link.remove()
}
