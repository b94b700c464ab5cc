import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitSentences } from './split-sentences.ts'

const sentences = (text: string) => splitSentences(text).map((sentence) => text.slice(sentence.start, sentence.end))
const words = (text: string) => splitSentences(text).flatMap((sentence) => sentence.tokens.map((token) => token.form))

describe('splitSentences', () => {
  it('ends sentences at full stops, not at abbreviations and initials', () => {
    expect(sentences('Mr. John F. Carver met Gen. Ito in Bern. They spoke for an hour.')).toEqual([
      'Mr. John F. Carver met Gen. Ito in Bern.',
      'They spoke for an hour.',
    ])
  })

  it('lets the next word decide whether "U.S." ends a sentence', () => {
    expect(sentences('He flew to the U.S. The visit was short.')).toHaveLength(2)
    expect(sentences('He met the U.S. Secretary of State.')).toHaveLength(1)
  })

  it('keeps a closing quote with the sentence it closes', () => {
    expect(sentences('"We will not leave." She sat down.')).toEqual(['"We will not leave."', 'She sat down.'])
    expect(sentences('“Will they leave?” she asked. Nobody knew.')).toEqual([
      '“Will they leave?” she asked.',
      'Nobody knew.',
    ])
  })

  it('takes a mark of opening that touches the words before it for a closing one', () => {
    expect(sentences('She called it „a farce.“ The vote followed.')).toEqual([
      'She called it „a farce.“',
      'The vote followed.',
    ])
    expect(sentences('They left. “We will stay.” Nobody answered.')).toHaveLength(3)
  })

  it('keeps a quotation of two sentences whole where the sentence that governs it ends after its mark', () => {
    expect(sentences('Ruiz told the paper, "We will stay a week. Then we go home". Nobody answered.')).toEqual([
      'Ruiz told the paper, "We will stay a week. Then we go home".',
      'Nobody answered.',
    ])
    expect(sentences('He says "the mine will close. We must leave" (in Spanish).')).toHaveLength(1)
    expect(sentences('Ruiz said, "We will stay a week. Then we go home."')).toHaveLength(2)
    expect(sentences('Ruiz said: "We will stay a week. Then we go home".')).toHaveLength(2)
    expect(sentences('"We will stay a week. Then we go home," Ruiz said.')).toHaveLength(2)
    expect(sentences('He called it a "holiday", he said. They called it a "retreat".')).toHaveLength(2)
  })

  it('ends a question before a small letter, but not before who asks nor in a name', () => {
    expect(sentences('will the boat go tomorrow? or must we wait for them. nobody told us')).toHaveLength(3)
    expect(sentences('Will they stay? asked the minister.')).toHaveLength(1)
    expect(sentences('Shares of Yahoo! fell and those of approx. ten others rose.')).toHaveLength(1)
  })

  it('makes the dateline a sentence of its own', () => {
    expect(sentences('LIMA (Reuters) -- Miners marched on Monday.')).toEqual([
      'LIMA (Reuters) --',
      'Miners marched on Monday.',
    ])
    expect(sentences('NEW DELHI, Nov. 12 - Talks began.')).toEqual(['NEW DELHI, Nov. 12 -', 'Talks began.'])
  })

  it('takes a town with its country, and an agency in brackets, for a dateline', () => {
    expect(sentences('Arequipa, Peru — Miners marched on Monday.')).toEqual([
      'Arequipa, Peru —',
      'Miners marched on Monday.',
    ])
    expect(sentences('(Reuters) Miners marched on Monday.')).toEqual(['(Reuters)', 'Miners marched on Monday.'])
    expect(sentences('Ada Lovell (December 10, 1815 – November 27, 1852) wrote notes.')).toHaveLength(1)
  })

  it('takes words in capitals with a colon at the head of a line for a label', () => {
    expect(sentences('LIMA: Miners marched on Monday.')).toEqual(['LIMA:', 'Miners marched on Monday.'])
    expect(sentences('Lima: Miners marched on Monday.')).toHaveLength(1)
    expect(sentences('The offer of the NATO: Two more rounds.')).toHaveLength(1)
  })

  it('leaves footnote marks and faces with the sentence before them', () => {
    expect(sentences('The pact held.[4] [12] It was renewed.')).toEqual(['The pact held.[4] [12]', 'It was renewed.'])
    expect(sentences('The pact held. :-) It was renewed.')).toEqual(['The pact held. :-)', 'It was renewed.'])
    expect(sentences('[1] The pact held.')).toHaveLength(1)
  })

  it('parts a caption from its credit, not a sentence from a word like it', () => {
    expect(sentences('Miners march in Lima Photo: Andes Press.')).toEqual([
      'Miners march in Lima',
      'Photo: Andes Press.',
    ])
    expect(sentences('The two sides saw a Photo of the bridge.')).toHaveLength(1)
  })

  it('keeps the one who is quoted with the last words of the quotation', () => {
    expect(sentences('"We will not leave." - Rosa Quispe, miner')).toHaveLength(1)
    expect(sentences('"We will not leave." - The others left. They went home.')).toHaveLength(3)
  })

  it('parts addresses that follow each other', () => {
    expect(sentences('See http://a.org/x http://b.org/y The rest is silence.')).toHaveLength(3)
  })

  it('does not end a sentence after its number or within "(b. 1949)"', () => {
    expect(sentences('2.1. Results of the talks.')).toHaveLength(1)
    expect(sentences('Figure 4. Exports by year.')).toHaveLength(1)
    expect(sentences('Rosa Quispe (b. 1949) spoke first.')).toHaveLength(1)
  })

  it('leaves "[citation needed]" with the sentence before it', () => {
    expect(sentences('The pact held. [citation needed] It was renewed.')).toHaveLength(2)
    expect(sentences('The pact held. [The envoy left.] It was renewed.')).toHaveLength(3)
  })

  it('reads a title with its mark, "div." before a year, a name with a small first letter and "etc." at an end', () => {
    expect(sentences('She was praised for Viva Lima! (1965) and later films.')).toHaveLength(1)
    expect(sentences('Rosa Quispe (m. 1949; div. 1964) spoke first.')).toHaveLength(1)
    expect(sentences('The firm sold phones. iPhone sales fell.')).toHaveLength(2)
    expect(sentences('They mine tin, zinc, etc. Exports fell.')).toHaveLength(2)
  })

  it('does not end a sentence at an ellipsis that goes on', () => {
    expect(sentences('They waited ... and waited. Then it rained.')).toHaveLength(2)
  })

  it('never crosses a paragraph and splits before list marks', () => {
    expect(sentences('Talks end without result\n\nOSLO is quiet')).toEqual([
      'Talks end without result',
      'OSLO is quiet',
    ])
    expect(sentences('Points agreed:\n- borders reopen\n- prisoners go home')).toHaveLength(3)
  })

  it('takes the paragraphs it is given', () => {
    const text = 'One line\nand its rest. Next.'
    expect(
      splitSentences(text, [
        { start: 0, end: 21 },
        { start: 22, end: text.length },
      ]).map((s) => s.paragraph),
    ).toEqual([0, 1])
  })

  it('cuts a text without full stops into bounded sentences', () => {
    const split = splitSentences('word '.repeat(10_000))
    expect(Math.max(...split.map((s) => s.tokens.length))).toBeLessThanOrEqual(190)
    expect(split.flatMap((s) => s.tokens)).toHaveLength(10_000)
  })
})

