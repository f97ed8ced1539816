import type { EngineInfo } from './engine.ts';
import type { Language } from './language.ts';
import { type LocalText, textIn } from './local-text.ts';
import type { Capabilities, EngineId, Model, ModelId } from './model.ts';

/* The engines and models of this process. Main builds the catalog from its table of engines and the user's
   model files; a page gets it from main before it is rendered, and again when it changed. */

export interface EngineCatalog {
  /** The first one is preselected. */
  readonly engines: readonly EngineInfo[];
  /** The first one of an engine is its default. */
  readonly models: readonly Model[];
}

let catalog: EngineCatalog = { engines: [], models: [] };

export function setEngineCatalog(next: EngineCatalog): void {
  catalog = next;
}

export function engineCatalog(): EngineCatalog {
  return catalog;
}

/** The built-in filters, which the page labels so that their results aren't taken for FLUX. */
export const PRACTICE: EngineId = 'practice';

/** Returns null for an engine that this build doesn't have. */
export function engineInfo(id: EngineId): EngineInfo | null {
  return catalog.engines.find((engine) => engine.id === id) ?? null;
}

/** Whether a run of it may cost money. An engine that is gone may have. */
export function isPaid(engine: EngineId): boolean {
  return engineInfo(engine)?.paid ?? true;
}

/**
 * Whether its runs are sent somewhere and can't simply be repeated. Those of an engine that is gone can't.
 */
export function isService(engine: EngineId): boolean {
  return !(engineInfo(engine)?.repeatable ?? false);
}

/** Whether its runs are refused without a key. */
export function needsKey(engine: EngineId): boolean {
  return engineInfo(engine)?.key === 'required';
}

/** Whether its runs wait while this machine is offline. Those of an engine that is gone do. */
export function needsNetwork(engine: EngineId): boolean {
  return engineInfo(engine)?.needsNetwork ?? true;
}

/** The engines whose runs may cost money. */
export function paidEngines(): readonly EngineId[] {
  return catalog.engines.filter(({ paid }) => paid).map(({ id }) => id);
}

/** The engine itself, or the first one if this build doesn't have it. */
export function availableEngine(id: EngineId): EngineId {
  return engineInfo(id)?.id ?? catalog.engines[0]?.id ?? id;
}

/** The models that an engine offers for new edits. */
export function modelsOf(engine: EngineId): readonly Model[] {
  return catalog.models.filter((model) => model.engine === engine && !model.isReplaced);
}

/** Returns null for a model that the engine doesn't offer. */
export function offeredModel(engine: EngineId, id: ModelId): Model | null {
  return modelsOf(engine).find((model) => model.id === id) ?? null;
}

/** Returns null for a model that the engine doesn't have, or doesn't have anymore. A replaced one is found. */
export function findModel(engine: EngineId, id: ModelId): Model | null {
  return catalog.models.find((model) => model.engine === engine && model.id === id) ?? null;
}

/** Returns the default model of an engine of this build. */
export function modelOf(engine: EngineId): Model {
  const [model] = modelsOf(engine);
  if (!model) throw new Error(`no model of ${engine}`);
  return model;
}

/** The chosen model, or the default of its engine if it is gone or replaced. */
export function chosenModel({
  engine,
  model,
}: {
  readonly engine: EngineId;
  readonly model: ModelId;
}): Model {
  return offeredModel(engine, model) ?? modelOf(engine);
}

/** What a run of this model can be asked for. A model without a field for a kind of picture takes none of it. */
export function capabilitiesOf(model: Model): Capabilities {
  const info = engineInfo(model.engine);
  if (!info) throw new Error(`no engine ${model.engine}`);
  const declared = { ...info.capabilities, ...model.capabilities };
  const { mask, reference } = model.pictures;
  return {
    ...declared,
    mask: declared.mask && mask !== undefined,
    references: reference === undefined ? 0 : declared.references,
  };
}

/** Returns an engine's name, or its id if this build doesn't have it. */
export function engineNameIn(language: Language, id: EngineId): string {
  return nameIn(language, engineInfo(id)?.name, id);
}

/** Returns a model's name, or its id if no engine has it. */
export function modelNameIn(language: Language, id: ModelId): string {
  return nameIn(language, catalog.models.find((model) => model.id === id)?.name, id);
}

function nameIn(language: Language, name: LocalText | undefined, id: string): string {
  return name === undefined ? id : textIn(language, name);
}
