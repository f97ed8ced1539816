import type { labels as English } from '../en/labels.ts';
import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const { pictures } = common;
export const stars = (rating: number) =>
  counted(rating, { one: '1 Stern', other: `${number(rating)} Sterne` });

export const labels: typeof English = {
  stars,
  rate: (rating) => (rating === 0 ? 'Keine Bewertung' : stars(rating)),
  rating: 'Bewertung',
  favorite: 'Favorit',
  notFavorite: 'Kein Favorit',
  newCollection: 'Neue Sammlung',
  collectionName: 'Name der Sammlung',
  noCollections: 'Sammlungen gruppieren Bilder, ohne sie zu kopieren. Bilder hierher ziehen oder + wählen.',
  collectHere: 'Loslassen, um eine Sammlung anzulegen',
  collectionMenu: (name) => `Weitere Aktionen für „${name}“`,
  addTo: 'Zu Sammlung hinzufügen',
  findCollection: 'Sammlung suchen oder anlegen',
  createNamed: (name) => `Neue Sammlung „${name}“`,
  removeFrom: 'Aus Sammlung entfernen',
  tags: 'Schlagwörter',
  editTags: 'Schlagwörter bearbeiten',
  manageTags: 'Schlagwörter verwalten',
  findTag: 'Schlagwort suchen',
  addTag: 'Schlagwort hinzufügen',
  addTagHint: 'Schlagwort eingeben, dann Eingabetaste',
  newTag: (name) => `Neues Schlagwort „${name}“`,
  removeTag: (name) => `„${name}“ entfernen`,
  tagOnSome: (some, all) => `bei ${number(some)} von ${number(all)}`,
  addTagToAll: (name) => `„${name}“ zu allen hinzufügen`,
  tagsOfMany: (count) => `Schlagwörter werden zu allen ${pictures(count)} hinzugefügt. -Wort entfernt eines.`,
  noSuchTag: 'Keine passenden Schlagwörter.',
  tagName: 'Name des Schlagworts',
  renameTag: (name) => `„${name}“ umbenennen`,
  deleteTag: (name) => `„${name}“ löschen`,
  mergeHint: 'Ein bereits vorhandener Name führt beide Schlagwörter zusammen.',
  andMore: (count) => `${number(count)} weitere`,
};
