import type { trash as English } from '../en/trash.ts';
import { common } from './common.ts';

const { pictures } = common;

export const trash: typeof English = {
  restore: 'Wiederherstellen',
  restoreAll: 'Alle wiederherstellen',
  deletePermanently: 'Endgültig löschen',
  deletePermanentlyHint:
    'Die Dateien kommen in den Systempapierkorb. Reseed kann sie nicht wiederherstellen, behält aber ihren Verlauf.',
  emptyTrash: 'Papierkorb leeren',
  empty: 'Der Papierkorb ist leer.',
  intro: 'Bilder bleiben im Papierkorb, bis sie wiederhergestellt oder endgültig gelöscht werden.',
  contains: (count, size) => (size === null ? `${pictures(count)}.` : `${pictures(count)}, ${size}.`),
  historyStays: 'Der Verlauf bleibt nach dem endgültigen Löschen erhalten.',
};
