import { describe, expect, it } from 'vitest';
import { evaluate, isWheelMeant, stepFactor, stepped } from '../../src/renderer/ui/arithmetic.ts';

const whole = { en: { language: 'en', integer: true }, de: { language: 'de', integer: true } } as const;
const broken = { en: { language: 'en', integer: false }, de: { language: 'de', integer: false } } as const;

describe('sums in number fields', () => {
  it.each([
    ['28*2', 56],
    ['(1 + 0,5) / 3', 0.5],
    ['-3 + 10', 7],
    ['−3 + 10', 7],
    ['2 × 3 ÷ 4', 1.5],
    ['2147483647', 2147483647],
    ['.5', 0.5],
    ['0.125', 0.125],
    ['2*(3+4)-1', 13],
  ])('%s is %d', (text, value) => {
    expect(evaluate(text, broken.en)).toBe(value);
    expect(evaluate(text, broken.de)).toBe(value);
  });

  it.each([
    '',
    'abc',
    '2*',
    '(1+2',
    '1 2',
    '1/0',
    'alert(1)',
    '2**3',
    '1e5',
    '5–10',
    '1.2.3',
    '.',
    ',',
    '1..2',
  ])('%j is no number', (text) => {
    expect(evaluate(text, broken.en)).toBeNull();
    expect(evaluate(text, whole.de)).toBeNull();
  });
});

describe('numbers that are written with separators', () => {
  it.each([
    // By the language's rules; rejected if thousands would become a fraction.
    ['123,000', 123_000, null],
    ['1.000', null, 1_000],
    ['1,234', 1_234, null],
    ['2.147.483.647', 2_147_483_647, 2_147_483_647],
    ['2,147,483,647', 2_147_483_647, 2_147_483_647],
    ['1.234,00', 1_234, 1_234],
    ['1,234.00', 1_234, 1_234],
    ['12,34,567', null, null],
    ['1,234.567,8', null, null],
    ["2'147'483'647", 2_147_483_647, 2_147_483_647],
    ['123 000', 123_000, 123_000],
    ['123\u00a0000', 123_000, 123_000],
    ['123\u202f000', 123_000, 123_000],
    ['12 34', null, null],
    ['1 000,5', null, null],
  ])('reads the whole number %j as %j in English and %j in German', (text, english, german) => {
    expect(evaluate(text, whole.en)).toBe(english);
    expect(evaluate(text, whole.de)).toBe(german);
  });

  it('reads fractions by the language’s rules where allowed', () => {
    expect(evaluate('1.250', broken.en)).toBe(1.25);
    expect(evaluate('1.250', broken.de)).toBe(1250);
    expect(evaluate('1,250', broken.en)).toBe(1250);
    expect(evaluate('1,250', broken.de)).toBe(1.25);
    expect(evaluate('0.500', broken.de)).toBe(0.5);
    expect(evaluate('2,5', broken.en)).toBe(2.5);
  });

  it.each([
    ['  4242\n', 4242],
    ['\u200b4242\ufeff', 4242],
    ['\u202a4242\u202c', 4242],
    ['\uff14\uff12\uff14\uff12', 4242],
    ['\u0664\u0662\u0664\u0662', 4242],
    ['\u096a\u0968', 42],
    ['\uff0d\uff15', -5],
    ['\u22125', -5],
  ])('reads the pasted %j as %d', (text, value) => expect(evaluate(text, whole.en)).toBe(value));
});

describe('the wheel over a number', () => {
  const plain = { buttons: 0, shiftKey: false, altKey: false, ctrlKey: false };
  it('scrolls the form', () => expect(isWheelMeant(plain)).toBe(false));
  it('changes the number with the button down, with Shift and with Alt', () => {
    expect(isWheelMeant({ ...plain, buttons: 1 })).toBe(true);
    expect(isWheelMeant({ ...plain, shiftKey: true })).toBe(true);
    expect(isWheelMeant({ ...plain, altKey: true })).toBe(true);
  });
  it('zooms the window with Ctrl', () =>
    expect(isWheelMeant({ ...plain, buttons: 1, ctrlKey: true })).toBe(false));
});

describe('steps', () => {
  const strength = { min: 0, max: 1, step: 0.05, integer: false };
  const steps = { min: 1, max: 50, step: 1, integer: true };

  it('leaves no rounding noise', () => expect(stepped(0.25, 1, strength)).toBe(0.3));
  it('allows tenths of a step if available', () => expect(stepped(0.8, 0.1, strength)).toBe(0.805));
  it('never goes below one step for whole numbers', () => expect(stepped(28, 0.1, steps)).toBe(29));
  it('stays in the range', () => {
    expect(stepped(45, 10, steps)).toBe(50);
    expect(stepped(2, -10, steps)).toBe(1);
  });
  it('goes ten times as far with Shift and a tenth with Alt', () => {
    expect(stepFactor({ shiftKey: true, altKey: false })).toBe(10);
    expect(stepFactor({ shiftKey: false, altKey: true })).toBe(0.1);
    expect(stepFactor({ shiftKey: false, altKey: false })).toBe(1);
  });
});
