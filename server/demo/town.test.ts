import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawPicture, SCENES } from './draw/picture.ts'
import { drawPortrait } from './draw/portrait.ts'
import { readTown } from './town.ts'

const town = readTown()
const words = town.said.flatMap((said) => [said, ...said.comments])

test('sixty people live there, German and English, nearly all with a face of their own', () => {
  assert.equal(town.people.length, 60)
  assert.equal(new Set(town.people.map(({ username }) => username)).size, 60)
  assert.ok(town.people.filter(({ locale }) => locale === 'en').length >= 15)
  const faces = town.people.flatMap(({ looks }) => (looks ? [drawPortrait(looks)] : []))
  assert.ok(faces.length >= 55 && faces.length < 60)
  assert.equal(new Set(faces).size, faces.length)
  assert.ok(!faces.some((face) => face.includes('undefined')))
})

test('nobody says what was said before', () => {
  const texts = words.map(({ text }) => text.toLowerCase())
  assert.deepEqual(
    texts.filter((text, i) => texts.indexOf(text) !== i),
    [],
  )
  assert.ok(town.said.length >= 350)
})

test('everybody named lives there, and answers only what was said before', () => {
  const names = new Set(town.people.map(({ username }) => username))
  const named = [
    ...words.map(({ by }) => by),
    ...town.introductions.flatMap(({ by, parties, answers = [] }) => [by, ...parties, ...answers.map(([who]) => who)]),
    ...town.requests.flat(),
    ...town.offers.flatMap(({ by, takers = [] }) => [by, ...takers.map(([who]) => who)]),
    ...town.asks.flatMap(({ by, answers }) => [
      by,
      ...answers.flatMap((one) => [one.by, ...(one.comments ?? []).map(([who]) => who)]),
    ]),
  ]
  assert.deepEqual(
    named.filter((name) => !names.has(name)),
    [],
  )
  for (const { by, comments } of town.said)
    comments.forEach(({ to }, i) =>
      assert.ok(!to || to === by || comments.slice(0, i).some((one) => one.by === to), to!),
    )
})

test('two who are being introduced have never spoken to each other', () => {
  const met = ({ answers = [] }: (typeof town.introductions)[number]) =>
    answers.filter(([, given]) => given === 'yes').length === 2
  for (const introduction of town.introductions.filter((one) => !met(one))) {
    const { parties } = introduction
    const spoke = town.said.filter(
      ({ by, comments }) => parties.includes(by) && comments.some((one) => one.by !== by && parties.includes(one.by)),
    )
    assert.deepEqual(spoke, [], parties.join(' and '))
  }
})

test('a picture is drawn the same way every time, and every picture differently', () => {
  const pictures = town.said.flatMap((said) => said.pictures)
  for (const { scene } of pictures) assert.ok(scene in SCENES, scene)
  const drawn = pictures.map(({ scene, description }) => drawPicture(scene, description))
  assert.equal(new Set(drawn).size, pictures.length)
  assert.equal(drawPicture('boat', 'one'), drawPicture('boat', 'one'))
  assert.ok(!drawn.some((svg) => /undefined|NaN/.test(svg)))
})
