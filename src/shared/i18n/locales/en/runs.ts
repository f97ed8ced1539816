import type { Charge } from '../../../domain/run.ts';
import { counted, number, ordinal } from './grammar.ts';

const step = (at: number, of: number) => `${at} of ${of}`;

export const runs = {
  /** Whether a run cost money. */
  charge: {
    no: 'You weren’t charged.',
    yes: 'You were charged.',
    unknown: 'You may have been charged.',
  } satisfies Record<Charge, string>,

  // State of a run, in one line.
  waiting: 'Waiting',
  waitingPaused: 'Waiting (queue paused)',
  waitingOffline: 'Offline. Starts when you’re back online.',
  waitingUnreachable: (engine: string) => `Can’t reach ${engine}. Retrying automatically.`,
  waitingRate: 'Too many requests. Retrying automatically.',
  waitingCap: (cap: number) => `Daily limit of ${number(cap)} reached. Continues tomorrow.`,
  waitingFor: (why: string) => `Waiting: ${why}`,
  uploadingPicture: 'Uploading picture…',
  rendering: (at: number, of: number) => `Rendering step ${step(at, of)}…`,
  sentWaiting: (time: string) => `Sent at ${time}, waiting for a response…`,
  answerUnwritten: 'The result is here and will be saved as soon as the disk has room',
  sentAccepted: (time: string) => `Accepted (sent at ${time}), waiting for the result…`,
  inServerQueue: (place: number) => `${ordinal(place)} in the server’s queue`,
  preview: 'Unfinished result',
  starting: 'Starting…',
  fetching: 'Downloading result…',
  saving: 'Saving…',
  saved: 'Done',
  echoOne: (name: string, sent: string, used: string) => `${name} ${used} instead of ${sent}`,
  echoDiffers: (differences: string) =>
    `1min.ai says it used ${differences}. This result cannot be repeated by its seed.`,
  savedEcho: (echo: string) => `Done. ${echo}`,
  cancelled: 'Canceled',
  setAside: 'Dismissed',
  setAsideCharge: (charge: string) => `Dismissed. ${charge}`,

  // The same in a word or two.
  uploading: 'Uploading',
  step: (at: number, of: number) => `Step ${step(at, of)}`,
  working: 'Working',
  sent: 'Sent, waiting',
  done: 'Done',
  failed: 'Failed',
  moderated: 'Blocked',
  noAnswer: 'Outcome unknown',

  // Why it ended without an image.
  problem: (title: string, why: string) => `${title}: ${why}`,
  sentNoAnswer: (time: string, charge: string) => `Sent at ${time}, but no response was saved. ${charge}`,
  sentThen: (time: string, what: string) => `Sent at ${time}. ${what}`,
  took: (began: string, duration: string) => `${began} (${duration})`,

  // Actions.
  check: 'Check status',
  runAgainMayCharge: 'Run again (may be charged again)',
  setAsideAction: 'Dismiss',
  retry: 'Retry',
  steps: 'Steps',

  // Desktop notifications.
  noticeUncertain: 'Edit status unknown',
  noticeDiskFull: 'The disk is full',
  noticeFailed: 'Edit failed',
  noticeDone: (count: number) => counted(count, { one: 'Edit done', other: `${number(count)} edits done` }),
  noticeLast: (name: string) => `Latest: ${name}`,
  promptOn: (prompt: string, source: string) => `“${prompt}” on ${source}`,
  csvName: (from: string, to: string) => `Reseed runs ${from} to ${to}.csv`,
};
