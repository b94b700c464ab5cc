import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanText, spanToSource } from '../text/index.ts'
import { readArticle } from './index.ts'

const read = (content: string, kind: 'text' | 'html' = 'text') => readArticle({ id: 'x', kind, content })
const prose =
  'QUITO, Ecuador -- Ecuador reopened its consulate in Tumbes on Friday, the foreign ministry said.\n\nPeru welcomed the step.'

it('tells title, byline, outlet and date of a plain page from its story, and drops adverts and buttons', () => {
  const { article } = read(
    `Advertisement\n\nConsulate Reopens in Tumbes\n\nShare\nAndean Post\n\nBy Luis Paredes\n\nPublished: March 4, 2011\n\n${prose}\n\nAdvertisement\n`,
  )
  expect(article).toMatchObject({
    title: 'Consulate Reopens in Tumbes',
    outlet: 'Andean Post',
    byline: 'Luis Paredes',
    text: prose,
    date: { start: '2011-03-04', basis: 'metadata' },
  })
  expect(article?.dateline).toMatchObject({ place: 'Quito, Ecuador', span: { start: 0, end: 17 } })
})

it('takes a date line with a reading time for head, not for story', () => {
  const { article } = read(`Consulate Reopens in Tumbes\n\n4 March 2011 · 3 min read\n\n${prose}`)
  expect(article).toMatchObject({ text: prose, date: { start: '2011-03-04' } })
})

it('leaves a text without head as it is', () => {
  expect(read('Chile thanked Peru.').article).toMatchObject({ text: 'Chile thanked Peru.', title: undefined })
})

it('takes the story of a web page, its metadata and the way back to the source', () => {
  const html = `<html><head><title>x</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry Runs Again","datePublished":"1999-05-02T08:00:00Z","author":{"name":"Ana Vidal"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Ferry Runs Again</h1><p>By Ana Vidal</p><p>OSLO &mdash; Norway &amp; Denmark reopened the <b>ferry</b> line on Sunday, four years after it was closed in a quarrel over fares.</p><p>Advertisement</p><p>&ldquo;We missed our neighbours,&rdquo; the Danish minister said in Bergen, where the first ship arrived in the evening with six hundred people.</p><aside>Related: trains</aside></article><footer>Copyright 1999</footer></body></html>`
  const { article } = read(html, 'html')
  expect(article).toMatchObject({ title: 'Ferry Runs Again', byline: 'Ana Vidal', date: { start: '1999-05-02' } })
  expect(article?.text).toBe(
    'OSLO — Norway & Denmark reopened the ferry line on Sunday, four years after it was closed in a quarrel over fares.\n\n“We missed our neighbours,” the Danish minister said in Bergen, where the first ship arrived in the evening with six hundred people.',
  )
  const at = article!.text.indexOf('neighbours')
  const there = spanToSource(article!.sourceMap, { start: at, end: at + 10 })
  expect(html.slice(there.start, there.end)).toBe('neighbours')
})

it('leads every word of a page back to all that spells it there, and to the place where the story stands', () => {
  const lead =
    'Bogot&aacute;&rsquo;s envoy told Lima<b>&rsquo;s</b> ministers on Sunday that the bor&shy;der would open, \ufb01rst for lorries.'
  const html = `<html><body><div class="teaser"><p>Related: ${lead}</p></div><article><h1>The Border Opens on Sunday</h1><p>${lead}</p><p>&ldquo;We are neighbours,&rdquo; he said, and the ministers agreed that the quarrel over tolls, which had lasted for nine years, was over.</p></article></body></html>`
  const { article } = read(html, 'html')
  const spelt = (word: string) => {
    const at = article!.text.indexOf(word)
    expect(at, word).toBeGreaterThanOrEqual(0)
    const { start, end } = spanToSource(article!.sourceMap, { start: at, end: at + word.length })
    expect(start, word).toBeGreaterThan(html.indexOf('<article>'))
    return html.slice(start, end)
  }
  expect(spelt('Bogotá')).toBe('Bogot&aacute;')
  expect(spelt('Bogotá’s')).toBe('Bogot&aacute;&rsquo;s')
  expect(spelt('border')).toBe('bor&shy;der')
  expect(spelt('first')).toBe('\ufb01rst')
  expect(spelt('“We')).toBe('&ldquo;We')
  expect(spelt('neighbours,”')).toBe('neighbours,&rdquo;')
})

