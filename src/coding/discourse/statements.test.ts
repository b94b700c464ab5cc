import { describe, expect, it } from 'vitest'
import { codeText, loadResources } from '../../index.ts'

const resources = loadResources()
const recordOf = (text: string) => codeText(text, resources, { date: '2011-03-04' })

/** Who says what: last word of the speaker's name, and the words. */
function said(text: string): string[] {
  const record = recordOf(text)
  const names = new Map(record.entities.map(({ id, name }) => [id, name]))
  return record.statements.map(({ speaker, content }) => {
    const name = speaker === null ? 'nobody' : names.get(speaker)!.split(' ').at(-1)
    return `${name}: ${record.text.slice(content.start, content.end)}`
  })
}

describe('what was said', () => {
  it.each([
    [
      'goes on with a clause that a cue parts after its verb',
      'President Juan Campos was glad. It was, he said, a great day for Peru.',
      ['Campos: It was, he said, a great day for Peru'],
    ],
    [
      'takes what was agreed to, called off or still to be said for no speech',
      'President Juan Campos called off the war. Peru and Chile agreed that the border must be kept. Chile is expected to announce that it will pay.',
      [],
    ],
    [
      'knows that a promise told by others is theirs to tell',
      'Chile has given assurances that the road will open, officials in Lima said.',
      ['officials: Chile has given assurances that the road will open'],
    ],
    [
      'leaves words of a text, of a plan and of a clause beside the speech to nobody',
      'Chile and Peru agreed to draw up a “roadmap.” Peru will consider the matter settled “finally and for good.”',
      [],
    ],
    [
      'leaves out a clause that only tells of somebody',
      '“We are friends,” said President Juan Campos, who means to sign an accord with Chile by June.',
      ['Campos: We are friends'],
    ],
    [
      'knows a person by an age and a people',
      'President Juan Campos met his guest. “We are friends,” the 68-year-old said.\n\nPeru has changed. “We are many,” the Peruvian told reporters.',
      ['Campos: We are friends', 'Campos: We are many'],
    ],
    [
      'gives a statement to whoever issued it',
      'The Red Cross expressed its regret in a statement. “We will not be going,” the statement said.',
      ['Cross: its regret in a statement', 'Cross: We will not be going'],
    ],
    [
      'takes one and another for some of those told of before',
      'Truckers were of a different mind. “They kissed,” said one. “We lose the tomatoes,” said another.',
      ['Truckers: They kissed', 'Truckers: We lose the tomatoes'],
    ],
    [
      "keeps a wife from her husband's words",
      "“We have packed the silver,” a minister's wife said.",
      ['wife: We have packed the silver'],
    ],
    [
      'takes "it" for whoever its sentence began with, and few for nobody',
      'President Juan Campos said he would not sign. Brussels praised it. Moscow does not: it holds that the alliance has no business there. Few historians call the treaty “irreversible”.',
      ['Campos: he would not sign', 'Russia: the alliance has no business there'],
    ],
    [
      'knows that a speech goes on after its speaker, and what no one says',
      'President Juan Campos was glad. “We have closed a question,” he told the dignitaries, and “opened one for our children.” “Long live peace,” read a banner.',
      ['Campos: We have closed a question', 'Campos: opened one for our children.'],
    ],
    [
      'leaves the verb that asks, and what is done next, out of what is asked for',
      'President Juan Campos called on both neighbours to settle the dispute and said he was ready to help.',
      ['Campos: both neighbours to settle the dispute', 'Campos: he was ready to help'],
    ],
    [
      'takes the name before an apposition',
      'The United States did too; China, the chief buyer, urged swift implementation of the accord by all.',
      ['China: swift implementation of the accord by all'],
    ],
    [
      'knows who told it at the end of a sentence',
      'Ana Rojas, a teacher, was tired. The elders say the land is the people, she told me. “I say they are getting wet.”',
      [
        'Rojas: The elders say the land is the people',
        'elders: the land is the people',
        'Rojas: I say they are getting wet.',
      ],
    ],
    [
      'takes the whole of a clause that a cue is set into',
      'The new law, Foreign Minister Carlos Rojas said on Thursday, would bring peace.',
      ['Rojas: The new law, Foreign Minister Carlos Rojas said on Thursday, would bring peace'],
    ],
    [
      'reads what a word given says',
      'President Juan Campos gave his word that Peru would respect the border.',
      ['Campos: Peru would respect the border'],
    ],
    [
      'reads a reported clause that ends in marks from its start',
      'President Juan Campos said that Peru would “never bow.”',
      ['Campos: Peru would “never bow.”'],
    ],
    [
      'leaves out what is done next',
      'President Juan Campos called the treaty a trap and left the room.',
      ['Campos: the treaty a trap'],
    ],
    [
      'keeps a pair of verbs within what is condemned',
      'President Juan Campos condemned the raid that killed ten soldiers and wounded thirty.',
      ['Campos: the raid that killed ten soldiers and wounded thirty'],
    ],
    [
      'knows that who speaks stands between the commas',
      'President Juan Campos was wary. Chilean generals, he noted, had dug in for the winter.',
      ['Campos: Chilean generals, he noted, had dug in for the winter'],
    ],
    [
      'reads what somebody is sure of',
      'President Juan Campos is confident that the truce will hold.',
      ['Campos: the truce will hold'],
    ],
    [
      'reads what somebody lets be known',
      'President Juan Campos let it be known that he was ready to talk.',
      ['Campos: he was ready to talk'],
    ],
    [
      'ends at a semicolon',
      'President Juan Campos said that Chile had broken the treaty; the court meets in May.',
      ['Campos: Chile had broken the treaty'],
    ],
  ])('%s', (_, text, expected) => {
    expect(said(text)).toEqual(expected)
  })

  it.each([
    ['a condition', 'The treaty will enter into force if the parliament of Peru says that it is lawful.'],
    ['work that goes on', 'The army of Peru continued to patrol the border on Monday.'],
    ['when something was done', 'After the raid on the camp in Chile, students in Peru protested.'],
    ['what few believe', 'Few officials of Peru are persuaded that the truce will hold.'],
    ['a letter without words of its own', 'President Juan Campos issued a warning on Monday.'],
  ])('takes no speech from %s', (_, text) => {
    expect(said(text)).toEqual([])
  })

  it('counts what a speaker thinks or welcomes within what he says once', () => {
    expect(said('President Juan Campos said that Peru welcomed the treaty.')).toEqual([
      'Campos: Peru welcomed the treaty',
    ])
  })

  it('keeps what a speaker blames beside what he denies', () => {
    expect(said('Peru denied that it had broken the treaty and blamed Chile for the raid.')).toHaveLength(2)
  })
})

