import { describe, expect, it } from 'vitest';
import { isPropertyTest } from '../../scripts/lib/property-tests.ts';

describe('isPropertyTest', () => {
  it.each([
    [true, "import { fc } from '../fixtures/property.ts';\n"],
    [
      true,
      "import { it } from 'vitest';\nimport {\n  fc,\n  withinLimit,\n} from '../fixtures/property.ts';\n",
    ],
    [false, "const own = ['fixtures/property.ts', 'unit/steady-tests.test.ts'];\n"],
    [false, "import { it } from 'vitest';\n// See '../fixtures/property.ts';\n"],
  ])('is %s for %j', (expected, text) => {
    expect(isPropertyTest(text)).toBe(expected);
  });
});