it.each([
  ['', 'article/empty'],
  [' \n\t ', 'article/empty'],
  ['\0\x01\x02\x03\x04\x05\x06\x07\x08PK\x03\x04\x0e\x0f\x10\x11', 'article/binary'],
  ['Advertisement\n\nShare\n\nSubscribe', 'article/no-story'],
])('gives an issue, not an article, for %j', (content, code) => {
  expect(read(content).issue?.code).toBe(code)
})

it('names the language of a text that is not English, and is not misled by names', () => {
  const german =
    'Die Bundesregierung hat am Montag in Berlin neue Hilfen für die Ukraine beschlossen, teilte ein Sprecher mit. Weitere Einzelheiten wurden nicht genannt.'
  expect(read(german).article?.language).toBe('de')
  expect(read('Министр прибыл в Москву.').article?.language).toBe('ru')
  expect(
    read('Putin, Musharraf, Vajpayee, Schroeder, Berlusconi, Koizumi, Chirac, Aznar: leaders meet in Evian.').article
      ?.language,
  ).toBe('en')
})

it('knows one page by its address however it is shared, and a text by its words', () => {
  const key = (url: string) => readArticle({ id: 'x', kind: 'text', content: prose, url }).article!.key
  expect(key('https://www.example.org/a/?utm_source=x#top')).toBe(key('http://example.org/a'))
  expect(key('https://example.org/b')).not.toBe(key('https://example.org/a'))
  expect(read(prose).article!.key).toBe(read(`${prose}\n`).article!.key)
})

it('gives an article or an issue for any string, with paragraphs and map that fit', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc
          .array(
            fc.constantFrom(
              '<p>',
              '</p>',
              '<div',
              'class="share"',
              '&amp;',
              'Peru said. ',
              '\n\n',
              'By Ana',
              '“',
              '<table>',
              '<!--',
              '-->',
              '<script>',
            ),
            { maxLength: 60 },
          )
          .map((parts) => parts.join('')),
      ),
      fc.constantFrom('text', 'html'),
      (content, kind) => {
        const result = readArticle({ id: 'x', kind: kind as 'text', content })
        if (result.issue) {
          expect(result.issue.message).not.toBe('')
          return
        }
        const { article } = result
        let end = 0
        for (const paragraph of article.paragraphs) {
          expect(paragraph.start).toBeGreaterThanOrEqual(end)
          expect(article.text.slice(paragraph.start, paragraph.end).trim()).not.toBe('')
          end = paragraph.end
        }
        expect(end).toBeLessThanOrEqual(article.text.length)
        if (kind === 'text')
          for (const { start: first } of article.paragraphs) {
            const { start, end } = spanToSource(article.sourceMap, { start: first, end: first + 1 })
            expect(cleanText(content.slice(start, end))).toContain(article.text[first])
          }
      },
    ),
    { numRuns: 300 },
  )
})

it('parts a byline from the paper that it names', () => {
  const signed = (line: string) => {
    const { article } = read(`Consulate Reopens in Tumbes\n\n${line}\n\n${prose}`)
    return [article?.byline, article?.outlet]
  }
  expect(signed('By Eleni Markou, Aegean Dispatch')).toEqual(['Eleni Markou', 'Aegean Dispatch'])
  expect(signed('By Eleni Markou, Ana Diaz')).toEqual(['Eleni Markou, Ana Diaz', undefined])
})
