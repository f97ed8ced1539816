import { z } from 'zod';
import { FEATHER_MAX_PX } from './finish.ts';
import { Sha256 } from './image.ts';
import { KeybindingOverrides } from './keybindings.ts';
import { Language } from './language.ts';
import { LibrarySort } from './library-query.ts';
import { EngineId } from './model.ts';
import { Pad, Region } from './prepare.ts';
import { PresetSort } from './preset.ts';

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** The parts of the Settings window. */
export const SettingsSection = z.enum([
  'general',
  'keys',
  'library',
  'backups',
  'health',
  'engine',
  'usage',
  'about',
]);
export type SettingsSection = z.infer<typeof SettingsSection>;

/** The parts of the library's filters that fold. */
export const FilterSection = z.enum([
  'collections',
  'searches',
  'rating',
  'tags',
  'month',
  'verdict',
  'work',
  'engine',
  'model',
]);
export type FilterSection = z.infer<typeof FilterSection>;

/** Most searches that are remembered. */
export const RECENT_SEARCHES_MAX = 8;

/** Longest prompt that is kept while it is being written, in UTF-16 units: it goes through one message. */
export const DRAFT_PROMPT_MAX = 12_000;

/** The edit in the form, right or wrong. */
export const Draft = z.strictObject({
  prompt: z.string().max(DRAFT_PROMPT_MAX),
  /** Null is text that is no number; the same of a parameter. */
  seed: z.number().nullable(),
  values: z.record(z.string().max(60), z.union([z.number(), z.string().max(200), z.boolean()]).nullable()),
});
export type Draft = z.infer<typeof Draft>;

/** What the answer to an edit becomes: the raw result, put back into the original, or only its light and color. */
export const ComesBackAs = z.enum(['raw', 'original', 'light']);
export type ComesBackAs = z.infer<typeof ComesBackAs>;

/** Most pictures whose region and masks are kept while they are drafts. */
export const MASK_DRAFTS_MAX = 24;

/** What is to leave of a picture and where it may change, until an edit is made of it. A mask is named by the SHA-256 of its file. */
export const MaskDraft = z.strictObject({
  imageId: z.int().positive(),
  region: Region.nullable(),
  pad: Pad.nullable(),
  mask: Sha256.nullable(),
  protect: Sha256.nullable(),
  featherPx: z.number().min(0).max(FEATHER_MAX_PX),
});
export type MaskDraft = z.infer<typeof MaskDraft>;

/** How a mask is shown: cover what must stay, cover what may change, or the mask alone in black and white. */
export const MaskLook = z.enum(['outside', 'inside', 'mask']);
export type MaskLook = z.infer<typeof MaskLook>;
export const MaskColor = z.enum(['gray', 'red', 'green', 'blue', 'yellow']);
export type MaskColor = z.infer<typeof MaskColor>;

/** Smallest and largest diameter of the brush, in pixels of the picture. */
export const BRUSH_MIN = 1;
export const BRUSH_MAX = 1000;

/** How much of a region's shorter edge is context on every side, at most. */
export const CONTEXT_MAX = 0.3;

