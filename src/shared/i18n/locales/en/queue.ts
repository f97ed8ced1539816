import { counted, number } from './grammar.ts';

export const queue = {
  title: 'Queue',
  clearFinished: 'Clear finished',
  pause: 'Pause queue',
  resume: 'Resume queue',
  fold: 'Collapse queue',
  unfold: 'Expand queue',
  pausedEmpty: 'Queue paused',
  empty: 'No edits in the queue',

  cancelWaiting: 'Cancel waiting edits',
  question: (what: string, waiting: number) =>
    `${what} ${counted(waiting, { one: 'Another edit waits', other: `${number(waiting)} more edits wait` })}, so that you don’t pay for more edits that fail.`,
  questionTrying: 'One edit runs first. The others follow if it works.',
  proceed: 'Continue',

  // Obstacles of the whole queue.
  tryAgain: 'Try again',
  trying: 'Trying again with one edit first…',
  retries: 'Reseed will retry automatically.',
  diskFull: 'The disk is full. Free up space, and the queue continues automatically.',
  unwritten: (count: number) =>
    counted(count, {
      one: 'The disk is full, so the result of a paid edit can’t be saved. It’s safe as long as Reseed stays open. Free up space, and it’s saved automatically.',
      other: `The disk is full, so the results of ${number(count)} paid edits can’t be saved. They’re safe as long as Reseed stays open. Free up space, and they’re saved automatically.`,
    }),
};
