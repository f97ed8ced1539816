import { assertNever } from '../assert-never.ts';
import type { StartNotice } from '../domain/start-notice.ts';
import { t } from './index.ts';

/** Returns a start notice as a sentence. */
export function startNoticeText(notice: StartNotice): string {
  const words = t.errors.notices;
  switch (notice.kind) {
    case 'settings-damaged':
      return words.settings(notice.copy);
    case 'cap-lost':
      return words.capLost;
    case 'pause-lost':
      return words.pauseLost;
    case 'key-damaged':
      return words.key;
    case 'variable-unusable':
      return words.variable(notice.name);
    case 'api-base-unsafe':
      return words.apiBase;
    default:
      return assertNever(notice);
  }
}
