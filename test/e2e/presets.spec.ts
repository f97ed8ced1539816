import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerDialogs, expect, sample, test } from './support/app.ts';
import { check } from './support/axe.ts';

test('a preset is saved, applied, exported, imported, deleted and restored, across a restart', async ({
  start,
  folder,
}) => {
  const first = await start();
  const { app, bench, page } = first;
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.unfoldSettings();
  const steps = page.getByRole('spinbutton', { name: 'Steps' });
  const find = page.getByRole('searchbox', { name: 'Find a preset' });
  const presets = page.getByRole('dialog', { name: 'Presets' });

  // Saved by keyboard: the prompt, and the one changed setting.
  await bench.prompt.fill('night, moonlight');
  await steps.fill('12');
  await page.keyboard.press('Control+d');
  await expect(presets.getByRole('checkbox', { name: 'Steps' })).toBeHidden();
  await expect(presets.getByText('1 of 9')).toBeVisible();
  await presets.getByRole('textbox', { name: 'Name' }).fill('My night');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved preset “My night”')).toBeVisible();

  // Each field has a reset, and there is one for all.
  await bench.edit.getByRole('button', { name: 'Reset Steps' }).click();
  await expect(steps).toHaveValue('28');
  await bench.prompt.fill('something else');
  await page.keyboard.press('Control+p');
  await expect(find).toBeFocused();
  await page.keyboard.type('my ni');
  await page.keyboard.press('Enter');
  await expect(bench.prompt).toHaveValue('night, moonlight');
  await expect(steps).toHaveValue('12');
  await expect(presets).toBeHidden();
  await expect(bench.prompt).toBeFocused();
  // The field's own undo restores the earlier text.
  await page.keyboard.press('Control+z');
  await expect(bench.prompt).toHaveValue('something else');
  await bench.edit.getByRole('button', { name: 'Reset all (1)' }).click();
  await expect(steps).toHaveValue('28');

  // Exported to a file, and imported with one broken preset.
  const path = join(folder, 'presets.json');
  await answerDialogs(app, path);
  await page.keyboard.press('Control+p');
  await page.getByRole('button', { name: 'More preset actions' }).click();
  await page.getByRole('menuitem', { name: 'Export all…' }).click();
  await expect(page.getByText('Saved to presets.json')).toBeVisible();
  const file = JSON.parse(await readFile(path, 'utf8'));
  expect(file).toEqual({
    format: 'reseed-presets',
    version: 1,
    presets: [
      {
        name: 'My night',
        engine: 'practice',
        model: 'practice-filters',
        prompt: 'night, moonlight',
        params: { steps: 12 },
      },
    ],
  });
  file.presets.push({ ...file.presets[0], name: 'Broken', seed: 'seven' });
  await writeFile(path, JSON.stringify(file));
  await page.getByRole('button', { name: 'More preset actions' }).click();
  await page.getByRole('menuitem', { name: 'Import…' }).click();
  await expect(presets.getByText('Broken, seed: Enter a whole number from 1 to 2147483647.')).toBeVisible();
  await check(page, 'what a file had that does not fit');
  await presets.getByRole('button', { name: 'Done' }).click();
  await expect(presets.getByRole('button', { name: /^My night \(2\)/ })).toBeVisible();
  await check(page, 'presets');

  // Renamed from its menu; the name is focused immediately.
  await page.getByRole('button', { name: 'More actions for My night (2)' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  await expect(presets.getByRole('textbox')).toBeFocused();
  await page.keyboard.type('Night two');
  await page.keyboard.press('Enter');
  await expect(presets.getByRole('button', { name: /^Night two/ })).toBeVisible();
  await expect(find).toBeFocused();

  // Deleted by a key, and restored by undo after a restart.
  await find.fill('two');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Deleted preset “Night two”')).toBeVisible();
  await find.fill('');
  await expect(presets.getByRole('button', { name: /^Night two/ })).toBeHidden();
  await first.close();

  const second = await start();
  await second.bench.select('coffee.png');
  await second.page.keyboard.press('Control+z');
  await second.page.keyboard.press('Control+p');
  await expect(
    second.page.getByRole('dialog', { name: 'Presets' }).getByRole('button', { name: /^Night two/ }),
  ).toBeVisible();
});

test('earlier prompts are stepped through, completed, listed and forgotten by keyboard', async ({
  start,
}) => {
  const { bench, page } = await start();
  await bench.dropPaths([sample('coffee.png')]);
  await bench.waitForPictures(1);
  await bench.run('make it night, moonlight', 1);
  await bench.run('sepia', 2);
  await bench.run('make it snow', 3);
  await bench.waitForPictures(4);

  // The remaining characters are shown only near the limit.
  await expect(bench.edit.getByText(/characters? left/)).toBeHidden();
  await bench.prompt.fill('a'.repeat(7_600));
  await expect(bench.edit.getByText('400 characters left')).toBeVisible();
  await bench.prompt.fill('mine');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(bench.prompt).toHaveValue('make it snow');
  await page.keyboard.press('Control+ArrowUp');
  await expect(bench.prompt).toHaveValue('sepia');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(bench.prompt).toHaveValue('mine');

  const offers = page.getByRole('listbox', { name: 'Suggestions from recent prompts' });
  await bench.prompt.fill('');
  await page.keyboard.type('make');
  await expect(offers.getByRole('option')).toHaveCount(2);
  await check(page, 'completions');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(bench.prompt).toHaveValue('make it night, moonlight');
  await expect(bench.prompt).toBeFocused();
  await expect(offers).toBeHidden();

  // An earlier request becomes a preset, with its seed if checked.
  await bench.entries('sepia').first().click();
  await bench.history.getByRole('button', { name: 'More actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save as preset…' }).click();
  const presets = page.getByRole('dialog', { name: 'Presets' });
  await expect(presets.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await expect(presets.getByRole('textbox', { name: 'Name' })).toHaveValue('sepia');
  await presets.getByRole('checkbox', { name: 'Seed' }).check();
  await presets.getByRole('button', { name: 'Save preset' }).click();
  await expect(page.getByText('Saved preset “sepia”')).toBeVisible();

  // Once hidden, completions stay hidden until more is typed; Enter still inserts a line break.
  await bench.prompt.fill('');
  await page.keyboard.type('sep');
  await expect(offers).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(offers).toBeHidden();
  await page.keyboard.type('i');
  await expect(offers).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(bench.prompt).toHaveValue('sepi\n');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('a');
  await expect(offers).toBeHidden();

  // Ctrl+Enter runs the typed text, not the suggestion.
  await bench.prompt.fill('');
  await page.keyboard.type('make');
  await expect(offers).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(bench.entries('make')).toHaveCount(1);
  await bench.waitForPictures(5);

  await bench.edit.getByRole('button', { name: 'Recent prompts' }).click();
  const list = page.getByRole('group', { name: 'Recent prompts' });
  await expect(list.getByRole('button', { name: /used once/ })).toHaveCount(4);
  await check(page, 'earlier prompts');
  await page.keyboard.type('sepia');
  await expect(list.getByRole('button', { name: /used once/ })).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await expect(page.getByText('Prompt removed')).toBeVisible();
  await expect(page.getByText('No matching prompts.')).toBeVisible();
  // Outside the list, so that it closes.
  await page.getByRole('button', { name: 'Undo' }).click();
  await bench.edit.getByRole('button', { name: 'Recent prompts' }).click();
  await expect(list.getByRole('button', { name: /used once/ })).toHaveCount(4);
});
