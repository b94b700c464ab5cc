import type { Direction } from '../pair-report.ts'
import { dayWords, intervalWords } from '../phrases.ts'
import type { Brief } from './brief.ts'
import { publishedWords } from './day-words.ts'
import type { BriefSentence, Support } from './pages.ts'

/** Control characters, and those that turn the direction of writing round: never wanted in a brief. */
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

/** A text in which nothing is Markdown or HTML any more. */
function markdown(text: string): string {
  return text
    .replace(HIDDEN, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]{}|~#!$^]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+[.)])/, '$1\\$2')
    .replace(/\b(https?|ftp|www)(:|\.)/gi, '$1\u200b$2')
}

/** Words within quotation marks: their own marks become single ones. */
const within = (words: string) => words.replace(/“/g, '‘').replace(/”/g, '’')

/** A text in which nothing is HTML any more. */
function html(text: string): string {
  return text
    .replace(HIDDEN, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

/** An address to link to, or null for anything but http and https. */
function link(url: string | null): string | null {
  if (!url || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null
  return new URL(url).href
}

function sourceWords(note: Support): string {
  if (note.kind === 'lexicon') return 'Détente’s table of office holders'
  return [note.outlet ?? 'Source unknown', note.title, note.published ? publishedWords(note) : null]
    .filter(Boolean)
    .join(', ')
}

function coverageWords({ coverage }: Brief): string {
  const { articles, outlets, happenings, first, last } = coverage
  const many = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
  return `${many(articles, 'article')} from ${outlets.length ? `${many(outlets.length, 'outlet')} (${outlets.join(', ')})` : 'no named outlet'}; ${many(happenings, 'happening')}${first ? `, ${intervalWords({ start: first, end: last! })}` : ''}`
}

/** The brief as Markdown (CommonMark with footnotes). Whatever sources wrote is escaped. */
export function briefMarkdown(brief: Brief): string {
  const lines = [
    `# ${markdown(brief.names[0])} and ${markdown(brief.names[1])}: bilateral brief`,
    '',
    `As of ${dayWords(brief.asOf)}${brief.lastBrief ? ` · last brief ${dayWords(brief.lastBrief)}` : ''} · ${markdown(coverageWords(brief))}`,
  ]
  for (const { title, sentences } of brief.sections) {
    lines.push('', `## ${markdown(title)}`, '')
    for (const sentence of sentences)
      lines.push(
        `- ${markdown(sentence.text)}${sentence.quote ? ` “${markdown(within(sentence.quote))}”` : ''}${sentence.notes.map((n) => `[^${n}]`).join('')}`,
      )
  }
  lines.push('', '## Sources', '')
  brief.notes.forEach((note, index) => {
    const url = note.kind === 'lexicon' ? null : link(note.url)
    lines.push(
      `[^${index + 1}]: ${markdown(sourceWords(note))}. “${markdown(within(note.words))}” ${note.kind} ${markdown([note.id, ...(note.also ?? [])].join(', '))}${url ? ` <${url.replace(/[<>]/g, '')}>` : ''}`,
    )
  })
  return `${lines.join('\n')}\n`
}

const STYLE = `
@page { size: A4; margin: 18mm 20mm 20mm }
:root { color-scheme: light }
body { font: 10.5pt/1.45 Georgia, "Times New Roman", serif; color: #1b1b1b; background: #fff; max-width: 42em; margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.7em; line-height: 1.15; margin: 0 0 .2em }
h2 { font: 600 .95em/1.3 system-ui, sans-serif; letter-spacing: .03em; border-top: 1px solid #bbb; padding-top: .6em; margin: 1.6em 0 .4em; break-after: avoid }
.facts { color: #555; font: .85em/1.4 system-ui, sans-serif; margin: 0 0 1em }
ul { padding-left: 1.1em; margin: 0 } li { margin: .3em 0; break-inside: avoid }
q { font-style: italic } sup a { text-decoration: none; color: #345; padding: 0 .1em }
ol { font-size: .82em; line-height: 1.4; padding-left: 2.2em; overflow-wrap: anywhere } .id { color: #777; font-family: ui-monospace, monospace; font-size: .9em }
figure { margin: 1em 0; break-inside: avoid } figcaption { font: .8em system-ui, sans-serif; color: #555 }
svg { width: 100%; height: auto } :target { background: #fff3c4 }
@media print { body { margin: 0; max-width: none; padding: 0 } a { color: inherit } }
`

/** The brief as one HTML page, ready to print: no script, nothing fetched. Whatever sources wrote is escaped. */
export function briefHtml(brief: Brief): string {
  const title = `${brief.names[0]} and ${brief.names[1]}: bilateral brief`
  const refs = ({ notes }: BriefSentence) => `<sup>${notes.map((n) => `<a href="#n${n}">${n}</a>`).join(', ')}</sup>`
  const sections = brief.sections
    .map(
      ({ title: head, sentences }) =>
        `<section><h2>${html(head)}</h2>${head === 'Temperature' ? curves(brief) : ''}<ul>${sentences
          .map((s) => `<li>${html(s.text)}${s.quote ? ` <q>${html(s.quote)}</q>` : ''}${refs(s)}</li>`)
          .join('\n')}</ul></section>`,
    )
    .join('\n')
  const notes = brief.notes
    .map((note, index) => {
      const url = note.kind === 'lexicon' ? null : link(note.url)
      const source = html(sourceWords(note))
      return `<li id="n${index + 1}">${url ? `<a href="${html(url)}" rel="noreferrer">${source}</a>` : source}. <q>${html(note.words)}</q> <span class="id">${note.kind} ${html([note.id, ...(note.also ?? [])].join(', '))}</span></li>`
    })
    .join('\n')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title><style>${STYLE}</style></head><body>
<h1>${html(title)}</h1>
<p class="facts">As of ${dayWords(brief.asOf)}${brief.lastBrief ? ` · last brief ${dayWords(brief.lastBrief)}` : ''} · ${html(coverageWords(brief))}</p>
${sections}
<section><h2>Sources</h2><ol>${notes}</ol></section>
</body></html>
`
}

/** The slow curves of both directions with their bands, drawn small; nothing where there is no evidence. */
function curves(brief: Brief): string {
  return brief.temperature
    .filter((direction) => direction.points.filter((p) => p.slow.total.value !== null).length > 1)
    .map((direction) => {
      const name = (code: string) => brief.names[brief.pair.indexOf(code)] ?? code
      return `<figure>${curve(direction)}<figcaption>${html(`${name(direction.from!)} toward ${name(direction.to!)}, ${direction.points[0]!.period.start.slice(0, 4)} to ${direction.points[direction.points.length - 1]!.period.end.slice(0, 4)}: slow curve from −10 to +10 with its 90 % band; gaps are want of evidence`)}</figcaption></figure>`
    })
    .join('\n')
}

function curve({ points }: Direction): string {
  const [width, height] = [640, 110]
  const x = (index: number) => ((index / Math.max(1, points.length - 1)) * width).toFixed(1)
  const y = (value: number) => (height / 2 - (value / 10) * (height / 2 - 4)).toFixed(1)
  const runs: number[][] = []
  points.forEach((point, index) => {
    if (point.slow.total.value === null) return
    const last = runs[runs.length - 1]
    if (last && last[last.length - 1] === index - 1) last.push(index)
    else runs.push([index])
  })
  const shapes = runs.map((run) => {
    const at = (index: number) => points[index]!.slow.total
    const top = run.map((i) => `${x(i)},${y(at(i).band![1])}`)
    const bottom = [...run].reverse().map((i) => `${x(i)},${y(at(i).band![0])}`)
    return `<polygon points="${[...top, ...bottom].join(' ')}" fill="#9db4c8" fill-opacity=".45"/><polyline points="${run.map((i) => `${x(i)},${y(at(i).value!)}`).join(' ')}" fill="none" stroke="#1d3b57" stroke-width="1.6"/>`
  })
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-hidden="true"><line x1="0" y1="${height / 2}" x2="${width}" y2="${height / 2}" stroke="#999" stroke-dasharray="3 3"/>${shapes.join('')}</svg>`
}
