import { counted, number } from './grammar.ts';

export const queue = {
  title: 'Queue',
  clearFinished: 'Clear finished',
  pause: 'Pause queue',
  resume: 'Resume queue',
  fold: 'Fold queue',
  unfold: 'Unfold queue',
  pausedEmpty: 'Paused. Nothing waits.',
  empty: 'Nothing waits.',

  cancelWaiting: 'Cancel waiting edits',
  question: (what: string, waiting: number) =>
    `${what} ${counted(waiting, { one: 'Another edit waits', other: `${number(waiting)} more edits wait` })}, so that nothing else is paid for in vain.`,
  questionTrying: 'One edit goes first. The others follow when it works.',
  goOn: 'Continue',

  // What keeps the whole queue waiting.
  tryAgain: 'Try again',
  trying: 'One edit has been sent ahead to see whether it works again.',
  retries: 'It is tried again automatically.',
  diskFull: 'The disk is full. Make room: the queue continues automatically.',
  unwritten: (count: number) =>
    counted(count, {
      one: 'The disk is full, and the answer to a paid edit cannot be written. It is safe as long as Reseed stays open. Make room: it is saved automatically.',
      other: `The disk is full, and the answers to ${number(count)} paid edits cannot be written. They are safe as long as Reseed stays open. Make room: they are saved automatically.`,
    }),
};
