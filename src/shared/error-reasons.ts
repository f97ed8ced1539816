import { z } from 'zod';
import { EngineId, ModelId } from './domain/model.ts';
import { ErrorCode } from './error-code.ts';

const count = z.number();
const name = z.string();
const names = z.array(z.string());

/** Why a connection to a web page's server failed. */
export const FetchProblem = z.enum([
  'no-network',
  'unreachable',
  'proxy-login',
  'untrusted',
  'blocked',
  'broken',
  'timeout',
]);

/** Detected kind of a file that isn't a supported image. */
export const FileKind = z.enum([
  'pdf',
  'photoshop',
  'jpeg2000',
  'svg',
  'page',
  'link',
  'text',
  'video',
  'sound',
  'unknown',
]);
export type FileKind = z.infer<typeof FileKind>;

/** Why the position of a source in its result can't be determined. */
export const AlignmentFailure = z.enum(['too-small', 'no-detail', 'no-match', 'uncertain']);
export type AlignmentFailure = z.infer<typeof AlignmentFailure>;

/**
 * Reasons more specific than an error's code, with their parameters: numbers, names and ids, never sentences.
 * Each has a sentence in `i18n/locales/<locale>/reasons.ts`. A stored reason is never renamed.
 */
export const REASON_PARAMS = {
  // a value of a form or a file
  'invalid-value': {},
  'no-picture-selected': {},
  'seed-range': { min: count, max: count },
  'prompt-missing': {},
  'prompt-too-long': { max: count },
  'param-number': { param: name, min: count, max: count },
  'param-integer': { param: name, min: count, max: count },
  'param-range': { param: name, min: count, max: count },
  'param-choice': { param: name, choices: names },
  'param-switch': { param: name },
  'param-unknown': { model: ModelId, param: name },
  'engine-unavailable': { engine: EngineId },
  'model-of-other-engine': { model: ModelId, engine: EngineId },
  'name-taken': {},

  // the library and its rows
  'picture-gone': {},
  'edit-gone': {},
  'run-gone': {},
  'source-missing': {},
  'source-damaged': {},
  'part-damaged': {},
  'source-purged': {},
  'reference-gone': {},
  'reference-missing': {},
  'reference-damaged': {},
  'reference-purged': { number: count },
  'references-too-many': { model: ModelId, max: count },
  'label-taken': { name },
  'list-changed': {},
  'not-for-many': {},
  'region-outside': {},
  'mask-missing': {},
  'mask-needed': {},
  'mask-not-with-pad': {},
  'mask-size': {},
  'mask-format': {},
  'not-a-result': {},
  'step-damaged': {},
  'row-damaged': { row: z.enum(['edit', 'run', 'verdict', 'receipt']), id: count, where: names },
  'table-damaged': { table: name, where: names },
  'edits-busy': { count },
  'no-trash': {},
  'trash-failed': { failed: count, all: count },

  // the user's files
  'not-regular': {},
  'file-gone': {},
  'larger-than': { megabytes: count },
  'no-permission': {},
  'link-circle': {},
  'name-too-long': {},
  'path-through-file': {},
  'may-not-write': {},
  'picture-file-missing': {},
  'format-not-written': { format: name },
  'not-written': { name },
  'edge-too-long': { mime: name, max: count, others: names },
  'nothing-saved': {},

  // import
  'looks-like': { kind: FileKind },
  'picture-format': { format: name },
  'file-format': { format: name },
  'folder-too-many': { max: count },
  'folder-too-deep': { levels: count },
  'folder-unreadable': {},
  'folder-link': {},
  'dead-link': {},
  'never-came': {},
  'https-only': {},
  'other-host': {},
  'link-to-no-picture': {},
  'page-status': { status: count },
  'page-unreachable': { problem: FetchProblem },

  // export, and dragging out
  'no-folder': {},
  'export-folder-gone': { name },
  'inside-library': {},
  'move-other-library': {},
  'move-not-empty': {},
  'move-no-room': { needed: count, free: count },
  'move-not-closed': {},
  'previous-not-trashed': {},
  'drag-too-many': { max: count },
  'drag-too-large': {},

  // preparing, and putting back into the source
  'not-aligned': { why: AlignmentFailure },
  'content-changed': {},
  'no-change-found': {},
  'certificate-failed': { count },
  'sizes-differ': {},
  'colors-flat': {},
  'colors-alike': {},
  'colors-picture-gone': {},
  'finish-cancelled': {},
  'finish-crashed': {},

  // two pictures that are made one, and the chain of a picture
  'merge-same': {},
  'merge-other-original': {},
  'merge-ancestor': {},
  'merge-size': { name, width: count, height: count },
  'merge-nothing': {},
  'merge-choices': {},
  'merge-cancelled': {},

  // presets
  'too-many-presets': { max: count },
  'preset-file-not-json': { file: name },
  'preset-file-other': { file: name },
  'preset-file-newer': { file: name },
  'preset-file-too-many': { file: name, max: count },
  'preset-file-too-large': {},
  'preset-no-object': {},
  'preset-bad-name': {},
  'preset-unknown-field': {},
  'preset-unknown-engine': { engine: name },
  'preset-unknown-model': { model: name },
  'preset-no-text': {},
  'preset-sets-nothing': {},

  // updates
  'update-no-feed': {},
  'update-no-key': {},
  'update-by-system': {},
  'update-unreachable': { problem: FetchProblem },
  'update-status': { status: count },
  'update-redirect': { host: name },
  'update-slow': { seconds: count },
  'update-list-too-large': {},
  'update-no-list': {},
  'update-signature': {},
  'update-other-system': {},
  'update-expired': { day: name },
  'update-replayed': {},
  'update-older': { offered: name, present: name },
  'update-no-file': { version: name },
  'update-other-file': { file: name },
  'update-too-large': { file: name },
  'update-truncated': { bytes: count, expected: count },
  'update-hash': { file: name },

  // watched edits
  'none-watched': {},
  'too-many-watches': { max: count },
  'too-many-watches-of-model': { max: count },

  // runs and the queue
  'press-reused': {},
  'queued-already': {},
  'done-already': {},
  'only-waiting': {},
  'queue-changed': {},
  'outcome-known': {},
  'cannot-ask': {},
  'no-remote-id': {},
  'cancelled-after-sending': {},
  'no-picture': {},
  'result-unusable': { cause: ErrorCode },
  'too-many-pictures': { max: count },
  'cap-zero': {},
  'cap-reached': { cap: count },
  'over-cap': { runs: count, left: count },

  // the API key
  'key-empty': {},
  'key-spaces': {},
  'key-foreign-sign': { sign: name },
  'key-too-long': {},
  'key-cannot-be-opened': {},
  'key-from-environment': {},
  'key-test-offline': {},
  'key-test-unreachable': {},

  // answers of the service
  'server-error': { status: count },
  'invalid-request': {},
  // `status` is null if the service gave a reason
  'edit-refused': { status: count.nullable() },
  'picture-refused': { status: count.nullable() },
  'upload-error': { status: count },
  'edit-given-up': {},
  'over-service-limit': {},
  'try-later': {},
  credits: { needed: count, present: count },
  'no-answer-in-time': {},
  'upload-broke-off': {},
  redirected: {},
  stopped: {},
  'unreadable-answer': {},
  'no-upload-path': {},
  'no-result': {},
  'result-on-full-disk': {},
  'record-gone': {},
  'not-finished': {},
  'fetched-later': {},
  'result-key-refused': {},
  'result-key-missing': {},
  'no-edit-id': {},
  'upload-expired': {},

  // answers of a server that the user set up
  'server-unset': {},
  'server-unreachable': {},
  'server-certificate': {},
  'server-proxy-login': {},
  'server-key-refused': {},
  'server-key-missing': {},
  'server-redirected': {},
  'server-status': { status: count },
  'server-busy': {},
  'server-too-large': {},
  'server-refused': { status: count.nullable() },
  'server-moderated': {},
  'server-quota': {},
  'server-no-answer': {},
  'server-unreadable': {},
  'server-no-picture': {},
  'server-not-picture': {},
  'server-forgot': {},
  'server-removed': {},
  'server-lacks': { names },
  'never-arrived': {},
  'interrupted-on-server': {},
  'node-failed': { node: name },
  'workflow-refused': {},
  'workflow-gone': {},
  'workflow-incomplete': { roles: names },
} as const satisfies Readonly<Record<string, Readonly<Record<string, z.ZodType>>>>;

