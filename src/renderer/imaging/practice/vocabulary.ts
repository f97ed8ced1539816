export const FILTER_NAMES = [
  'watercolor',
  'oil',
  'sketch',
  'comic',
  'sepia',
  'black-and-white',
  'vintage',
  'blur',
  'sharpen',
  'warmer',
  'cooler',
  'brighter',
  'darker',
  'pixelate',
  'posterize',
  'night',
  'snow',
  'sunset',
  'neon',
  'grade',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

/**
 * Words of each filter, English and German, without accents and umlaut dots. `*` ends a stem. Several words
 * form a phrase. General words (painting, drawing) are in `GENERAL_WORDS`.
 */
export const WORDS: Readonly<Partial<Record<FilterName, string>>> = {
  watercolor:
    'watercolor*, watercolour*, water color*, water colour*, aquarell*, wasserfarb*, gouache, aquarelle',
  oil: 'oil, oils, oil paint*, oil on canvas, impasto, impressionis*, brush stroke*, brushstroke*, van gogh, monet, ol, oel, olgemal*, oelgemael*, olbild*, oelbild*, olfarb*, oelfarb*, olmalerei, oelmalerei, pinselstrich*',
  sketch:
    'sketch*, pencil*, graphite, charcoal, crosshatch*, cross hatch*, hatch*, line art, skizz*, bleistift*, kohlezeichnung*, schraffur*, schraffier*, geskizzt, graphit',
  comic:
    'comic*, cartoon*, manga, anime, pop art, popart, halftone*, graphic novel, zeichentrick*, sprechblase*',
  sepia: 'sepia*, brown tone*, brown toned, braunton*, brauntoen*, ambrotype, daguerreotyp*',
  'black-and-white':
    'black and white, black white, b w, b and w, bw, bnw, monochrom*, grayscale, greyscale, gray scale, grey scale, noir, desaturat*, colorless, colourless, schwarz weiss*, schwarzweiss*, schwarz und weiss*, sw, graustufe*, entsattig*, entsaettig*, farblos*, einfarbig*, without color*, without colour*, ohne farbe*',
  vintage:
    'vintage, retro, nostalgi*, old photo*, old film, analog*, film look, filmlook, polaroid*, light leak*, lomo*, faded, seventies, 70s, 1970s, sixties, 60s, altes foto, alte foto*, altmodisch*, antik, verblichen*, verblasst*, siebziger*',
  blur: 'blur*, soft focus, out of focus, defocus*, bokeh, softer, soften*, unscharf*, unschaerf*, weichzeichn*, weichgezeichn*, verwisch*, verschwomm*, verschwimm*, weicher',
  sharpen:
    'sharp*, crisp*, unblur, deblur*, clarity, more detail*, mehr detail*, scharf*, schaerf*, gescharft*, geschaerft*, nachscharf*, nachschaerf*, knackig*',
  warmer: 'warm*, cozy, cosy, waerm*, erwarm*, gemutlich*, gemuetlich*',
  cooler:
    'cool, cooler, cooling, cooled, cold*, chill*, frost*, icy, bluish, bluer, kuhl*, kuehl*, kalt*, kaelt*, eisig*, frostig*, blaulich*, blaeulich*',
  brighter:
    'bright*, lighter, lighten*, light, overexpos*, high key, hell, helle*, heller*, aufhell*, aufgehell*, erhell*, uberbelicht*, ueberbelicht*',
  darker:
    'dark*, dim, dimmer, dimmed, moody, underexpos*, low key, gloomy, dunkel*, dunkl*, abdunk*, abgedunk*, verdunk*, duster*, duester*, finster*, unterbelicht*',
  pixelate:
    'pixel*, mosaic*, 8 bit, 8bit, 16 bit, 16bit, blocky, minecraft, verpixel*, gepixel*, mosaik*, klotzchen*, kloetzchen*',
  posterize:
    'posteri*, poster, screenprint*, screen print*, silkscreen*, plakat*, tontrenn*, tonwerttrenn*, siebdruck*',
  night:
    'night*, midnight, moonlight*, moonlit, nocturnal, nacht, nachts, nachtlich*, naechtlich*, nachtszene, nachtaufnahme, mitternacht*, mondlicht*, mondschein*',
  snow: 'snow*, blizzard, winter*, schnee*, schneit, schneien*, verschneit*, eingeschneit',
  sunset:
    'sunset*, sundown, dusk, golden hour, sunrise, dawn, sonnenuntergang*, sonnenaufgang*, abendrot*, abendsonne, abendlicht, goldene stunde, dammerung, daemmerung',
  neon: 'neon*, cyberpunk*, synthwave, vaporwave, glowing edge*, leuchtreklame, neonlicht*',
};

/** Words that select a filter only if the prompt has no more specific word for painting or drawing. */
export const GENERAL_WORDS: Readonly<Partial<Record<FilterName, string>>> = {
  oil: 'paint*, gemalt*, gemalde*, gemaelde*, malerei, canvas, leinwand',
  sketch: 'draw*, drawn, zeichn*, gezeichn*',
};

export const STYLES: readonly FilterName[] = [
  'watercolor',
  'oil',
  'sketch',
  'comic',
  'pixelate',
  'posterize',
  'neon',
];

/** Filters for "less …". */
export const OPPOSITES: Readonly<Partial<Record<FilterName, FilterName>>> = {
  warmer: 'cooler',
  cooler: 'warmer',
  brighter: 'darker',
  darker: 'brighter',
  blur: 'sharpen',
  sharpen: 'blur',
};

export const LESS_WORDS: readonly string[] = ['less', 'weniger'];
export const NOT_WORDS: readonly string[] = [
  ...['no', 'not', 'without', 'never', 'dont', 'nicht', 'ohne', 'kein', 'keine', 'keinen', 'nie'],
];
