import { readFileSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { FormatName } from '../exchange/index.ts'
import type { InputFormat } from '../intake/index.ts'
import { UsageError } from './output.ts'

const oneOf =
  (...allowed: string[]) =>
  (value: string) => {
    if (!allowed.includes(value)) throw new InvalidArgumentError(`Choose one of: ${allowed.join(', ')}.`)
    return value
  }

const isoDay = (value: string) => {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(value))
    throw new InvalidArgumentError('Write a day as 2003-02-06.')
  return value
}

const portNumber = (value: string) => {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.')
  return port
}

const duration = (value: string) => {
  const m = /^(\d{1,6})\s*(s|m|h|d)$/.exec(value)
  const ms = m ? Number(m[1]) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[m[2] as 's']! : 0
  if (ms < 1000) throw new InvalidArgumentError('Write a time as 90s, 30m, 6h or 1d.')
  return ms
}

const wholeNumber = (value: string) => {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Give a whole number of 1 or more.')
  return number
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string
}

/** The command line; this file loads none of the rooms, and each command's code is loaded only when it runs. As `docs/` and `--help` show it. Parsing errors exit with 2. */
export const program = new Command('detente')
  .description('Reads the news and keeps the ledger of relations between countries.')
  .version(version, '-V, --version', 'print the version')
  .helpOption('-h, --help', 'show help with an example')
  .showHelpAfterError('(run with --help for how to call it)')
  .exitOverride()
  .hook('preAction', async (_program, action) => {
    const { columns } = action.opts<{ columns?: string }>()
    if (columns === undefined) return
    const { readColumns } = await import('../intake/index.ts')
    try {
      action.setOptionValue('columns', readColumns(columns))
    } catch (error) {
      throw new UsageError(`--columns: ${(error as Error).message}`)
    }
  })

const command = (name: string, description: string, example: string) =>
  program
    .command(name)
    .description(description)
    .addHelpText('after', `\nExample:\n  ${example}`)
    .exitOverride()
    .showHelpAfterError(`(detente ${name.split(' ')[0]} --help shows how to call it)`)

/** Loading the rooms would slow every start; a test holds these two lists to theirs. */
export const inputFormats = [
  'text',
  'html',
  'jsonl',
  'csv',
  'feed',
  'sitemap',
  'warc',
  'email',
  'pdf',
] as const satisfies readonly InputFormat[]
export const formatNames = [
  'plover',
  'polecat',
  'ngec',
  'icews',
  'phoenix',
  'gdelt1',
  'gdelt2',
  'jsonl',
  'csv',
] as const satisfies readonly FormatName[]

const ledgerOption = ['--ledger <path>', 'the ledger: a file, or postgres://…', 'detente.sqlite'] as const
const lexiconOption = [
  '--lexicon <file...>',
  'lexicon tables of your own; their rows add to or override the shipped ones',
] as const
const workersOption = [
  '--workers <number>',
  'threads that code (default: this one for a little, all cores for much)',
  wholeNumber,
] as const

command(
  'read',
  'Reads articles (HTML, text, JSONL, CSV, feeds, sitemaps, WARC, mail, PDF; files, folders, addresses; gzipped or not), codes them and files them in the ledger.',
  'detente read samples/ https://example.org/story.html',
)
  .argument('<source...>', 'files, folders or addresses')
  .option(...ledgerOption)
  .option(...lexiconOption)
  .option('--date <day>', 'publication day of inputs that carry none', isoDay)
  .option('--outlet <name>', 'outlet of inputs that name none')
  .option('--from <format>', 'what the inputs are, where their names do not say', oneOf(...inputFormats))
  .option('--columns <mapping>', 'columns of a table: text=Body,date=Published')
  .option('--follow', 'fetch the pages that feeds and sitemaps list')
  .option(
    '--cache <folder>',
    'keep fetched pages there and ask only for what may have changed (`forget` does not reach them)',
  )
  .option(...workersOption)
  .option('--allow-private', 'allow addresses on this machine and in private networks')
  .option('--json', 'print the records, one JSON object a line, instead of the summary')
  .option('--quiet', 'print only the totals, no articles')
  .action(async (...args: Parameters<typeof import('./read.ts').runRead>) =>
    (await import('./read.ts')).runRead(...args),
  )