type Table = typeof REASON_PARAMS;
export type Reason = keyof Table;
export const REASONS = Object.keys(REASON_PARAMS) as [Reason, ...Reason[]];
export const Reason = z.enum(REASONS);

export type ParamsOf<R extends Reason> = { readonly [P in keyof Table[R]]: z.output<Table[R][P]> };

/** One reason with its parameters. */
export type ExplanationOf<R extends Reason> = keyof Table[R] extends never
  ? { readonly reason: R; readonly params?: undefined }
  : { readonly reason: R; readonly params: ParamsOf<R> };
/** Any reason with its parameters. */
export type Explanation = { [R in Reason]: ExplanationOf<R> }[Reason];

/** Parameters of any reason, as stored and passed between processes. */
export const Params = z.record(z.string(), z.union([z.number(), z.string(), z.array(z.string()), z.null()]));
export type Params = z.infer<typeof Params>;

/** No reason is given. */
export interface Unexplained {
  readonly reason?: undefined;
  readonly params?: undefined;
}

interface MaybeExplained {
  readonly reason?: Reason | undefined;
  readonly params?: Params | undefined;
}

/** Whether `params` are valid for `reason`. */
function hasItsParams<T extends MaybeExplained>(value: T): value is T & (Explanation | Unexplained) {
  const { reason, params = {} } = value;
  if (reason === undefined) return Object.keys(params).length === 0;
  return z.strictObject(REASON_PARAMS[reason]).safeParse(params).success;
}

/** A schema whose `params` must be those of its `reason`. */
export function withItsParams<S extends z.ZodType<MaybeExplained>>(schema: S) {
  return schema.transform((value, ctx) => {
    if (hasItsParams(value)) return value;
    ctx.addIssue({ code: 'custom', path: ['params'] });
    return z.NEVER;
  });
}
