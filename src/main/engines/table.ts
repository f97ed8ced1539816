import type { EngineId } from '@shared/domain/model.ts';
import { comfyui } from './comfyui/index.ts';
import type { EngineModule } from './module.ts';
import { onemin } from './onemin/index.ts';
import { openaiImages } from './openai-images/index.ts';
import { practice } from './practice/index.ts';

/** Every engine of this build, in the order of the page's choice. The README says how to write one. */
export const ENGINES: readonly EngineModule[] = [practice, onemin, comfyui, openaiImages];

/** The variable `RESEED_ENGINE` is checked against it. */
export function hasEngine(id: EngineId, engines: readonly EngineModule[] = ENGINES): boolean {
  return engines.some(({ info }) => info.id === id);
}
