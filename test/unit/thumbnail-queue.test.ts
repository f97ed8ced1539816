import { describe, expect, it } from 'vitest';
import { createThumbnailQueue } from '../../src/renderer/features/library/thumbnail-queue.ts';
import { fc } from '../fixtures/property.ts';

/** Frames that the test resolves. */
function frames() {
  let calls: (() => void)[] = [];
  return {
    next: (call: () => void) => calls.push(call),
    pass: () => {
      const due = calls;
      calls = [];
      for (const call of due) call();
    },
    get waiting() {
      return calls.length;
    },
  };
}
const image = () => ({ src: '' }) as HTMLImageElement;

describe('the line of thumbnails', () => {
  it('starts a few at once, then a few per frame, newest first, and all in the end', () => {
    const clock = frames();
    const line = createThumbnailQueue(clock.next);
    const images = Array.from({ length: 10 }, image);
    for (const [at, one] of images.entries()) line.add(one, `/thumb/${at}`);
    const started = () => images.flatMap(({ src }, at) => (src === '' ? [] : at));
    expect(started()).toEqual([0, 1, 2, 3]);
    clock.pass();
    expect(started()).toEqual([0, 1, 2, 3, 6, 7, 8, 9]);
    clock.pass();
    clock.pass();
    expect(images.every(({ src }, at) => src === `/thumb/${at}`)).toBe(true);
    expect(clock.waiting).toBe(0);
  });

  it('starts none that were removed, and none while on hold', () => {
    const clock = frames();
    const line = createThumbnailQueue(clock.next);
    const [gone, stays] = [image(), image()];
    line.hold(true);
    const leave = line.add(gone, '/thumb/a');
    line.add(stays, '/thumb/b');
    leave();
    clock.pass();
    expect(stays.src).toBe('');
    line.hold(false);
    clock.pass();
    expect([gone.src, stays.src]).toEqual(['', '/thumb/b']);
  });

  it('never starts more than four per frame, and loses none', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('add', 'leave', 'pass', 'hold', 'go'), { maxLength: 80 }),
        (steps) => {
          const clock = frames();
          const line = createThumbnailQueue(clock.next);
          const there = new Map<HTMLImageElement, () => void>();
          for (const step of steps) {
            if (step === 'add') {
              const one = image();
              there.set(one, line.add(one, '/thumb/x'));
            } else if (step === 'leave') {
              const [first] = there;
              if (first) first[1]();
              if (first) there.delete(first[0]);
            } else if (step === 'pass') {
              const before = [...there.keys()].filter(({ src }) => src !== '').length;
              clock.pass();
              expect([...there.keys()].filter(({ src }) => src !== '').length - before).toBeLessThanOrEqual(
                4,
              );
            } else line.hold(step === 'hold');
          }
          line.hold(false);
          for (let frame = 0; frame < 40; frame += 1) clock.pass();
          expect([...there.keys()].every(({ src }) => src === '/thumb/x')).toBe(true);
        },
      ),
    );
  });
});
