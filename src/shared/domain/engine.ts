import { z } from 'zod';
import { LocalText } from './local-text.ts';
import { Capabilities, EngineId } from './model.ts';

/** A setting of an engine that the user enters once, such as its address. */
export const EngineOption = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  /** `workflow`: the hash of a file that the user chose. */
  kind: z.enum(['address', 'text', 'workflow']),
  label: LocalText,
  help: LocalText.optional(),
  default: z.string().max(2_000),
});
export type EngineOption = Readonly<z.infer<typeof EngineOption>>;

/** What an engine is and can do, as data: the file `engine.json` of its folder. */
export const EngineInfo = z.strictObject({
  id: EngineId,
  /** "Practice" */
  name: LocalText,
  /** "built-in filters, not FLUX" */
  about: LocalText,
  /** What the user should know before setting it up, such as a license. */
  notice: LocalText.optional(),
  /** Each run may cost money: it needs the user's consent, and counts toward the daily cap. */
  paid: z.boolean(),
  /** Free of side effects: an interrupted run is simply repeated. */
  repeatable: z.boolean(),
  /** Its runs stay `queued` while this machine is offline. */
  needsNetwork: z.boolean(),
  /** Whether it needs a key: its runs are refused without a required one. */
  key: z.enum(['none', 'optional', 'required']),
  options: z.array(EngineOption).max(20),
  /** Of all its models, unless one says otherwise. */
  capabilities: Capabilities,
});
export type EngineInfo = Readonly<z.infer<typeof EngineInfo>>;

/** Values of an engine's options, by key. */
export const EngineOptions = z.record(z.string().max(40), z.string().max(2_000));
export type EngineOptions = Readonly<z.infer<typeof EngineOptions>>;
