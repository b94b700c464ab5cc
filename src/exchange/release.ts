import type { Rule } from '../coding/index.ts'
import { flatColumns } from './own-flat.ts'

/** What a release says of itself. Days are ISO days; nothing here is the time of making it. */
export interface ReleaseFacts {
  title: string
  authors: string[]
  version: string
  /** SPDX name; null where none was given. */
  license: string | null
  /** Day of publication, where it was given. */
  released: string | null
  detente: string
  happenings: number
  items: number
  byType: Map<string, number>
  byKind: Map<string, number>
  /** First and last day told of; null where no day is known. */
  first: string | null
  last: string | null
  outlets: string[]
  articles: number
  /** Names of people that were replaced by their role. */
  hidden: number
  /** Imported rows left out. */
  imported: number
  losses: string
}

const COLUMNS: { [column: string]: string } = {
  id: 'Key: a hash of the reports that tell the event. The same articles and the same version give the same id.',
  date_start: 'First day of the interval in which it happened, ISO 8601; empty where unknown.',
  date_end: 'Last day of that interval.',
  date_precision: 'How fine the date is known: day, week, month, quarter, season, year, decade or century.',
  type: 'PLOVER type, one of sixteen.',
  mode: 'PLOVER modes, `|` between them.',
  contexts: 'PLOVER contexts, `|` between them.',
  cameo: 'CAMEO code, two to four digits; a text, for zeros lead.',
  goldstein: 'Goldstein value of the CAMEO code, −10 to 10.',
  score: 'PLOVER score of type and mode, −10 to 10.',
  quad: '1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict (PLOVER’s classes: protest and sanctions are 4).',
  status:
    'actual, future, hypothetical, negated or historical. Only `actual` happened, and not long before the article.',
  actor_names: 'Who acts. `|` between several; a bar inside a name is written `\\|`.',
  actor_codes: 'CAMEO-style codes (RUSGOV), in the order of the names.',
  actor_countries:
    'ISO 3166 alpha-3 (XKX Kosovo, PSE Palestine), in the order of the names; empty where no one country is meant.',
  actor_sectors: 'Sectors (GOV, MIL …), in the order of the names.',
  recipient_names: 'Whom it is done to; empty in reciprocal events, which have all sides among the actors.',
  recipient_codes: 'As for actors.',
  recipient_countries: 'As for actors.',
  recipient_sectors: 'As for actors.',
  reciprocal: 'true where all sides act alike (talks, fighting).',
  place_name: 'Where it happened.',
  place_country: 'ISO 3166 alpha-3.',
  place_lat: 'Degrees north, of the named place.',
  place_lon: 'Degrees east, of the named place.',
  confidence: '0 to 1: how sure the coder is of its surest report. See the limits below.',
  asserted_by_names: 'Who claims the event, where no article states it as fact.',
  asserted_by_codes: 'As for actors.',
  asserted_by_countries: 'As for actors.',
  asserted_by_sectors: 'As for actors.',
  conceded: 'false where the event is only claimed, and not by those who did it.',
  independent: 'Number of independent sources: copies of one wire story count once, and so do articles of one outlet.',
  decided: 'accepted or edited where a person has looked; empty elsewhere. Rejected reports are not in the data.',
  rule: 'The rule of the codebook that coded its surest report.',
  words: 'The words it was coded from, quoted; ` … ` between pieces.',
  outlets: 'Outlets that told it, `|` between them, in the order of the articles.',
  published: 'Days of publication, in that order.',
  urls: 'Addresses, in that order.',
  titles: 'Headlines, in that order.',
  reports: 'Ids of the reports put together in it.',
  sources: 'The sources as JSON, with keys of articles and groups of copies.',
  conflicts: 'JSON: details on which reports differ, each value with the reports that give it.',
  reasons: 'JSON: why its reports were put together.',
  imported: 'Empty here: rows of other systems are not part of a release.',
}

/** The README of a data set: what it holds, its columns, how it was made, its limits. */
export function releaseReadme(facts: ReleaseFacts): string {
  const missing = flatColumns.filter((column) => !COLUMNS[column])
  if (missing.length) throw new Error(`columns without a description: ${missing.join(', ')}`)
  const counts = (map: Map<string, number>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `| ${name} | ${n} |`)
  return `# ${facts.title}

Version ${facts.version}. ${facts.happenings} events and ${facts.items} other items, coded from ${facts.articles} articles of ${facts.outlets.length} outlets; what is told lies
between ${facts.first ?? 'unknown'} and ${facts.last ?? 'unknown'}. Made with Détente ${facts.detente}. How to cite it: \`CITATION.cff\`.

## Files

| file | holds |
|---|---|
| \`events.csv\` | one event a row (UTF-8, RFC 4180, first line names the columns) |
| \`events.parquet\` | the same columns; numbers and truth values typed, empty cells null |
| \`events.jsonl\` | the same events as nested JSON, one a line |
| \`events.plover.jsonl\` | exchange records of the PLOVER manual; holds only what happened, with a day |
| \`items.jsonl\` | statements, commitments, positions, ties and outlooks |
| \`codebook.md\` | the sixteen types and every rule with sentences it codes and near misses it ignores |
| \`VERSIONS.json\` | versions and hashes of what coded the articles |
| \`SHA256SUMS\` | check with \`sha256sum -c SHA256SUMS\` |

Rows are sorted by day and then by their bytes. The same ledger gives the same bytes.

## Columns of events

| column | is |
|---|---|
${flatColumns.map((column) => `| \`${column}\` | ${COLUMNS[column]!.replaceAll('|', '\\|')} |`).join('\n')}

