import type { EngineId } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';

/** The name of an engine: "Practice". */
export function engineName(engine: EngineId): string {
  return t.common.engines[engine].name;
}

/** Name of an engine with its description, for a choice: "Practice (built-in filters, not FLUX)". */
export function engineLabel(engine: EngineId): string {
  const { name, what } = t.common.engines[engine];
  return t.common.engine(name, what);
}
