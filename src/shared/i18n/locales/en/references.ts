import { counted, number } from './grammar.ts';

const pictures = (count: number) =>
  counted(count, { one: '1 reference picture', other: `${number(count)} reference pictures` });

/** Pictures that are sent beside the one that is edited. */
export const references = {
  label: 'Reference pictures',
  limit: (max: number) => `up to ${number(max)}`,
  help: 'The model sees them beside the picture you edit: a product, a face, a style. Say in the prompt what to take from which one.',
  teach: (keys: string | undefined) =>
    keys
      ? `Drag pictures here from the library, or press ${keys} on one. Say in the prompt what to take from it.`
      : 'Drag pictures here from the library, or choose Add as reference in the menu of one. Say in the prompt what to take from it.',
  drop: 'Drop to add as reference',
  place: (place: number, name: string) => `${number(place)}. ${name}`,
  earlier: (name: string) => `Move ${name} up`,
  later: (name: string) => `Move ${name} down`,
  remove: (name: string) => `Remove ${name} from the reference pictures`,
  moved: (name: string, place: number, count: number) =>
    `${name} is now reference ${number(place)} of ${number(count)}`,
  removed: (name: string, left: number) => `${name} removed. ${pictures(left)} left.`,
  gone: 'No longer in the library',
  unnamed: 'Deleted picture',
  takesNone: (model: string) => `${model} can’t take reference pictures.`,
  keptUnsent: (model: string, count: number) =>
    `${model} can’t take reference pictures. ${counted(count, { one: 'The one here isn’t sent.', other: 'Those here aren’t sent.' })}`,
  onlyFirst: (model: string, max: number) =>
    `${model} can take up to ${pictures(max)}. Only the first ${max === 1 ? 'one is' : `${number(max)} are`} sent.`,
  full: (model: string, max: number, added: number) =>
    `${added > 0 ? 'Not all were added.' : 'Nothing was added.'} ${model} can take up to ${pictures(max)}.`,
  tooMany: 'Select fewer pictures to add them as references.',
  alreadyThere: (count: number) =>
    counted(count, {
      one: 'This picture is already a reference.',
      other: 'These pictures are already references.',
    }),
  sent: (place: number, name: string) => `Reference ${number(place)}: ${name}`,
  sentAlt: (place: number) => `Reference ${number(place)} as it will be sent`,
  sentCount: pictures,
  sentAfter: (picture: string, count: number) => `${picture}, then ${pictures(count)}`,
  hash: (place: number) => `Reference ${number(place)} (SHA-256)`,
  show: (name: string) => `Show ${name}`,
};
