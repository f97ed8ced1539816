import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const edits = (count: number) => counted(count, { one: '1 edit', other: `${number(count)} edits` });

export const history = {
  title: 'History',
  original: 'Original',
  practice: 'Practice',
  rerunOfEarlier: 'Re-run of an earlier edit',
  cancel: common.cancel,

  // When there is nothing to show.
  nothingSelected: 'The edits of the selected picture appear here.',
  unreadable: 'The history of this picture could not be read.',
  /** Around the keys that run an edit. */
  noEdits: ['No edits yet. Describe a change and press ', '.'] as readonly [string, string],
  notAll: (count: number) => `The newest ${number(count)} edits are shown`,
  loadingOlder: 'Loading older edits…',
  loadOlder: 'Load older edits',

  // The graph and its tools.
  tree: 'Tree of edits',
  asStrip: 'Show as a strip',
  asGraph: 'Show as a tree',
  enlarge: 'Enlarge the tree',
  shrink: 'Back to the picture',
  zoomIn: 'Draw larger',
  zoomOut: 'Draw smaller',
  fit: 'Fit the tree',
  showChosen: 'Show the chosen edit',
  unfoldAll: 'Unfold all',
  more: (count: number) => `${number(count)} more`,
  fold: 'Fold the branch',
  unfold: (count: number) => `Unfold the branch (${edits(count)})`,
  foldedCount: (count: number) => `+${number(count)}`,
  nodeMenu: 'Edit',

  // One edit.
  chosen: 'Chosen edit',
  rerun: 'Re-run',
  usesCredits: 'Uses credits of your 1min.ai account',
  editAgain: 'Edit again',
  useResult: 'Use result as source',
  closeDetails: 'Close details',
  moreActions: 'More',
  compareParent: 'Compare with its source',
  compareSelected: 'Compare with the selected picture',
  compareRequests: 'Compare requests with the chosen edit',
  compareRequestsWith: 'Compare requests with…',
  pickOther: 'Click the edit to compare with.',
  copySeed: 'Copy seed',
  copyPrompt: 'Copy prompt',
  reveal: 'Show in the library',
  restore: 'Restore',
  removed: 'Removed',
  purged: 'Deleted for good',
  seed: 'Seed',
  engine: 'Engine',
  model: 'Model',
  source: 'Source',
  prompt: 'Prompt',
  made: 'Made',
  run: 'Run',
  charge: 'Charge',
  verdict: 'Verdict',
  ready: (name: string) => `The edit of ${name} is ready`,
  readyMany: (count: number) => `${edits(count)} are ready`,
  unseen: 'New',
  notSent: 'Not sent',
  on: 'On',
  off: 'Off',

  // What is written on it.
  note: 'Note',
  addNote: 'Add a note',
  editNote: 'Change the note',
  notePlaceholder: 'What should be remembered of this edit?',
  noteLeft: (count: number) => `${number(count)} characters left`,
  branch: 'Branch',
  branchName: 'Name of the branch',
  nameBranch: 'Name the branch',
  renameBranch: 'Rename the branch',
  unnameBranch: 'Take the name off',
  snapshot: 'Snapshot',
  snapshots: 'Snapshots',
  takeSnapshot: 'Take a snapshot',
  snapshotName: 'Name of the snapshot',
  snapshotMenu: (name: string) => `More for “${name}”`,
  snapshotsTeach: 'A snapshot keeps a version of the picture under a name. Choose an edit, then More.',

  // Where it came from, and what came of it.
  from: (name: string) => `From ${name}`,

  editsOf: (count: number) => `${edits(count)} of this picture`,
  editsOfHint: 'Show the newest one',
  restoreName: (name: string) => `Restore ${name}`,

  // Two requests beside each other.
  compared: 'Compared requests',
  closeCompared: 'Close the comparison',
  sameRequest: 'The two requests are the same, to the last setting.',
  samePrompt: 'The prompts are the same.',
  against: 'Against the edit before',
  /** Counts of words. */
  wordsAdded: (count: number) =>
    `${counted(count, { one: '1 word', other: `${number(count)} words` })} added`,
  wordsGone: (count: number) =>
    `${counted(count, { one: '1 word', other: `${number(count)} words` })} taken out`,
  settingsDiffer: (count: number) =>
    `${counted(count, { one: '1 setting', other: `${number(count)} settings` })} changed`,
  showDifference: 'Show the difference',
  became: (before: string, after: string) => `${before} → ${after}`,
  added: 'Added',
  gone: 'Taken out',
  copyDifference: 'Copy as text',

  // How close a re-run came.
  notRepeated: 'It is no repeat: the service used other parameters than were sent.',
  identical: 'Every pixel is the same as before.',
  measured: (ssim: number, share: string) => `SSIM ${number(ssim)}, ${share} of the pixels changed.`,
  share: (percent: number) => `${number(percent)}%`,
  shareUnder: 'under 0.1%',
  shareOver: 'over 99.9%',

  receipt: {
    title: 'Receipt',
    sent: 'What was sent',
    copy: 'Copy receipt',
    queued: 'Queued',
    after: (duration: string) => `after ${duration}`,
    inAll: 'In all',
    charge: 'Charge',
    credits: 'Credits',
    echo: 'Used otherwise',
    creditsUsed: (used: number) => `${number(used)} used by the account`,
    creditsOf: (used: string, limit: number) => `${used}, of ${number(limit)}`,
    sentTo: 'Sent to',
    picture: 'Picture sent',
    pictureHash: 'Picture hash',
    request: 'Request',
    requestHash: 'Request hash',
    remoteId: 'Id at 1min.ai',
  },
};
