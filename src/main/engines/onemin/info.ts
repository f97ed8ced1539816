import { EngineInfo } from '@shared/domain/engine.ts';
import json from './engine.json' with { type: 'json' };

export const info = EngineInfo.parse(json);
