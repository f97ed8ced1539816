import type { references as English } from '../en/references.ts';
import { counted, number } from './grammar.ts';

const pictures = (count: number) =>
  counted(count, { one: '1 Referenzbild', other: `${number(count)} Referenzbilder` });

export const references: typeof English = {
  label: 'Referenzbilder',
  limit: (max) => `bis zu ${number(max)}`,
  help: 'Das Modell sieht sie neben dem Bild, das bearbeitet wird: ein Produkt, ein Gesicht, einen Stil. Der Prompt sagt, was aus welchem Bild kommt.',
  teach: (keys) =>
    keys
      ? `Bilder aus der Bibliothek hierher ziehen oder auf einem ${keys} drücken. Der Prompt sagt, was daraus kommt.`
      : 'Bilder aus der Bibliothek hierher ziehen oder im Menü eines Bilds „Als Referenz hinzufügen“ wählen. Der Prompt sagt, was daraus kommt.',
  drop: 'Loslassen, um als Referenz hinzuzufügen',
  place: (place, name) => `${number(place)}. ${name}`,
  earlier: (name) => `${name} nach oben`,
  later: (name) => `${name} nach unten`,
  remove: (name) => `${name} aus den Referenzbildern entfernen`,
  moved: (name, place, count) => `${name} ist jetzt Referenz ${number(place)} von ${number(count)}`,
  removed: (name, left) => `${name} entfernt. Noch ${pictures(left)}.`,
  gone: 'Nicht mehr in der Bibliothek',
  unnamed: 'Gelöschtes Bild',
  takesNone: (model) => `Das Modell „${model}“ nimmt keine Referenzbilder an.`,
  keptUnsent: (model, count) =>
    `Das Modell „${model}“ nimmt keine Referenzbilder an. ${counted(count, { one: 'Das hier wird nicht gesendet.', other: 'Die hier werden nicht gesendet.' })}`,
  onlyFirst: (model, max) =>
    `Das Modell „${model}“ nimmt höchstens ${pictures(max)} an. Nur ${max === 1 ? 'das erste wird' : `die ersten ${number(max)} werden`} gesendet.`,
  full: (model, max, added) =>
    `${added > 0 ? 'Nicht alle wurden hinzugefügt.' : 'Nichts wurde hinzugefügt.'} Das Modell „${model}“ nimmt höchstens ${pictures(max)} an.`,
  tooMany: 'Weniger Bilder auswählen, um sie als Referenz hinzuzufügen.',
  alreadyThere: (count) =>
    counted(count, {
      one: 'Dieses Bild ist schon eine Referenz.',
      other: 'Diese Bilder sind schon Referenzen.',
    }),
  sent: (place, name) => `Referenz ${number(place)}: ${name}`,
  sentAlt: (place) => `Referenz ${number(place)}, so wie sie gesendet wird`,
  sentCount: pictures,
  sentAfter: (picture, count) => `${picture}, dann ${pictures(count)}`,
  hash: (place) => `Referenz ${number(place)} (SHA-256)`,
  show: (name) => `${name} zeigen`,
};