describe('who said it', () => {
  const speakers = (text: string) => said(text).map((each) => each.split(':')[0])

  it.each([
    [
      'the one who is quoted, not the paper',
      'The newspaper El Comercio quoted President Juan Campos as saying that Peru would leave the treaty.',
      ['Campos'],
    ],
    [
      'whoever spoke in the sentence before',
      'President Juan Campos said that Foreign Minister Carlos Rojas had lied. He said the treaty was dead.',
      ['Campos', 'Campos'],
    ],
    [
      'none whose given name says otherwise',
      'President Juan Campos said that Foreign Minister Maria Rojas had lied. She said the treaty was alive.',
      ['Campos', 'Rojas'],
    ],
    [
      'a name after the phrase that it closes',
      'A spokesman for the rebels in Peru, Carlos Rojas, said the truce was over.',
      ['Rojas'],
    ],
    [
      'a name after "named"',
      'A fisherman named Carlos Rojas stood on the quay. The fisherman said the sea was empty.',
      ['Rojas'],
    ],
    [
      'the speaker of a verb joined to his report',
      'President Juan Campos said the raid was an act of war and warned that Peru would close the border.',
      ['Campos', 'Campos'],
    ],
    [
      'one of those the sentence before is about',
      'Two ministers of Peru left the talks. “It is a trap,” said one of them.',
      ['ministers'],
    ],
  ])('is %s', (_, text, expected) => {
    expect(speakers(text)).toEqual(expected)
  })
})
