import type { changes as English } from '../en/changes.ts';
import { common } from './common.ts';
import { counted, number } from './grammar.ts';
import { stars } from './labels.ts';
import { watch } from './watch.ts';

const { pictures } = common;
/** „3 Bildern“: nach „bei“ und „mit“. */
const toPictures = (count: number) => counted(count, { one: '1 Bild', other: `${number(count)} Bildern` });

export const changes: typeof English = {
  did: {
    rate: (count, rating) =>
      rating === 0
        ? `Bewertung von ${toPictures(count)} entfernt`
        : `${pictures(count)} bewertet: ${stars(rating)}`,
    addFavorite: (count) =>
      counted(count, {
        one: '1 Bild zu Favoriten hinzugefügt',
        other: `${number(count)} Bilder zu Favoriten hinzugefügt`,
      }),
    removeFavorite: (count) =>
      counted(count, {
        one: '1 Bild aus Favoriten entfernt',
        other: `${number(count)} Bilder aus Favoriten entfernt`,
      }),
    addTags: (count, tags) => `${tags} zu ${toPictures(count)} hinzugefügt`,
    removeTags: (count, tags) => `${tags} von ${toPictures(count)} entfernt`,
    remove: (count) => `${pictures(count)} in den Papierkorb verschoben`,
    removeOne: (name) => `${name} in den Papierkorb verschoben`,
    restore: (count) => `${pictures(count)} wiederhergestellt`,
    purge: (count, size) => `${pictures(count)} endgültig gelöscht (${size})`,
    rename: (name) => `Umbenannt in ${name}`,
    renameTag: (name) => `Schlagwort in „${name}“ umbenannt`,
    mergeTags: (name) => `Mit „${name}“ zusammengeführt`,
    deleteTag: (name) => `Schlagwort „${name}“ gelöscht`,
    createCollection: (name, count) =>
      count === 0 ? `Sammlung „${name}“ angelegt` : `Sammlung „${name}“ mit ${toPictures(count)} angelegt`,
    renameCollection: (name) => `Sammlung in „${name}“ umbenannt`,
    deleteCollection: (name) => `Sammlung „${name}“ gelöscht. Ihre Bilder bleiben in der Bibliothek.`,
    collect: (count, name) => `${pictures(count)} zu „${name}“ hinzugefügt`,
    collectNone: (name) => `Bereits in „${name}“`,
    uncollect: (count, name) => `${pictures(count)} aus „${name}“ entfernt`,
    saveSearch: (name) => `Suche „${name}“ gespeichert`,
    renameSearch: (name) => `Suche in „${name}“ umbenannt`,
    changeSearch: (name) => `Suche „${name}“ aktualisiert`,
    deleteSearch: (name) => `Suche „${name}“ gelöscht`,
    note: (there) => (there ? 'Notiz gespeichert' : 'Notiz entfernt'),
    nameBranch: (name) => (name === null ? 'Namen des Zweigs entfernt' : `Zweig „${name}“ benannt`),
    snapshot: (name) => `Schnappschuss „${name}“ erstellt`,
    renameSnapshot: (name) => `Schnappschuss in „${name}“ umbenannt`,
    deleteSnapshot: 'Schnappschuss gelöscht. Sein Bild bleibt in der Bibliothek.',
    cancelWaiting: (count) =>
      counted(count, {
        one: '1 wartende Bearbeitung abgebrochen',
        other: `${number(count)} wartende Bearbeitungen abgebrochen`,
      }),
  },
  actions: {
    rate: (count) => `${pictures(count)} bewerten`,
    favourite: (count) => `Favorit für ${pictures(count)} ändern`,
    'add-tags': (count) => `Schlagwörter zu ${toPictures(count)} hinzufügen`,
    'remove-tags': (count) => `Schlagwörter von ${toPictures(count)} entfernen`,
    remove: (count) => `${pictures(count)} in den Papierkorb verschieben`,
    restore: (count) => `${pictures(count)} wiederherstellen`,
    rename: () => 'Bild umbenennen',
    'rename-tag': () => 'Schlagwort umbenennen',
    'merge-tags': () => 'Schlagwörter zusammenführen',
    'delete-tag': () => 'Schlagwort löschen',
    'create-collection': () => 'Sammlung anlegen',
    'rename-collection': () => 'Sammlung umbenennen',
    'delete-collection': () => 'Sammlung löschen',
    collect: (count) => `${pictures(count)} zu Sammlung hinzufügen`,
    uncollect: (count) => `${pictures(count)} aus Sammlung entfernen`,
    'save-search': () => 'Suche speichern',
    'change-search': () => 'Gespeicherte Suche ändern',
    'delete-search': () => 'Gespeicherte Suche löschen',
    'save-preset': () => 'Vorlage speichern',
    'import-presets': () => 'Vorlagen importieren',
    'change-preset': () => 'Vorlage ändern',
    'delete-preset': () => 'Vorlage löschen',
    'forget-prompt': () => 'Prompt entfernen',
    note: () => 'Notiz ändern',
    'name-branch': () => 'Zweig benennen',
    snapshot: () => 'Schnappschuss erstellen',
    'rename-snapshot': () => 'Schnappschuss umbenennen',
    'delete-snapshot': () => 'Schnappschuss löschen',
    merge: () => 'Zusammenführen',
    'put-back': (count) => `${pictures(count)} einsetzen`,
    'match-colors': (count) => `Farben von ${toPictures(count)} angleichen`,
    watch: () => watch.actions.watch,
    'stop-watching': () => watch.actions.stop,
    'schedule-watches': () => watch.actions.schedule,
    'cancel-waiting': (count) =>
      counted(count, {
        one: '1 wartende Bearbeitung abbrechen',
        other: `${number(count)} wartende Bearbeitungen abbrechen`,
      }),
  },
  undone: (what) => `Rückgängig: ${what}`,
  redone: (what) => `Wiederholt: ${what}`,
  nothingToUndo: 'Nichts rückgängig zu machen',
  nothingToRedo: 'Nichts zu wiederholen',
};
