import assert from 'node:assert/strict'
import { eventually, openStory } from '#test/story'

const story = await openStory(9)
const { screen, tell } = story

const juleId = await story.person('jule', 'Jule Brandt', 'owner')
for (const words of ['Drei: Nebel.', 'Zwei: Sonne.', 'Eins: Wind.'])
  await story.api.as(juleId).post('/api/v1/statuses', { status: words })
const desk = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false }
const jule = await story.phone(juleId, desk)
const dialog = jule.getByRole('dialog')

tell('A question mark shows the keys; Escape closes them and gives the focus back.', async () => {
  await jule.goto('/')
  await jule.getByRole('link', { name: 'Menschen' }).focus()
  await jule.keyboard.press('?')
  await dialog.getByRole('heading', { name: 'Tasten' }).waitFor()
  await screen(jule, 'keys', (page) => page.keyboard.press('?'))
  await jule.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  assert.equal(await focused(), 'Menschen')
  await dialog.waitFor({ state: 'detached' })
})

tell('j and k go from one to the next, f is glad, o opens, r answers.', async () => {
  await jule.keyboard.press('j')
  assert.match(await focused(), /Eins: Wind/)
  await jule.keyboard.press('j')
  assert.match(await focused(), /Zwei: Sonne/)
  await jule.keyboard.press('k')
  assert.match(await focused(), /Eins: Wind/)
  await jule.keyboard.press('f')
  await jule
    .getByRole('article')
    .filter({ hasText: 'Eins: Wind' })
    .locator('[data-act=like][aria-pressed=true]')
    .waitFor()
  await jule.keyboard.press('o')
  await jule.getByRole('heading', { name: 'Gespräch' }).waitFor()
  await jule.keyboard.press('r')
  await becomes("document.activeElement?.tagName === 'TEXTAREA'")
  await jule.keyboard.type('Und Regen.')
  await jule.keyboard.press('Control+Enter')
  await jule.getByText('Und Regen.').waitFor()
})

tell('n begins something to say; the focus stays in the sheet and goes back where it was.', async () => {
  await jule.goto('/')
  await jule.getByRole('link', { name: 'Post' }).focus()
  await jule.keyboard.press('n')
  await dialog.getByRole('textbox').waitFor()
  await becomes("document.activeElement?.matches('dialog textarea')")
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let i = 0; i < 14; i++) {
      await jule.keyboard.press(key)
      // Beyond its last control a dialog lets one into the browser itself, and back in at its first.
      assert.ok(
        await jule.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')"),
      )
    }
  }
  await dialog.getByRole('textbox').focus()
  await jule.keyboard.type('Mit den Tasten gesagt.')
  await jule.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  assert.equal(await focused(), 'Post')
  await dialog.waitFor({ state: 'detached' })
  await jule.keyboard.press('n')
  assert.equal(await dialog.getByRole('textbox').inputValue(), 'Mit den Tasten gesagt.')
  await jule.keyboard.press('Control+Enter')
  await jule.getByRole('article').filter({ hasText: 'Mit den Tasten gesagt.' }).waitFor()
  // What was said may stand below before the sheet has gone, and until then nothing below takes the focus.
  await dialog.waitFor({ state: 'hidden' })
})

tell('A menu opens, is walked and is left by keys.', async () => {
  const more = jule.getByRole('article').first().getByRole('button', { name: 'Mehr' })
  await more.focus()
  await jule.keyboard.press('Enter')
  await jule.getByRole('menu').waitFor()
  await jule.keyboard.press('ArrowDown')
  await becomes("document.activeElement.innerText.trim() === 'Link kopieren'")
  await jule.keyboard.press('Escape')
  await jule.getByRole('menu').waitFor({ state: 'hidden' })
  assert.equal(await jule.evaluate("document.activeElement.getAttribute('aria-label')"), 'Mehr')
  await jule.keyboard.press('ArrowDown')
  await becomes("document.activeElement.innerText.trim() === 'Merken'")
  // Quicker than the menu hears that it has closed, as a busy machine has it.
  const opened = await jule.evaluate<boolean>(`(() => {
    const menu = document.querySelector(':popover-open')
    menu.hidePopover()
    const key = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true })
    document.querySelector('[popovertarget="' + menu.id + '"]').dispatchEvent(key)
    return menu.matches(':popover-open')
  })()`)
  assert.ok(opened)
  await jule.keyboard.press('Escape')
})

tell('Every place is two keys away, and the first Tab leads past the navigation.', async () => {
  for (const [keys, path] of [
    ['gp', '/people'],
    ['gt', '/together'],
    ['gi', '/inbox'],
    ['gm', '/@jule'],
    ['/', '/search'],
  ] as const) {
    await jule.goto('/settings')
    for (const key of keys) await jule.keyboard.press(key)
    await jule.waitForURL(`**${path}`)
  }
  await jule.goto('/')
  await jule.keyboard.press('Tab')
  assert.equal(await focused(), 'Zum Wesentlichen springen')
  await jule.keyboard.press('Enter')
  assert.equal(await jule.evaluate('document.activeElement.id'), 'main')
})

/** Asked from outside: what a page would have to ask of itself again and again, its content policy forbids. */
function becomes(so: string): Promise<void> {
  return eventually(() => jule.evaluate<boolean>(so))
}

function focused(): Promise<string> {
  return jule.evaluate<string>('document.activeElement.innerText.trim()')
}
