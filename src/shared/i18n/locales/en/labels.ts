import { common } from './common.ts';
import { counted, number } from './grammar.ts';

const { pictures } = common;
export const stars = (rating: number) => counted(rating, { one: '1 star', other: `${number(rating)} stars` });

export const labels = {
  stars,
  rate: (rating: number) => (rating === 0 ? 'No rating' : stars(rating)),
  rating: 'Rating',
  favorite: 'Favorite',
  notFavorite: 'Not a favorite',
  newCollection: 'New collection',
  collectionName: 'Collection name',
  noCollections: 'Collections group pictures without copying them. Drag pictures here, or choose +.',
  collectHere: 'Drop to create a collection',
  collectionMenu: (name: string) => `More actions for “${name}”`,
  addTo: 'Add to collection',
  findCollection: 'Search or create a collection',
  createNamed: (name: string) => `New collection “${name}”`,
  removeFrom: 'Remove from collection',
  tags: 'Tags',
  editTags: 'Edit tags',
  manageTags: 'Manage tags',
  findTag: 'Find a tag',
  addTag: 'Add a tag',
  addTagHint: 'Type a tag, then press Enter',
  newTag: (name: string) => `New tag “${name}”`,
  removeTag: (name: string) => `Remove “${name}”`,
  tagOnSome: (some: number, all: number) => `on ${number(some)} of ${number(all)}`,
  addTagToAll: (name: string) => `Add “${name}” to all`,
  tagsOfMany: (count: number) => `Tags are added to all ${pictures(count)}. Type -tag to remove one.`,
  noSuchTag: 'No matching tags.',
  tagName: 'Tag name',
  renameTag: (name: string) => `Rename “${name}”`,
  deleteTag: (name: string) => `Delete “${name}”`,
  mergeHint: 'Renaming to an existing tag merges the two.',
  andMore: (count: number) => `${number(count)} more`,
};