describe('words', () => {
  it.each([
    ["Peru won't sell Chad's oil.", ['Peru', 'wo', "n't", 'sell', 'Chad', "'s", 'oil', '.']],
    ['They can’t and cannot go', ['They', 'ca', 'n’t', 'and', 'can', 'not', 'go']],
    ['a Geneva-based, non-aligned group', ['a', 'Geneva', '-', 'based', ',', 'non-aligned', 'group']],
    ['$5.2m or 20% at 6:30pm', ['$', '5.2', 'm', 'or', '20', '%', 'at', '6:30', 'pm']],
    [
      'It cost US$200,000 in 1990–95 (about).',
      ['It', 'cost', 'US$', '200,000', 'in', '1990', '–', '95', '(', 'about', ')', '.'],
    ],
    ["the workers' rights and/or pay", ['the', 'workers', "'", 'rights', 'and', '/', 'or', 'pay']],
    [
      'See www.example.org/a-b. Or mail a.b@example.org!',
      ['See', 'www.example.org/a-b', '.', 'Or', 'mail', 'a.b@example.org', '!'],
    ],
    ['well...then—no', ['well', '...', 'then', '—', 'no']],
    ['#2 and #peace 🎉 :-)', ['#', '2', 'and', '#peace', '🎉', ':-)']],
  ])('splits %j', (text, expected) => expect(words(text)).toEqual(expected))

  it('rebuilds the text: only white space lies between tokens, none inside', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'U.S.',
        "n't ",
        '\n\n',
        '\t|\t',
        '... ',
        '-- ',
        '“',
        '” ',
        'Mr. ',
        ' (AP) - ',
        '1.',
        'http://',
        '\ud800',
        '.\u0301',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        let at = 0
        for (const sentence of splitSentences(text)) {
          for (const token of sentence.tokens) {
            expect(token.start).toBeGreaterThanOrEqual(at)
            expect(text.slice(at, token.start).trim()).toBe('')
            expect(token.form).toBe(text.slice(token.start, token.end))
            expect(token.form).toMatch(/^\S+$/u)
            at = token.end
          }
        }
        expect(text.slice(at).trim()).toBe('')
      }),
      { numRuns: 1500 },
    )
  })
})

it('parts paragraphs of a text that ends in ten megabytes without a blank', () => {
  const text = `Peru thanked Chile.\n \n${'x'.repeat(10_000_000)}`
  const [first, second] = splitSentences(text)
  expect(text.slice(first!.start, first!.end)).toBe('Peru thanked Chile.')
  expect(second!.paragraph).toBe(1)
})
