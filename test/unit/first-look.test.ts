import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recoverSettings } from '@shared/domain/recover-settings.ts';
import { expect, it } from 'vitest';
import { readFirstLook } from '../../src/main/platform/first-look.ts';
import { fieldsOf } from '../../src/main/settings/salvage.ts';
import { fc } from '../fixtures/property.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const USUAL = { theme: 'system', interfaceZoom: 1 };

it('is what the settings say, for any file that can be parsed', () => {
  const path = join(tempFolder(), 'settings.json');
  const theme = fc.oneof(fc.constantFrom('system', 'light', 'dark', 'blue'), fc.jsonValue());
  const zoom = fc.oneof(fc.double({ min: 0, max: 3, noNaN: true }), fc.constantFrom(0.8, 2), fc.jsonValue());
  const file = fc.oneof(fc.record({ theme, interfaceZoom: zoom }, { requiredKeys: [] }), fc.jsonValue());
  fc.assert(
    fc.property(file, (value) => {
      const text = JSON.stringify(value);
      writeFileSync(path, text);
      const valuesOf = fieldsOf(JSON.parse(text));
      const { settings } = recoverSettings({ valuesOf, names: [] });
      expect(readFirstLook(path)).toEqual({ theme: settings.theme, interfaceZoom: settings.interfaceZoom });
    }),
  );
});

it('is the usual one without a readable file', () => {
  const folder = tempFolder();
  expect(readFirstLook(join(folder, 'settings.json'))).toEqual(USUAL);
  expect(readFirstLook(folder)).toEqual(USUAL);
  writeFileSync(join(folder, 'settings.json'), '{"theme": "dark"');
  expect(readFirstLook(join(folder, 'settings.json'))).toEqual(USUAL);
});
