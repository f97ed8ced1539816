import type { Charge } from '../../domain/run.ts';
import { counted, number } from './grammar.ts';

const step = (at: number, of: number) => `${at} of ${of}`;

export const runs = {
  /** Whether a run cost money. */
  charge: {
    no: 'Nothing was charged.',
    yes: 'It was charged.',
    unknown: 'It may have been charged.',
  } satisfies Record<Charge, string>,
  /** Whether a sentence speaks of money already. */
  saysCharge: (sentence: string) => /charged/i.test(sentence),

  // Where a run is, in one line.
  waiting: 'Waiting',
  waitingPaused: 'Waiting: the queue is paused',
  waitingOffline: 'Waiting: offline. It starts by itself.',
  waitingUnreachable: 'Waiting: the service cannot be reached. It starts by itself.',
  waitingRate: 'Waiting: too many requests. It goes on by itself.',
  waitingCap: (cap: number) => `Waiting: today’s cap of ${number(cap)} is reached`,
  waitingFor: (why: string) => `Waiting: ${why}`,
  uploadingPicture: 'Uploading the picture',
  rendering: (at: number, of: number) => `Rendering step ${step(at, of)}`,
  sentWaiting: (time: string) => `Sent at ${time}, waiting for the answer`,
  answerUnwritten: 'The answer is here and is written as soon as there is room on the disk',
  sentAccepted: (time: string) => `Sent at ${time}, accepted, waiting for the result`,
  starting: 'Starting',
  fetching: 'Fetching the result',
  saving: 'Saving',
  saved: 'Saved',
  echoOne: (name: string, sent: string, used: string) => `${name} ${used} instead of ${sent}`,
  echoDiffers: (differences: string) =>
    `1min.ai says it used ${differences}. This result cannot be repeated by its seed.`,
  savedEcho: (echo: string) => `Saved. ${echo}`,
  cancelled: 'Cancelled',
  setAside: 'Set aside',
  setAsideCharge: (charge: string) => `Set aside. ${charge}`,

  // The same in a word or two.
  uploading: 'Uploading',
  step: (at: number, of: number) => `Step ${step(at, of)}`,
  working: 'Working',
  sent: 'Sent, waiting',
  done: 'Done',
  failed: 'Failed',
  moderated: 'Moderated',
  noAnswer: 'No answer',

  // Why it ended without a picture.
  problem: (title: string, why: string) => `${title}: ${why}`,
  sentNoAnswer: (time: string) => `Sent at ${time}, no answer came back. It may have been charged.`,
  sentThen: (time: string, what: string) => `Sent at ${time}. ${what}`,
  took: (began: string, duration: string) => `${began}, took ${duration}`,

  // What can be done about it.
  check: 'Check',
  runAgainMayCharge: 'Run again (may be charged again)',
  setAsideAction: 'Set aside',
  retry: 'Retry',
  steps: 'Steps',

  // Notices of the desktop.
  noticeUncertain: 'Nobody knows how an edit ended',
  noticeDiskFull: 'The disk is full',
  noticeFailed: 'An edit failed',
  noticeDone: (count: number) =>
    counted(count, { one: 'An edit is done', other: `${number(count)} edits are done` }),
  noticeLast: (name: string) => `The last one: ${name}`,
  promptOn: (prompt: string, source: string) => `“${prompt}” on ${source}`,
  csvName: (from: string, to: string) => `Reseed runs ${from} to ${to}.csv`,
};
