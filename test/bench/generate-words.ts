/* Vocabulary of generated libraries: common editing words first. Words are drawn by Zipf's law, as in real
   text, so the head of a list is in a tenth of all prompts and its tail in one of tens of thousands. */

const list = (text: string): readonly string[] => text.trim().split(/\s*,\s*/);

const STYLES =
  list(`watercolor, oil painting, pencil sketch, black and white, vintage film, sepia, cinematic, pastel,
  charcoal, pixel art, comic book, neon, poster, low poly, ink wash, double exposure, stained glass, linocut, mosaic, gouache,
  cross stitch, woodcut, ukiyo-e, art deco, bauhaus, impressionist, pointillist, risograph, daguerreotype, cyanotype, fresco,
  tintype, scrimshaw, cloisonné, marquetry, sgraffito, anamorphic, chiaroscuro`);
const SUBJECTS =
  list(`cat, dog, woman, man, child, house, street, mountain, forest, river, car, boat, bicycle, flower, tree,
  bird, horse, market, kitchen, window, bridge, harbour, castle, garden, train, robot, astronaut, lighthouse, waterfall, owl,
  fox, violin, teapot, windmill, typewriter, submarine, zeppelin, kingfisher, hummingbird, pangolin, axolotl, narwhal,
  harpsichord, sextant, astrolabe, theremin, penny-farthing, gramophone, orrery, samovar, hurdy-gurdy, quokka, tardigrade,
  capybara, cassowary, nudibranch, thylacine, okapi, saiga, dugong`);
const PLACES =
  list(`at night, in the rain, in the snow, by the sea, at sunset, in autumn, in the city, on a hill,
  under water, in the desert, in a library, at dawn, in Paris, in Tokyo, in Zürich, in Venice, on the moon, in Reykjavík,
  in Marrakesh, in Valparaíso, in Samarkand, in Ljubljana, in Zanzibar, in Ulaanbaatar, in Antananarivo, in Ouagadougou`);
const LIGHTS =
  list(`soft light, golden hour, dramatic shadows, warm colors, high contrast, muted tones, backlit, foggy,
  studio lighting, candlelight, moonlight, overcast, harsh flash, northern lights, bioluminescent glow, crepuscular rays`);
const VERBS =
  list(`make it, turn it into, repaint as, show the, add a, replace the sky behind the, remove the background of the,
  keep the face of the, zoom out from the, restore the old photograph of a, colorize the, blur everything except the`);
const DETAILS =
  list(`highly detailed, sharp focus, 35mm, 85mm lens, shallow depth of field, film grain, wide angle, macro,
  tilt shift, long exposure, bokeh, symmetrical, minimal, hand drawn, glossy, matte, tiny people, birds in the distance,
  reflections in puddles, dust in the air, cracked varnish, torn edges, handwritten caption`);
const GERMAN =
  list(`als Aquarell, in Schwarzweiß, bei Nacht, mit Schnee, das Gesicht bleibt gleich, weicheres Licht, wärmere Farben,
  wie ein altes Foto, Hintergrund entfernen, ein Regenbogen über dem Haus, größerer Himmel, Straßenlaternen im Nebel`);
const RUSSIAN = list(
  `акварель, чёрно-белое фото, зимний лес, ночной город, мягкий свет, старинная открытка, портрет кошки`,
);
const CHINESE =
  list(`水彩画风格, 黑白照片, 夜晚的城市, 下雪的山, 一只猫, 古老的桥, 柔和的光线, 电影感, 水墨山水, 霓虹灯下的街道,
  把背景换成大海, 宇航员, 琵琶, 敦煌壁画`);
const JAPANESE =
  list(`水彩画にする, 白黒写真, 夜の東京, 雪の山, 黒い猫を白くする, 古い橋, 柔らかい光, 浮世絵風, 桜の下で, ネオンの街,
  背景を海に変える, カワセミ, 狛犬`);

const CAMERAS = list(
  `IMG, DSC, DSCF, P, PXL, photo, scan, Screenshot, holiday, wedding, portrait, product, 写真, Urlaub`,
);
const EXTENSIONS = list('jpg, jpg, jpg, png, webp');

/** Numbers from 0 up to 1 derived from `seed` (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Draws a word of a list by Zipf's law: the first is the most common. */
function draw(words: readonly string[], next: () => number): string {
  return words[Math.floor(words.length ** next()) - 1] ?? (words[0] as string);
}

/** A prompt, 3 to 25 words long; one of ten is not in English. */
export function promptOf(next: () => number): string {
  const language = next();
  if (language < 0.03) return `${draw(CHINESE, next)}，${draw(CHINESE, next)}`;
  if (language < 0.06) return `${draw(JAPANESE, next)}、${draw(JAPANESE, next)}`;
  if (language < 0.09) return `${draw(GERMAN, next)}, ${draw(GERMAN, next)}`;
  if (language < 0.1) return `${draw(RUSSIAN, next)}, ${draw(RUSSIAN, next)}`;
  const parts = [`${draw(VERBS, next)} ${draw(SUBJECTS, next)} ${draw(PLACES, next)}`];
  if (next() < 0.7) parts.push(draw(STYLES, next));
  if (next() < 0.6) parts.push(draw(LIGHTS, next));
  for (let count = Math.floor(next() * 4); count > 0; count -= 1) parts.push(draw(DETAILS, next));
  return parts.join(', ');
}

/** The file name of a picture from a camera or folder. `n` makes it unique. */
export function fileNameOf(n: number, next: () => number): string {
  return `${draw(CAMERAS, next)}_${String(n).padStart(4, '0')}.${draw(EXTENSIONS, next)}`;
}

export const TAG_NAMES =
  list(`family, holiday, shop, work, portrait, landscape, product, draft, to print, published, black and white,
  animals, architecture, food, Zürich, 2024, 2025, client A, client B, 猫, Urlaub, best of, wallpaper, avatar, experiments, studio,
  street, night, macro, archive`);
export const COLLECTION_NAMES =
  list(`Album of the year, Cover candidates, Website, Grandma's 80th, Exhibition, Calendar,
  Before and after, 写真集, Rejected, Sent to print`);
