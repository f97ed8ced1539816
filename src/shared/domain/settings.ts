import { z } from 'zod';
import { EngineOptions } from './engine.ts';
import { FEATHER_MAX_PX } from './finish.ts';
import { Sha256 } from './image.ts';
import { KeybindingOverrides } from './keybindings.ts';
import { Language } from './language.ts';
import { LibrarySort } from './library-query.ts';
import { EngineId, ModelId } from './model.ts';
import { Pad, Region } from './prepare.ts';
import { PresetSort } from './preset.ts';
import { REFERENCES_MAX } from './reference.ts';
import { FeedAddress } from './update.ts';

export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** Sections of the Settings window. */
export const SettingsSection = z.enum([
  'general',
  'keys',
  'library',
  'backups',
  'health',
  'engine',
  'servers',
  'usage',
  'updates',
  'about',
]);
export type SettingsSection = z.infer<typeof SettingsSection>;

/** Collapsible sections of the library's filters. */
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

/** Maximum number of recent searches. */
export const RECENT_SEARCHES_MAX = 8;

/** Maximum length of a prompt draft in UTF-16 units, so that it fits into one message. */
export const DRAFT_PROMPT_MAX = 12_000;

/** The edit in the form, valid or not. */
export const Draft = z.strictObject({
  prompt: z.string().max(DRAFT_PROMPT_MAX),
  /** Null if the text isn't a number. The same applies to a parameter. */
  seed: z.number().nullable(),
  values: z.record(z.string().max(60), z.union([z.number(), z.string().max(200), z.boolean()]).nullable()),
  /** Images of the reference pictures. Older versions have none. */
  references: z.array(z.int().positive()).max(REFERENCES_MAX).optional(),
});
export type Draft = z.infer<typeof Draft>;

/** How a result comes back: raw, put back into the original, or only its light and color. */
export const ComesBackAs = z.enum(['raw', 'original', 'light']);
export type ComesBackAs = z.infer<typeof ComesBackAs>;

/** Maximum number of images whose region and mask drafts are kept. */
export const MASK_DRAFTS_MAX = 24;

/** Draft of an image's region and masks, until an edit uses it. Masks are identified by SHA-256. */
export const MaskDraft = z.strictObject({
  imageId: z.int().positive(),
  region: Region.nullable(),
  pad: Pad.nullable(),
  mask: Sha256.nullable(),
  protect: Sha256.nullable(),
  featherPx: z.number().min(0).max(FEATHER_MAX_PX),
});
export type MaskDraft = z.infer<typeof MaskDraft>;

/**
 * How a mask is shown: overlay on what stays, overlay on what may change, or the mask alone in black and
 * white.
 */
export const MaskLook = z.enum(['outside', 'inside', 'mask']);
export type MaskLook = z.infer<typeof MaskLook>;
export const MaskColor = z.enum(['gray', 'red', 'green', 'blue', 'yellow']);
export type MaskColor = z.infer<typeof MaskColor>;

/** Minimum and maximum brush diameter, in pixels of the image. */
export const BRUSH_MIN = 1;
export const BRUSH_MAX = 1000;

/** Maximum context on each side, as a share of the region's shorter edge. */
export const CONTEXT_MAX = 0.3;

/** Zoom factors of the interface. 1 is the default. */
export const INTERFACE_ZOOMS = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const;