command(
  'watch',
  'Polls feeds and sitemaps on a schedule and reads what is new into the ledger, until stopped (Ctrl-C).',
  'detente watch https://example.org/world/rss --every 30m',
)
  .argument('<feed...>', 'addresses of feeds or sitemaps')
  .option(...ledgerOption)
  .option(...lexiconOption)
  .option('--every <time>', 'time between two polls of one feed: 90s, 30m, 6h', duration, 30 * 60_000)
  .option('--once', 'poll once and end')
  .option('--feed-only', 'take the words of the feed instead of fetching the pages it lists')
  .option('--state <path>', 'the file that remembers what was seen (default: the ledger with .watch.json)')
  .option('--allow-private', 'allow addresses on this machine and in private networks')
  .action(async (...args: Parameters<typeof import('./watch.ts').runWatch>) =>
    (await import('./watch.ts')).runWatch(...args),
  )

command(
  'code',
  'Codes articles without a ledger: articles in, one record a line out.',
  'detente code --from jsonl < articles.jsonl > records.jsonl',
)
  .argument('[file...]', 'files to code (default: standard input)')
  .option('--from <format>', 'what the input is', oneOf(...inputFormats))
  .option('--columns <mapping>', 'columns of a table: text=Body,date=Published')
  .option('--date <day>', 'publication day of inputs that carry none', isoDay)
  .option(...lexiconOption)
  .option(...workersOption)
  .option('--explain', 'say on standard error why each sentence was coded as it was, or not at all')
  .action(async (...args: Parameters<typeof import('./code.ts').runCode>) =>
    (await import('./code.ts')).runCode(...args),
  )

command(
  'relate',
  'Says what the source does to the target in a sentence with marked parties; JSONL in, JSONL out.',
  `echo '{"id":1,"text":"Peru thanked Chile.","source":[{"start":0,"end":4}],"target":[{"start":13,"end":18}]}' | detente relate`,
)
  .argument('[file...]', 'JSONL files (default: standard input)')
  .action(async (...args: Parameters<typeof import('./relate.ts').runRelate>) =>
    (await import('./relate.ts')).runRelate(...args),
  )

command(
  'parse',
  'Parses text: sentences, tags, lemmas and dependencies in CoNLL-U.',
  'echo "The envoys met in Lima." | detente parse --tree',
)
  .argument('[file...]', 'files to parse (default: standard input)')
  .option('--from <format>', 'text, or CoNLL-U whose tokens are kept', oneOf('text', 'conllu'), 'text')
  .option('--tree', 'draw each sentence as a tree instead')
  .addHelpText(
    'after',
    `
A sentence drawn with --tree:
  met VERB root
  ├─ envoys NOUN nsubj
  │  └─ The DET det
  ├─ Lima PROPN obl
  │  └─ in ADP case
  └─ . PUNCT punct`,
  )
  .action(async (...args: Parameters<typeof import('./parse.ts').runParse>) =>
    (await import('./parse.ts')).runParse(...args),
  )

const askOptions = (made: Command) =>
  made
    .option(...ledgerOption)
    .option('--pair <code...>', 'two countries (ISO alpha-3), in either direction')
    .option('--country <code>', 'a country on any side')
    .option('--limit <number>', 'how many to show', wholeNumber, 20)
    .option('--offset <number>', 'how many to pass over', Number, 0)

askOptions(
  command(
    'find',
    'Finds happenings and articles by words (in any inflection), parties, type and days, newest first.',
    'detente find earthquake aid --pair GRC TUR --since 1999-01-01',
  ).argument('[word...]', 'words that must all stand in the article'),
)
  .option('--type <name...>', 'PLOVER types')
  .option('--status <name...>', 'actual, future, hypothetical, negated, historical')
  .option('--since <day>', 'first day of what is told', isoDay)
  .option('--until <day>', 'last day of what is told', isoDay)
  .option('--as-of <day>', 'as the ledger stood at the end of that day', isoDay)
  .option('--oldest', 'oldest first')
  .option('--json', 'print what was found as JSON')
  .action(async (...args: Parameters<typeof import('./find.ts').runFind>) =>
    (await import('./find.ts')).runFind(...args),
  )

command(
  'show',
  'Shows one article (by key, file or address), happening, report or item (by id) with its sources, rule and history.',
  'detente show samples/dispatches/1999-greece-turkey-thaw.txt',
)
  .argument('<id>', 'an article, happening, report or item')
  .option(...ledgerOption)
  .option('--as-of <day>', 'a happening as the ledger stood at the end of that day', isoDay)
  .option('--json', 'print it as JSON')
  .action(async (...args: Parameters<typeof import('./show.ts').runShow>) =>
    (await import('./show.ts')).runShow(...args),
  )

askOptions(
  command(
    'review',
    'Lists what asks to be looked at, by doubt times weight; or where the coder now contradicts people.',
    'detente review --country GRC --limit 5',
  ),
)
  .option('--disagreements', 'where the coder, run again, says something else than what people decided')
  .option('--json', 'print one JSON object a line')
  .action(async (...args: Parameters<typeof import('./review.ts').runReview>) =>
    (await import('./review.ts')).runReview(...args),
  )