\`items.jsonl\` has \`id\`, \`kind\`, \`date\`, \`parties\` (each with its \`side\`), \`words\`, \`rule\`, \`source\` and \`item\`, whose spans are offsets into a text that is not part of
the data.

## Counts

| type | events |
|---|---|
${counts(facts.byType).join('\n')}

| kind | items |
|---|---|
${counts(facts.byKind).join('\n')}

## What does not go into \`events.plover.jsonl\`

${facts.losses
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}

## Known limits

- **Reported behaviour.** The data say what these outlets reported, not what happened, and nothing of what no outlet told. Count changes with the
  number of articles: normalise by coverage before you read a trend.
- **Errors.** The coder reads English only and makes mistakes: see the figures for precision and recall in the changelog of the version named above.
  \`confidence\` is calibrated on short gold sentences; in running newswire fewer events are right. Code a sample by hand before you rely on a type.
- **No ground truth of places.** Coordinates are those of the named place, not of the act.
- **Claims.** An event with \`asserted_by_names\` is claimed and not stated; use \`conceded\` to leave out one-sided claims.
- **Dates.** Only \`date_precision\` of \`day\` is a day. An event "in May" has 1 May as \`date_start\` and 31 May as \`date_end\`.
- **Scales.** Goldstein values and PLOVER scores are conventions; show that your result does not hang on one of them.
- **No article text** beyond the quoted words is part of the data. People without a public office are named by country and sector (${facts.hidden} name(s)
  replaced, also in quotations); some may have been missed.
- **Other systems' rows** in the ledger (${facts.imported}) were left out; they are other people's data.
- **Not for decisions about persons**: visas, credit, employment, prosecution, targeting.

## Outlets

${facts.outlets.map((outlet) => `- ${outlet}`).join('\n')}
`
}

/** `CITATION.cff` (Citation File Format 1.2.0). Strings are quoted as JSON, which is YAML too. */
export function citation(facts: ReleaseFacts): string {
  const text = (value: string) => JSON.stringify(value)
  return `${[
    'cff-version: 1.2.0',
    'message: "If you use these data, please cite them as below."',
    'type: dataset',
    `title: ${text(facts.title)}`,
    `version: ${text(facts.version)}`,
    ...(facts.released ? [`date-released: ${facts.released}`] : []),
    ...(facts.license ? [`license: ${text(facts.license)}`] : []),
    'authors:',
    ...facts.authors.map((author) => `  - name: ${text(author)}`),
    `abstract: ${text(`${facts.happenings} events between countries and others, ${facts.first ?? 'unknown'} to ${facts.last ?? 'unknown'}, coded by PLOVER and CAMEO from ${facts.articles} articles with Détente ${facts.detente}.`)}`,
    'keywords:',
    ...['event data', 'international relations', 'PLOVER', 'CAMEO'].map((word) => `  - ${text(word)}`),
  ].join('\n')}\n`
}

/** One type as the codebook names it. */
export interface TypeNote {
  type: string
  quad: number
  means: string
  note: string
}

/** The codebook as Markdown: each type with its rules, the sentences they code and the near misses they ignore. */
export function codebookText(types: readonly TypeNote[], rules: readonly Rule[]): string {
  const quote = (text: string) => text.replaceAll('\n', ' ')
  const parties = (event: Rule['codes'][number]['event']) =>
    event && (event.actor || event.recipient)
      ? ` (${[event.actor ?? '', event.recipient ?? ''].filter(Boolean).join(' → ')})`
      : ''
  const sections = types.map(({ type, quad, means, note }) => {
    const own = rules.filter((rule) => rule.event === type)
    return [
      `## ${type}\n\nClass ${quad}. ${means} ${note}`,
      ...own.map((rule) =>
        [
          `### ${rule.id}`,
          `${rule.why}${rule.mode?.length ? ` Mode: ${rule.mode.join(', ')}.` : ''}${rule.cameo && rule.cameo !== 'by-content' ? ` CAMEO ${rule.cameo}.` : ''}`,
          [
            ...rule.codes.map((example) => `- codes: ${quote(example.text)}${parties(example.event)}`),
            ...rule.ignores.map(
              (example) => `- ignores: ${quote(example.text)}${example.because ? ` (${example.because})` : ''}`,
            ),
            ...rule.limits.map(
              (example) => `- not yet: ${quote(example.text)}${example.because ? ` (${example.because})` : ''}`,
            ),
          ].join('\n'),
        ].join('\n\n'),
      ),
    ].join('\n\n')
  })
  return `# Codebook\n\nThe types of events and the rules that code them, ${rules.length} rules in all. Where no rule speaks a learned model may (\`learned\` in the column \`rule\`).\n\n${sections.join('\n\n')}\n`
}
