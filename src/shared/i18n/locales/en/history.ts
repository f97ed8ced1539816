import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const edits = (count: number) => counted(count, { one: '1 edit', other: `${number(count)} edits` });

export const history = {
  title: 'History',
  original: 'Original',
  rerunOfEarlier: 'Re-run of an earlier edit',
  cancel: common.cancel,

  // Empty states.
  nothingSelected: 'Select a picture to see its edits.',
  unreadable: 'Couldn’t load this picture’s history.',
  /** Text around the keys that run an edit. */
  noEdits: ['No edits yet. Describe a change and press ', '.'] as readonly [string, string],
  notAll: (count: number) => `Showing the ${number(count)} newest edits`,
  loadingOlder: 'Loading older edits…',
  loadOlder: 'Load older edits',

  // The graph and its tools.
  tree: 'History tree',
  asStrip: 'Show as strip',
  asGraph: 'Show as tree',
  enlarge: 'Expand history',
  shrink: 'Back to picture',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Zoom to fit',
  showChosen: 'Go to selected edit',
  unfoldAll: 'Expand all',
  more: (count: number) => `${number(count)} more`,
  fold: 'Collapse branch',
  unfold: (count: number) => `Expand branch (${edits(count)})`,
  foldedCount: (count: number) => `+${number(count)}`,
  nodeMenu: 'Edit',

  // One edit.
  chosen: 'Selected edit',
  rerun: 'Re-run',
  editAgain: 'Reuse settings',
  useResult: 'Use result as source',
  closeDetails: 'Close details',
  moreActions: 'More actions',
  compareParent: 'Compare with source',
  compareSelected: 'Compare with selected picture',
  compareRequests: 'Compare settings with selected edit',
  compareRequestsWith: 'Compare settings with…',
  pickOther: 'Click the edit to compare with.',
  copyPrompt: 'Copy prompt',
  reveal: 'Show in library',
  restore: 'Restore',
  removed: 'In Trash',
  purged: 'Permanently deleted',
  parts: {
    sent: 'Sent',
    region: (width: number, height: number, x: number, y: number) =>
      `Region of ${number(width)} × ${number(height)} px at ${number(x)}, ${number(y)}`,
    pad: (width: number, height: number) => `Padded to ${width}:${height}`,
    protected: 'Protected parts replaced',
    masks: { all: 'everywhere', drawn: 'in the mask', found: 'where it changed' },
    notFinished: (why: string) => `Not put back into the original. ${why}`,
  },
  seed: 'Seed',
  engine: 'Engine',
  model: 'Model',
  source: 'Source',
  prompt: 'Prompt',
  made: 'Created',
  run: 'Status',
  charge: 'Cost',
  verdict: 'Re-run match',
  ready: (name: string) => `The edit of ${name} is ready`,
  readyMany: (count: number) => `${edits(count)} are ready`,
  unseen: 'New',
  notSent: 'Not sent',

  // Annotations.
  note: 'Note',
  addNote: 'Add note',
  editNote: 'Edit note',
  notePlaceholder: 'Write a note about this edit',
  branch: 'Branch',
  branchName: 'Branch name',
  nameBranch: 'Name branch…',
  renameBranch: 'Rename branch',
  unnameBranch: 'Remove name',
  snapshot: 'Snapshot',
  snapshots: 'Snapshots',
  takeSnapshot: 'Create snapshot',
  snapshotName: 'Snapshot name',
  snapshotMenu: (name: string) => `More actions for “${name}”`,
  snapshotsTeach:
    'A snapshot saves a version of the picture under a name. Select an edit, then choose “More actions” > “Create snapshot”.',

  // Source and outcome.
  from: (name: string) => `From ${name}`,

  editsOf: (count: number) => `${edits(count)} of this picture`,
  editsOfHint: 'Show the newest edit',
  restoreName: (name: string) => `Restore ${name}`,

  // Two requests side by side.
  compared: 'Compared settings',
  closeCompared: 'Close comparison',
  sameRequest: 'Same prompt and settings.',
  samePrompt: 'Same prompt.',
  against: 'Compared with the previous edit',
  /** Counts of words. */
  wordsAdded: (count: number) =>
    `${counted(count, { one: '1 word', other: `${number(count)} words` })} added`,
  wordsGone: (count: number) =>
    `${counted(count, { one: '1 word', other: `${number(count)} words` })} removed`,
  settingsDiffer: (count: number) =>
    `${counted(count, { one: '1 setting', other: `${number(count)} settings` })} changed`,
  showDifference: 'Show differences',
  became: (before: string, after: string) => `${before} → ${after}`,
  added: 'Added',
  gone: 'Removed',
  copyDifference: 'Copy as text',

  // Verdicts of re-runs.
  notRepeated: 'Not a true re-run: 1min.ai used different settings than Reseed sent.',
  identical: 'Every pixel matches.',
  measured: (ssim: number, share: string) => `SSIM ${number(ssim)}, ${share} of pixels changed.`,

  receipt: {
    title: 'Receipt',
    sent: 'Data sent',
    copy: 'Copy receipt',
    queued: 'Queued',
    after: (duration: string) => `after ${duration}`,
    inAll: 'Total time',
    charge: 'Cost',
    credits: 'Credits',
    echo: 'Used differently',
    creditsUsed: (used: number) => `${number(used)} used in total on the account`,
    creditsOf: (used: string, limit: number) => `${used} of ${number(limit)}`,
    sentTo: 'Sent to',
    picture: 'Picture (as sent)',
    pictureHash: 'Picture hash',
    maskHash: 'Mask hash',
    request: 'Request',
    requestHash: 'Request hash',
    workflow: 'Workflow',
    workflowHash: 'Workflow hash',
    remoteId: (engine: string) => `${engine} ID`,
  },
};