command(
  'correct',
  'Keeps what you decide on happenings, reports and items, and applies it; nothing is ever overwritten, undo takes a decision back.',
  'detente correct edit 0f3a… --set type=ACCUSE --set date=2003-02-05 --by Ana --why "the envoy complained, he did not thank"',
)
  .argument(
    '<action>',
    'accept, reject, edit, merge, split, comment or undo',
    oneOf('accept', 'reject', 'edit', 'merge', 'split', 'comment', 'undo'),
  )
  .argument(
    '<id...>',
    'what it is about: happenings, reports, items; of split the reports to take out; of undo the decision',
  )
  .option(...ledgerOption)
  .option('--by <name>', 'who decides (default: your user name)')
  .option('--why <words>', 'the reason, kept with the decision')
  .option(
    '--set <field=value...>',
    'of edit: type, mode, contexts, cameo, status, date, place, actors, recipients, reciprocal, assertedBy',
  )
  .option('--json', 'print the decision as JSON')
  .addHelpText(
    'after',
    `
More examples:
  detente correct accept 0f3a… --why "checked against the ministry's own page"
  detente correct merge 0f3a… 77b1…
  detente correct edit 0f3a… --set actors=RUS:GOV:Russia --set recipients=PAK,CHN --set assertedBy=none
  detente correct undo 5c20…`,
  )
  .action(async (...args: Parameters<typeof import('./correct.ts').runCorrect>) =>
    (await import('./correct.ts')).runCorrect(...args),
  )

command(
  'sample',
  'Draws passages for several people to code without seeing each other’s answers; answers come as rows for detente agreement.',
  'detente sample draw spring --size 50 && detente sample passages spring --by Ana > ana.jsonl',
)
  .argument('<action>', 'draw, passages, judge, answers or list', oneOf('draw', 'passages', 'judge', 'answers', 'list'))
  .argument('[name]', 'the sample')
  .option(...ledgerOption)
  .option('--size <number>', 'of draw: how many passages, about as many of each type', wholeNumber, 100)
  .option('--seed <number>', 'of draw: another seed, another sample', wholeNumber, 1)
  .option('--by <name>', 'who codes (default: your user name)')
  .option(
    '--from <file>',
    'of judge: JSONL of {report, type, …} (default: standard input); a type of null says no event',
  )
  .action(async (...args: Parameters<typeof import('./sample.ts').runSample>) =>
    (await import('./sample.ts')).runSample(...args),
  )

command(
  'backup',
  'Copies a ledger file as it stands, whatever is being written meanwhile.',
  'detente backup ledger-2003-02-06.sqlite',
)
  .argument('<file>', 'where to; must not exist')
  .option(...ledgerOption)
  .action(async (...args: Parameters<typeof import('./backup.ts').runBackup>) =>
    (await import('./backup.ts')).runBackup(...args),
  )

command(
  'export',
  'Writes happenings in the formats of the field, or a whole citable data set; says what does not survive.',
  'detente export --format gdelt2 --since 2003-01-01 --out events.export.CSV',
)
  .option(...ledgerOption)
  .addOption(
    new Option('--format <name>', 'what to write').choices([...formatNames, 'parquet', 'mentions']).default('jsonl'),
  )
  .option('--out <file>', 'the file to write (default: standard output)')
  .option('--since <day>', 'first day of what is told', isoDay)
  .option('--until <day>', 'last day of what is told', isoDay)
  .option('--as-of <day>', 'as the ledger stood at the end of that day', isoDay)
  .option('--country <code>', 'a country on any side (ISO alpha-3)')
  .option('--pair <code...>', 'two countries, in either direction')
  .option('--type <name...>', 'PLOVER types')
  .option('--status <name...>', 'actual, future, hypothetical, negated, historical')
  .option(
    '--all',
    'also what the format cannot tell from what happened: planned, denied, hypothetical, claimed by one side',
  )
  .option('--json', 'print the loss report as JSON')
  .option('--release <folder>', 'write a citable data set of all that was read: files, codebook, versions, hashes')
  .option('--title <words>', 'title of the release')
  .option('--author <name...>', 'authors of the release')
  .option('--license <name>', 'SPDX name of its licence')
  .option('--data-version <name>', 'its version (default: last day and a hash)')
  .option('--released <day>', 'day of its publication', isoDay)
  .option('--names', 'keep the names of people without public office in the release')
  .action(async (options: import('./export.ts').ExportOptions & { release?: string }) => {
    if (options.release) await (await import('./release.ts')).runRelease({ ...options, release: options.release })
    else await (await import('./export.ts')).runExport(options)
  })

