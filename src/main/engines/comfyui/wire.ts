import { z } from 'zod';

/* Schemas of ComfyUI's answers. Unknown fields are ignored. A field of an unexpected type counts as missing where
   the rest is still useful. */

const maybe = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const Id = z.string().min(1).max(200);

/** GET /system_stats. */
export const SystemStats = z.looseObject({
  system: z.looseObject({ comfyui_version: maybe(z.string().max(100)) }),
  devices: maybe(
    z
      .array(
        z.looseObject({
          name: maybe(z.string().max(200)),
        }),
      )
      .max(64),
  ),
});

/** GET /object_info/{class}: the inputs of a node. A list is its choices; newer versions put them under `options`. */
const InputSpec = z.tuple([z.union([z.string(), z.array(z.unknown())])], z.unknown());
const InputSpecs = z
  .record(z.string(), InputSpec.catch(['*']))
  .optional()
  .catch(undefined);
export const ObjectInfo = z.record(
  z.string(),
  z.looseObject({ input: z.looseObject({ required: InputSpecs, optional: InputSpecs }) }),
);

/** POST /upload/image. */
export const Uploaded = z.looseObject({
  name: z
    .string()
    .min(1)
    .max(300)
    .regex(/^[^/\\\p{C}]+$/u),
  subfolder: z
    .string()
    .max(300)
    .regex(/^[^\\\p{C}]*$/u)
    .catch(''),
});

/** POST /prompt with 200. */
export const Queued = z.looseObject({ prompt_id: Id, number: maybe(z.number()) });

const NodeProblem = z.looseObject({ message: maybe(z.string()), details: maybe(z.string()) });
/** POST /prompt with 400. Older versions send `error` as a text. */
export const Refused = z.looseObject({
  error: maybe(
    z.union([
      z.string(),
      z.looseObject({ type: maybe(z.string()), message: maybe(z.string()), details: maybe(z.string()) }),
    ]),
  ),
  node_errors: maybe(
    z.record(
      z.string(),
      z.looseObject({ class_type: maybe(z.string()), errors: maybe(z.array(NodeProblem).max(500)) }),
    ),
  ),
});

/** An item of the queue: number, id, nodes, extra data, output nodes. Only the parts that identify it are read. */
export const QueueItem = z.tuple([z.number(), Id, z.unknown(), z.unknown()], z.unknown());
export type QueueItem = z.infer<typeof QueueItem>;
const Items = z.array(z.unknown()).transform((items) =>
  items.flatMap((item) => {
    const parsed = QueueItem.safeParse(item);
    return parsed.success ? [parsed.data] : [];
  }),
);

/** GET /queue. */
export const Queue = z.looseObject({ queue_running: Items, queue_pending: Items });
export type Queue = z.infer<typeof Queue>;

/** A file of a result. Names that lead elsewhere are refused. */
export const OutputFile = z.looseObject({
  filename: z
    .string()
    .min(1)
    .max(300)
    .regex(/^[^/\\\p{C}]+$/u)
    .refine((name) => name !== '.' && name !== '..'),
  subfolder: z
    .string()
    .max(300)
    .regex(/^(?!\/)[^\\\p{C}]*$/u)
    .refine((path) => !path.split('/').includes('..'))
    .catch(''),
  type: z.enum(['output', 'temp', 'input']).catch('output'),
});
export type OutputFile = z.infer<typeof OutputFile>;

/** One prompt in GET /history. */
export const HistoryEntry = z.looseObject({
  prompt: QueueItem.optional().catch(undefined),
  outputs: z.record(z.string(), z.looseObject({ images: maybe(z.array(z.unknown()).max(1_000)) })).catch({}),
  status: maybe(
    z.looseObject({
      status_str: maybe(z.string()),
      completed: maybe(z.boolean()),
      messages: maybe(z.array(z.tuple([z.string(), z.unknown()], z.unknown()).catch(['', null])).max(10_000)),
    }),
  ),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;
/** GET /history/{id}: empty until the prompt has ended. */
export const History = z.record(z.string(), z.unknown());

/** `execution_error`, in the history or over the WebSocket. */
export const ExecutionError = z.looseObject({
  node_id: maybe(z.string().max(100)),
  node_type: maybe(z.string().max(200)),
  exception_message: maybe(z.string()),
  exception_type: maybe(z.string().max(200)),
});
export type ExecutionError = z.infer<typeof ExecutionError>;

/** A text message of the WebSocket. */
export const SocketMessage = z.looseObject({ type: z.string().max(100), data: z.looseObject({}).catch({}) });
export const Progress = z.looseObject({ value: z.number().nonnegative(), max: z.number().positive() });
