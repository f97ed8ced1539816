import { counted, number } from './grammar.ts';

const edits = (count: number) => counted(count, { one: '1 edit', other: `${number(count)} edits` });

/** Watching a model: edits that are re-run to find out whether an endpoint has changed. */
export const watch = {
  title: 'Watched edits',
  watchEdit: 'Watch this edit',
  stop: 'Stop watching',
  stopOf: (prompt: string) => `Stop watching “${prompt}”`,

  intro:
    'Reseed re-runs these edits and compares each result with the first one. When three in a row are clearly different, the model behind the service has changed.',
  emptyTitle: 'Find out when a model changes',
  emptyText:
    'Services replace models without notice. Watch a few edits: Reseed re-runs them every week or when you ask, compares the results, and shows since when they differ.',
  emptyHow: 'Select an edit in History, open More actions, and choose “Watch this edit”.',

  ofModel: (engine: string, model: string) => `${engine}, ${model}`,
  schedule: 'Re-run',
  schedules: { weekly: 'Every week', demand: 'Only on demand' },
  check: 'Check now',
  checkCost: (count: number, credits: number | null) =>
    credits === null
      ? `Re-runs ${edits(count)}`
      : `Re-runs ${edits(count)}, about ${counted(credits, { one: '1 credit', other: `${number(credits)} credits` })}`,
  underCap: 'Scheduled re-runs count toward the daily limit and never exceed it.',

  state: {
    learning: (left: number) =>
      counted(left, {
        one: '1 more re-run until changes can be found',
        other: `${number(left)} more re-runs until changes can be found`,
      }),
    steady: 'No change found',
    unsteady: 'Its results vary too much to tell a change. Watch another edit.',
    suspect: (count: number) =>
      counted(count, {
        one: 'The last re-run differs. Two more will tell.',
        other: 'The last two re-runs differ. One more will tell.',
      }),
    different: (day: string) => `Different since ${day}`,
  },
  trend: 'Re-runs, oldest first:',
  never: 'Not re-run yet',
  last: (day: string) => `Last re-run on ${day}`,
  running: 'A re-run is in the queue',
  due: (day: string) => `Next on ${day}`,
  dueNow: 'Due: it starts within an hour if the queue isn’t blocked and the daily limit has room',

  before: (day: string) => `As usual, ${day}`,
  after: (day: string) => `Different, ${day}`,
  compare: 'Compare pictures',
  showEdit: 'Show in History',

  found: (engine: string, model: string, day: string) => `${engine}, ${model}: different since ${day}`,
  show: 'Show change',

  did: {
    watch: 'Watching this edit',
    stop: 'Stopped watching',
    schedule: { weekly: 'Re-runs every week', demand: 'Re-runs only on demand' },
  },
  actions: { watch: 'watch edit', stop: 'stop watching', schedule: 'change schedule of re-runs' },
};