/** Sizes of the interface; 1 is the usual one. */
export const INTERFACE_ZOOMS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** One row a setting: what it may be. Widths and heights are CSS pixels. */
export const SETTINGS_SHAPE = {
  theme: Theme,
  /** How much room lines and controls take. */
  density: z.enum(['usual', 'compact']),
  interfaceZoom: z.number().min(INTERFACE_ZOOMS[0]).max(2),
  /** `system`: the first language of the operating system's that the app speaks. */
  language: z.enum(['system', ...Language.options]),
  engine: EngineId,
  /** Runs carried out at the same time. */
  concurrency: z.int().min(1).max(8),
  notifyWhenDone: z.boolean(),
  /** Most paid runs that are started in a day; 0 starts none. */
  dailyCap: z.int().min(0).max(10_000),
  /** Use the form of the API that answers at once and is asked for the result afterwards. */
  asynchronous: z.boolean(),
  /** Go through the system's proxy, with Electron's own network stack. */
  systemProxy: z.boolean(),
  queuePaused: z.boolean(),
  /** Keep the seed for the next edit instead of picking a new one. */
  seedLocked: z.boolean(),
  /** What was written in the form when the window closed; null before anything was. */
  draft: Draft.nullable(),
  /** Of whole pictures, and of those with a region or masks. */
  comesBackWhole: ComesBackAs,
  comesBackPart: ComesBackAs,
  /** The latest first. */
  maskDrafts: z.array(MaskDraft).max(MASK_DRAFTS_MAX),
  maskLook: MaskLook,
  maskColor: MaskColor,
  maskOpacity: z.number().min(0.1).max(1),
  /** Diameter of the brush in pixels of the picture. */
  brushSize: z.number().min(BRUSH_MIN).max(BRUSH_MAX),
  brushHardness: z.number().min(0).max(1),
  /** How much of a region's shorter edge is context, on each side. */
  regionContext: z.number().min(0).max(CONTEXT_MAX),
  libraryWidth: z.number().min(200).max(640),
  libraryOpen: z.boolean(),
  editWidth: z.number().min(260).max(520),
  editOpen: z.boolean(),
  historyHeight: z.number().min(120).max(480),
  historyOpen: z.boolean(),
  /** `auto`: a graph where the panel has room for one. */
  historyForm: z.enum(['auto', 'strip', 'graph']),
  queueOpen: z.boolean(),
  /** How a new before/after is shown. */
  compareMode: z.enum(['split', 'side']),
  /** How long each picture of a blink is seen, in milliseconds; never more than three changes a second. */
  blinkMs: z.number().min(340).max(3000),
  /** How much brighter the difference map shows a difference. */
  differenceGain: z.number().min(1).max(16),
  /** Differences up to this, of 255, are not shown in the difference map. */
  differenceThreshold: z.int().min(0).max(64),
  /** What changed in numbers, below the picture. */
  numbersOpen: z.boolean(),
  thumbSize: z.number().min(72).max(320),
  librarySort: LibrarySort,
  libraryReversed: z.boolean(),
  filtersOpen: z.boolean(),
  /** Stars are meant exactly, not at least. */
  ratingExact: z.boolean(),
  filtersFolded: z.array(FilterSection).max(FilterSection.options.length),
  /** Newest first. */
  recentSearches: z.array(z.string().min(1).max(500)).max(RECENT_SEARCHES_MAX),
  moreSettingsOpen: z.boolean(),
  presetSort: PresetSort,
  lastImageId: z.int().positive().nullable(),
  /** The part the Settings window opens at. */
  settingsSection: SettingsSection,
  /** The setting that the Settings window shall point at, by its id, until it has. */
  settingsSpot: z.string().max(40).nullable(),
  /** Keys of actions that have others than their own. */
  keys: KeybindingOverrides,
  /** What was chosen in the command palette, the latest first, by the ids it uses. */
  paletteRecent: z.array(z.string().max(80)).max(8),
  /** The first steps were walked or skipped. */
  onboardingDone: z.boolean(),
};

export const Settings = z.strictObject(SETTINGS_SHAPE);
export type Settings = z.infer<typeof Settings>;

/** A setting that is not named stays as it is; one that is `undefined` is refused. */
export const SettingsPatch = Settings.exactPartial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'usual',
  interfaceZoom: 1,
  language: 'system',
  engine: 'practice',
  concurrency: 2,
  notifyWhenDone: true,
  dailyCap: 50,
  asynchronous: false,
  systemProxy: false,
  queuePaused: false,
  seedLocked: false,
  draft: null,
  comesBackWhole: 'raw',
  comesBackPart: 'original',
  maskDrafts: [],
  maskLook: 'outside',
  maskColor: 'gray',
  maskOpacity: 0.6,
  brushSize: 200,
  brushHardness: 0.8,
  regionContext: 0.12,
  libraryWidth: 280,
  libraryOpen: true,
  editWidth: 320,
  editOpen: true,
  historyHeight: 176,
  historyOpen: true,
  historyForm: 'auto',
  queueOpen: true,
  compareMode: 'split',
  blinkMs: 700,
  differenceGain: 4,
  differenceThreshold: 4,
  numbersOpen: false,
  thumbSize: 120,
  librarySort: 'time',
  libraryReversed: false,
  filtersOpen: false,
  ratingExact: false,
  filtersFolded: ['month', 'verdict', 'work', 'engine', 'model'],
  recentSearches: [],
  moreSettingsOpen: false,
  presetSort: 'name',
  lastImageId: null,
  settingsSection: 'general',
  settingsSpot: null,
  keys: {},
  paletteRecent: [],
  onboardingDone: false,
};

export type SettingName = keyof Settings;

/** Where the window was and what it showed: worth keeping, but not worth waiting for. Everything else is on disk before it counts. */
export const KEPT_LATER: ReadonlySet<SettingName> = new Set<SettingName>([
  'draft',
  'comesBackWhole',
  'comesBackPart',
  'maskDrafts',
  'brushSize',
  'brushHardness',
  'regionContext',
  'libraryWidth',
  'libraryOpen',
  'editWidth',
  'editOpen',
  'historyHeight',
  'historyOpen',
  'queueOpen',
  'numbersOpen',
  'thumbSize',
  'filtersOpen',
  'filtersFolded',
  'recentSearches',
  'moreSettingsOpen',
  'lastImageId',
  'settingsSection',
  'settingsSpot',
  'paletteRecent',
]);

export const SETTING_NAMES = Object.keys(SETTINGS_SHAPE) as SettingName[];
