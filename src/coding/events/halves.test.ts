import { expect, it } from 'vitest'
import { codeInput, loadResources } from '../../index.ts'

const resources = await loadResources()

function assaultsIn(text: string): string[] {
  const page = { id: 'a', kind: 'text', content: text, date: '2006-11-02' } as const
  const { events, entities } = codeInput({ id: 'a', page }, resources)
  const codes = (ids: readonly string[]) => ids.map((id) => entities.find((each) => each.id === id)!.code).join('+')
  return events
    .filter(({ type }) => type === 'ASSAULT')
    .map(({ actors, recipients, reciprocal }) => `${codes(actors)}${reciprocal ? '=' : '>'}${codes(recipients)}`)
}

it.each([
  ['Three Lebanese civilians were killed in Israeli shelling on Friday.', 'ISR>LBNCVL'],
  ['Two Palestinians were killed by Israeli gunfire in Gaza.', 'ISR>PSECVL'],
  ['Twelve soldiers died in clashes between the Sudanese army and Darfur rebels.', 'SDNMIL+SDNREB='],
  ['Ten rebels were killed when the Turkish army shelled a village.', 'TURMIL>TURREB'],
  ['Five people were killed in fighting between Sudanese rebels and Chadian soldiers.', 'SDNREB+TCDMIL='],
  ['Two suicide bombing attacks on Shiite mosques in Iraq killed at least 56 people on Friday.', '>IRQCVL'],
  ['Israeli jets bombed a bridge in Gaza, killing four Palestinians.', 'ISRMIL>PSECVL'],
  ['Hamas claimed responsibility for the bombing that killed five Israelis in Haifa.', 'PSEREBHAM>ISRCVL'],
])('one deed told by two words is one event of both sides: %s', (text, expected) => {
  expect(assaultsIn(text)).toEqual([expected])
})

it.each([
  ['No group claimed responsibility for the attack that killed four Indian soldiers.', ['>INDMIL']],
  ['Turkish troops killed ten PKK rebels after rebels shelled an Iraqi town.', ['TURMIL>TURREB', 'TURREB>IRQ']],
])('deeds of different doers stay apart, and nobody is made a doer who is none: %s', (text, expected) => {
  const found = assaultsIn(text)
  expect(found.length).toBeGreaterThanOrEqual(1)
  expect(found.some((each) => expected.includes(each))).toBe(true)
  expect(found).not.toContain('>')
})

it.each([
  'Ecuador and Peru pledged to clear the last mines from their common border by 2017.',
  'Hungary and Austria jointly patrol the lake on their border.',
  'Egypt and Kazakhstan have approved forming a joint trade committee under the two countries’ trade ministers.',
])('what two countries do together is the deed of both: %s', (text) => {
  const { events } = codeInput(
    { id: 'a', page: { id: 'a', kind: 'text', content: text, date: '2012-05-05' } },
    resources,
  )
  expect(events).toHaveLength(1)
  expect(events[0]).toMatchObject({ reciprocal: true, recipients: [] })
})