command(
  'import',
  'Takes rows of other systems into the ledger; they keep their origin and never pose as read articles.',
  'detente import 20190511.export.CSV.zip',
)
  .argument('<file...>', 'files, also .gz and .zip; - is standard input')
  .option(...ledgerOption)
  .addOption(
    new Option('--from <name>', 'the format, where the first line does not tell').choices([...formatNames, 'mentions']),
  )
  .option('--rejected <file>', 'keep the rows that were not taken there, as they stood, with the reason')
  .option('--dry-run', 'read and report, write nothing')
  .option('--json', 'print what was done as JSON, one file a line')
  .action(async (...args: Parameters<typeof import('./import.ts').runImport>) =>
    (await import('./import.ts')).runImport(...args),
  )

const pairOptions = (made: Command) =>
  made
    .argument('<a>', 'a country: ISO code or name')
    .argument('<b>', 'the other country')
    .option(...ledgerOption)
    .option(...lexiconOption)
    .option('--since <day>', 'first day of curves and lists', isoDay)
    .option('--until <day>', 'last day of curves and lists', isoDay)
    .option('--as-of <day>', 'only what had been published and had happened by that day', isoDay)
    .option('--scale <scale>', 'what scores events: plover, goldstein, or a JSON file of your own', 'plover')
    .option('--half-life <days>', 'half-lives of the fast and the slow curve, in days', '30,365')

pairOptions(
  command(
    'pair',
    'Shows two countries: what sources say, the temperature both ways with its band, changes, contacts, commitments, events.',
    'detente pair RUS PAK --since 2000-01-01 --as-of 2003-12-31',
  ),
)
  .option('--json', 'print the whole report as JSON')
  .action(async (...args: Parameters<typeof import('./pair.ts').runPair>) =>
    (await import('./pair.ts')).runPair(...args),
  )

pairOptions(
  command(
    'brief',
    'Writes the brief on two countries: every sentence with footnotes to the ledger, nothing without.',
    'detente brief RUS PAK --as-of 2003-12-31 --format html --out brief.html',
  ),
)
  .option('--last-brief <day>', 'day of the last brief; tells what changed since', isoDay)
  .option('--format <format>', 'markdown, or html ready to print', oneOf('markdown', 'html'), 'markdown')
  .option('--out <file>', 'write to a file instead of standard output')
  .option('--json', 'print the brief as JSON')
  .action(async (...args: Parameters<typeof import('./brief.ts').runBrief>) =>
    (await import('./brief.ts')).runBrief(...args),
  )

command(
  'serve',
  'Serves the web app and the HTTP API over the ledger, on this machine only.',
  'detente serve --port 4870',
)
  .option(...ledgerOption)
  .option('--port <number>', 'port to listen on; 0 picks a free one', portNumber, 4870)
  .option('--host <address>', 'address to listen on beyond this machine; needs --token')
  .option('--token <words>', 'what everybody who opens the pages must know')
  .option('--name <host...>', 'further host names to answer to')
  .option(
    '--every <time>',
    'time between two polls of a feed watched from the page: 90s, 30m, 6h',
    duration,
    30 * 60_000,
  )
  .option('--allow-private', 'allow reading from addresses on this machine and in private networks')
  .action(async (...args: Parameters<typeof import('./serve.ts').runServe>) =>
    (await import('./serve.ts')).runServe(...args),
  )

command(
  'forget',
  'Erases an article or a person for good; reading the same page again will not bring it back.',
  'detente forget samples/dispatches/1999-greece-turkey-thaw.txt --reason "asked for by the publisher"',
)
  .argument('<target>', 'an article (key, file as read, address) or the full name of a person')
  .option(...ledgerOption)
  .option('--reason <words>', 'why, kept with the tombstone', 'no reason given')
  .action(async (...args: Parameters<typeof import('./forget.ts').runForget>) =>
    (await import('./forget.ts')).runForget(...args),
  )

command(
  'evaluate',
  'Scores the coder on your own hand-coded gold (JSONL: id, date, text, events).',
  'detente evaluate eval/gold/sample.jsonl',
)
  .argument('<gold>', 'a JSONL file')
  .option(...lexiconOption)
  .option('--json', 'print the figures as JSON')
  .option('--draws <number>', 'bootstrap draws', wholeNumber, 1000)
  .action(async (...args: Parameters<typeof import('./evaluate.ts').runEvaluate>) =>
    (await import('./evaluate.ts')).runEvaluate(...args),
  )