/** Schema of each setting. Widths and heights are CSS pixels. */
export const SETTINGS_SHAPE = {
  theme: Theme,
  /** Spacing of lines and controls. */
  density: z.enum(['usual', 'compact']),
  interfaceZoom: z.number().min(INTERFACE_ZOOMS[0]).max(2),
  /** `system`: the first supported language of the operating system. */
  language: z.enum(['system', ...Language.options]),
  engine: EngineId,
  /** The model used last with each engine. */
  models: z.record(EngineId, ModelId),
  /** What the user entered for an engine, such as its address. */
  engineOptions: z.record(EngineId, EngineOptions),
  /** Number of concurrent runs. */
  concurrency: z.int().min(1).max(8),
  notifyWhenDone: z.boolean(),
  /** The EXIF that finished pictures keep from their originals: how they were taken, and where. */
  keepCameraData: z.boolean(),
  keepLocation: z.boolean(),
  /** Maximum number of paid runs started per day. 0 starts none. */
  dailyCap: z.int().min(0).max(10_000),
  /** Use the asynchronous API, which returns immediately and is polled for the result. */
  asynchronous: z.boolean(),
  /** Use the system's proxy, through Electron's network stack. */
  systemProxy: z.boolean(),
  /** Address of the update feed. Null: that of the build, if it has one. */
  updateFeed: FeedAddress.nullable(),
  queuePaused: z.boolean(),
  /** Keep the seed for the next edit instead of generating a new one. */
  seedLocked: z.boolean(),
  /** Content of the form when the window closed, or null. */
  draft: Draft.nullable(),
  /** For whole images, and for those with a region or masks. */
  comesBackWhole: ComesBackAs,
  comesBackPart: ComesBackAs,
  /** Most recent first. */
  maskDrafts: z.array(MaskDraft).max(MASK_DRAFTS_MAX),
  maskLook: MaskLook,
  maskColor: MaskColor,
  maskOpacity: z.number().min(0.1).max(1),
  /** Brush diameter in pixels of the image. */
  brushSize: z.number().min(BRUSH_MIN).max(BRUSH_MAX),
  brushHardness: z.number().min(0).max(1),
  /** Context on each side, as a share of the region's shorter edge. */
  regionContext: z.number().min(0).max(CONTEXT_MAX),
  libraryWidth: z.number().min(200).max(640),
  libraryOpen: z.boolean(),
  editWidth: z.number().min(260).max(520),
  editOpen: z.boolean(),
  historyHeight: z.number().min(120).max(480),
  historyOpen: z.boolean(),
  /** `auto`: a graph if the panel is large enough. */
  historyForm: z.enum(['auto', 'strip', 'graph']),
  queueOpen: z.boolean(),
  /** Mode of a new before/after comparison. */
  compareMode: z.enum(['split', 'side']),
  /** Duration of each image of a blink, in milliseconds. Never more than three changes per second. */
  blinkMs: z.number().min(340).max(3000),
  /** Gain of differences in the difference map. */
  differenceGain: z.number().min(1).max(16),
  /** Differences up to this value, of 255, are hidden in the difference map. */
  differenceThreshold: z.int().min(0).max(64),
  /** Whether the numbers below the image are visible. */
  numbersOpen: z.boolean(),
  thumbSize: z.number().min(72).max(320),
  librarySort: LibrarySort,
  libraryReversed: z.boolean(),
  filtersOpen: z.boolean(),
  /** Match stars exactly instead of at least. */
  ratingExact: z.boolean(),
  filtersFolded: z.array(FilterSection).max(FilterSection.options.length),
  /** Newest first. */
  recentSearches: z.array(z.string().min(1).max(500)).max(RECENT_SEARCHES_MAX),
  moreSettingsOpen: z.boolean(),
  presetSort: PresetSort,
  lastImageId: z.int().positive().nullable(),
  /** Section the Settings window opens at. */
  settingsSection: SettingsSection,
  /** Id of the setting that the Settings window should highlight, until it has. */
  settingsSpot: z.string().max(40).nullable(),
  /** Overrides of default keys. */
  keys: KeybindingOverrides,
  /** Recent choices in the command palette, newest first, by its ids. */
  paletteRecent: z.array(z.string().max(80)).max(8),
  /** The first steps were completed or skipped. */
  onboardingDone: z.boolean(),
  /** The version that ran last. Empty before the first start. */
  lastVersion: z.string().max(40),
};

export const Settings = z.strictObject(SETTINGS_SHAPE);
export type Settings = z.infer<typeof Settings>;

/** Settings not named are unchanged. `undefined` is rejected. */
export const SettingsPatch = Settings.exactPartial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  density: 'usual',
  interfaceZoom: 1,
  language: 'system',
  engine: 'practice',
  models: {},
  engineOptions: {},
  concurrency: 2,
  notifyWhenDone: true,
  keepCameraData: true,
  keepLocation: true,
  dailyCap: 50,
  asynchronous: false,
  systemProxy: false,
  updateFeed: null,
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
  lastVersion: '',
};

export type SettingName = keyof Settings;

/**
 * Window positions and view state: saved, but without waiting for the disk. All other settings are on disk
 * before they take effect.
 */
export const KEPT_LATER: ReadonlySet<SettingName> = new Set<SettingName>([
  'draft',
  'models',
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
  'lastVersion',
]);

export const SETTING_NAMES = Object.keys(SETTINGS_SHAPE) as SettingName[];