command(
  'agreement',
  "How far coders agree: Krippendorff's alpha, precision by type, and a paragraph for the methods section.",
  'detente agreement ada.jsonl ben.jsonl --reference ada',
)
  .argument('[file...]', 'JSONL, one coder a file (or "by" in each row): id, type, and what else was coded')
  .option('--sample <name>', 'a sample of the ledger that was coded blind; the machine is one more coder')
  .option(...ledgerOption)
  .option('--reference <coder>', 'the coder whose types count as right, for precision by type')
  .option('--draws <number>', 'bootstrap draws', wholeNumber, 1000)
  .option('--seed <number>', 'seed of the draws', wholeNumber, 1)
  .option('--json', 'print the figures as JSON')
  .action(async (...args: Parameters<typeof import('./agreement.ts').runAgreement>) =>
    (await import('./agreement.ts')).runAgreement(...args),
  )

command('lexicon', 'Checks a lexicon table of your own, line by line.', 'detente lexicon check my-actors.tsv')
  .argument('<action>', 'check', oneOf('check'))
  .argument('<file>', 'a table')
  .action(async (_action: string, file: string) => (await import('./lexicon.ts')).runLexiconCheck(file))

const queueOptions = (one: Command) =>
  one
    .option('--nats <url>', 'servers of the cluster, commas between them', 'nats://127.0.0.1:4222')
    .option('--queue <name>', 'the queue of that name', 'detente')

queueOptions(
  command(
    'publish',
    'Puts articles into a queue on NATS JetStream, for workers on any number of machines.',
    'detente publish CC-NEWS-20240101.warc.gz --nats nats://10.0.0.1:4222 --replicas 3',
  ),
)
  .argument('<source...>', 'files, folders or addresses, as for read')
  .option('--replicas <number>', 'copies of each article that the cluster keeps, when the queue is made', wholeNumber)
  .option('--patience <seconds>', 'give up once the queue has taken nothing for so long', wholeNumber, 120)
  .option('--date <day>', 'publication day of inputs that carry none', isoDay)
  .option('--outlet <name>', 'outlet of inputs that name none')
  .option('--from <format>', 'what the inputs are, where their names do not say', oneOf(...inputFormats))
  .option('--columns <mapping>', 'columns of a table: text=Body,date=Published')
  .option('--follow', 'fetch the pages that feeds and sitemaps list')
  .option('--allow-private', 'allow addresses on this machine and in private networks')
  .action(async (...args: Parameters<typeof import('./publish.ts').runPublish>) =>
    (await import('./publish.ts')).runPublish(...args),
  )

queueOptions(
  command(
    'work',
    'Takes articles from a queue, codes them and files them in a ledger on PostgreSQL; start as many as there are machines.',
    'detente work --nats nats://10.0.0.1:4222 --ledger postgres://detente@10.0.0.2/news',
  ),
)
  .option(...ledgerOption)
  .option(...lexiconOption)
  .option('--workers <number>', 'threads that code (default: all cores)', wholeNumber)
  .option('--replicas <number>', 'copies of each article that the cluster keeps, when the queue is made', wholeNumber)
  .option(
    '--ack-wait <seconds>',
    'silence after which an article goes to another worker, when the queue is made',
    wholeNumber,
    30,
  )
  .option('--max-deliver <number>', 'deliveries after which an article that fails is laid aside', wholeNumber, 5)
  .option('--until-empty', 'end once the queue is empty')
  .action(async ({ ackWait, ...options }) => (await import('./work.ts')).runWork({ ...options, ackWaitS: ackWait }))

queueOptions(
  command(
    'status',
    'Shows how a queue and its workers do: depth, rates, stragglers, dead letters.',
    'detente status --nats nats://10.0.0.1:4222',
  ),
)
  .option('--ledger <path>', 'a ledger whose articles are counted too')
  .option('--json', 'print the figures as JSON')
  .action(async (...args: Parameters<typeof import('./status.ts').runStatus>) =>
    (await import('./status.ts')).runStatus(...args),
  )

queueOptions(
  command(
    'dead-letters',
    'Lists the articles of a queue that could not be filed, with the reason; puts them back.',
    'detente dead-letters --replay --reason coding/failed',
  ),
)
  .option('--reason <code>', 'only those laid aside for this reason')
  .option('--replay', 'put them back into the queue')
  .option('--json', 'print one JSON object a line')
  .action(async (...args: Parameters<typeof import('./dead-letters.ts').runDeadLetters>) =>
    (await import('./dead-letters.ts')).runDeadLetters(...args),
  )
