import type { edit as English } from '../en/edit.ts';
import { counted, number } from './grammar.ts';

export const edit: typeof English = {
  title: 'Bearbeiten',
  choosePictureFirst: 'Zuerst ein Bild auswählen.',
  noPicture: 'Ein Bild auswählen, dann beschreiben, was sich ändern soll.',

  prompt: {
    label: 'Prompt',
    placeholder: 'mach ein Aquarell daraus',
    left: (count) => counted(count, { one: 'Noch 1 Zeichen', other: `Noch ${number(count)} Zeichen` }),
    over: (count) => counted(count, { one: '1 Zeichen zu lang', other: `${number(count)} Zeichen zu lang` }),
  },

  seed: {
    label: 'Seed',
    help: 'Wo der Zufall beginnt. Derselbe Seed mit denselben Worten und Einstellungen fragt wieder nach demselben Bild.',
    roll: 'Neuer Seed',
    keep: 'Seed behalten',
    isKept: 'Der Seed bleibt für die nächste Bearbeitung',
    keepThis: 'Diesen Seed für die nächste Bearbeitung behalten',
  },

  engine: {
    label: 'Engine',
    practice: 'Übung: eingebaute Filter, nicht FLUX',
    onemin: '1min.ai: FLUX.2 dev',
  },

  settings: {
    more: 'Weitere Einstellungen',
    changed: (count) => `${count} geändert`,
    reset: (label) => `${label} zurücksetzen`,
    resetAll: (count) => `Alle zurück (${count})`,
    wereReset: (count) =>
      counted(count, { one: '1 Einstellung zurückgesetzt', other: `${count} Einstellungen zurückgesetzt` }),
    on: 'Ein',
    off: 'Aus',
  },

  warnings: {
    noEffectOnPng: 'Bei PNG ohne Wirkung: Es ist verlustfrei.',
    notRepeatable: 'Nicht wiederholbar: Derselbe Seed kann ein anderes Bild ergeben.',
    strengthZero: 'Bei 0 kommt das Ausgangsbild unverändert zurück.',
    strengthZeroPaid: 'Bei 0 kommt das Ausgangsbild vielleicht unverändert zurück und kostet trotzdem.',
    noEffectAtZero: (strength) => `Ohne Wirkung, solange ${strength} 0 ist.`,
    sameShape: 'Das Ausgangsbild hat diese Form schon.',
    runNotRepeatable: (setting) => `Dieser Lauf ist nicht wiederholbar: „${setting}“ ist an.`,
    turnOff: 'Ausschalten',
  },

  paid: {
    noKey: 'Es gibt noch keinen API-Schlüssel. 1min.ai braucht den Schlüssel des Kontos dort.',
    usesCredits: 'Verbraucht Guthaben des 1min.ai-Kontos.',
    capReached: (cap) =>
      `Die heutige Grenze von ${cap} ${cap === 1 ? 'bezahltem Lauf' : 'bezahlten Läufen'} ist erreicht.`,
  },

  run: { run: 'Bearbeitung starten' },

  many: {
    sources: (name, others) =>
      counted(others, { one: `${name} und 1 weiteres`, other: `${name} und ${number(others)} weitere` }),
    run: (count) => `Für ${number(count)} Bilder starten`,
    each: (count) => `Dieselbe Bearbeitung für ${number(count)} Bilder, jede für sich.`,
    seeds: 'Seeds',
    seedsHelp: 'Derselbe Seed für jedes Bild oder ein neuer für jedes.',
    sameSeed: 'Derselbe für alle',
    newSeeds: 'Je ein neuer',
    paid: (count, paidToday, cap) =>
      `${number(count)} bezahlte Läufe; heute wurden ${number(paidToday)} von ${number(cap)} gestartet.`,
    confirm: (count) =>
      `${number(count)} bezahlte Bearbeitungen starten? Jede verbraucht Guthaben des 1min.ai-Kontos.`,
    confirmed: (count) => `${number(count)} bezahlte starten`,
    queued: (count) =>
      counted(count, { one: '1 Bearbeitung wartet', other: `${number(count)} Bearbeitungen warten` }),
    progress: (done, total) => `${number(done)} von ${number(total)} Bearbeitungen fertig`,
    finished: (total) =>
      counted(total, { one: '1 Bearbeitung fertig', other: `${number(total)} Bearbeitungen fertig` }),
    finishedWithout: (done, without) =>
      `${counted(done, { one: '1 Bearbeitung fertig', other: `${number(done)} Bearbeitungen fertig` })}, ${number(without)} ohne Ergebnis`,
    cancelRest: 'Den Rest abbrechen',
    tooMany: (most) =>
      `Eine Bearbeitung läuft für höchstens ${number(most)} Bilder auf einmal. Weniger auswählen.`,
    overCap: (runs, left) =>
      `Das sind ${number(runs)} bezahlte Läufe, und die heutige Grenze lässt noch ${number(left)} zu. Weniger auswählen oder die Grenze in den Einstellungen erhöhen.`,
  },

  presets: {
    title: 'Vorlagen',
    find: 'Vorlage suchen',
    none: 'Keine Vorlage heißt so.',
    own: 'Eigene Vorlagen',
    teach: 'Das Formular als Vorlage speichern, dann steht sie hier für das nächste Bild.',
    starters: 'Für den Anfang',
    sort: 'Vorlagen sortieren',
    byName: 'Nach Name',
    byUse: 'Meistbenutzt',
    byTime: 'Neueste',
    saveAs: 'Als Vorlage speichern …',
    import: 'Importieren …',
    exportAll: 'Alle exportieren …',
    export: 'Exportieren …',
    update: 'Aus dem Formular erneuern',
    rename: 'Umbenennen …',
    duplicate: 'Duplizieren',
    more: (name) => `Mehr zu ${name}`,
    moreActions: 'Mehr zu Vorlagen',
    engines: { practice: 'Übung', '1min.ai': '1min.ai' },
    madeFor: (engine) => `Gemacht für ${engine}`,
    sets: { prompt: 'Prompt', params: 'Einstellungen', seed: 'Seed' },
    eachSetting: 'Jede Einstellung',
    ofSettings: (some, all) => `${some} von ${all}`,
    settings: (count) => counted(count, { one: '1 Einstellung', other: `${count} Einstellungen` }),
    seed: (seed) => `Seed ${seed}`,
    used: (count) => counted(count, { one: 'einmal benutzt', other: `${number(count)}-mal benutzt` }),
    name: 'Name',
    whatItSets: 'Was sie setzt',
    nameMissing: 'Einen Namen eingeben.',
    nothingTicked: 'Mindestens eines ankreuzen, das sie setzt.',
    save: 'Vorlage speichern',
    replace: (name) => `„${name}“ ersetzen`,
    renameTitle: 'Vorlage umbenennen',
    applied: (name) => `„${name}“ angewendet`,
    appliedWithout: (name, settings) => `„${name}“ angewendet, ohne ${settings}: gibt es hier nicht`,
    saved: (name) => `„${name}“ gespeichert`,
    updated: (name) => `„${name}“ erneuert`,
    deleted: (name) => `„${name}“ gelöscht`,
    imported: (count) =>
      counted(count, { one: '1 Vorlage importiert', other: `${number(count)} Vorlagen importiert` }),
    importedFrom: (count, file) =>
      counted(count, {
        one: `1 Vorlage wurde aus ${file} übernommen.`,
        other: `${number(count)} Vorlagen wurden aus ${file} übernommen.`,
      }),
    noneImported: (file) => `Aus ${file} ließ sich nichts übernehmen.`,
    notTaken: 'Was nicht passt',
    refusal: (preset, field, message) =>
      field === '' ? `${preset}: ${message}` : `${preset}, ${field}: ${message}`,
    refusedWithout: (preset, field, message) => `${preset} wurde ohne ${field} übernommen: ${message}`,
    moreRefused: (count) => `und ${number(count)} weitere`,
    tooMany: (most) => `Es ist Platz für ${number(most)} Vorlagen. Zuerst einige löschen.`,
    starter: {
      watercolor: 'Aquarell',
      sketch: 'Bleistiftskizze',
      vintage: 'Altes Foto',
      night: 'Nacht',
      product: 'Produkt auf Weiß',
      warmLight: 'Warmes Abendlicht',
      quickLook: 'Schneller Blick: klein und flott',
    },
    starterPrompt: {
      watercolor: 'mach ein Aquarell daraus, lockere Pinselstriche, am Rand bleibt das Papier weiß',
      sketch: 'mach eine Bleistiftskizze daraus, feine Schraffur, weiche Schatten',
      vintage: 'mach ein altes Foto aus den Siebzigern daraus, verblichene Farben, etwas Filmkorn',
      night: 'mach es Nacht, Mondlicht, erleuchtete Fenster',
      product:
        'stell das Produkt vor einen rein weißen Hintergrund, heller, scharf, weicher Schatten darunter',
      warmLight: 'mach das Licht wärmer, wie bei Sonnenuntergang',
    },
    file: {
      name: 'Reseed-Vorlagen',
      pick: 'Vorlagen importieren',
      notJson: 'das ist keine JSON-Datei.',
      notPresets: 'das sind keine Vorlagen von Reseed.',
      newer: 'sie ist von einem neueren Reseed.',
      tooMany: (most) => `sie hat mehr als ${number(most)} Vorlagen.`,
      tooLarge: 'Die Datei ist größer als 20 MB.',
      numbered: (place) => `Vorlage ${place}`,
      noObject: 'hat keine Felder.',
      badName: 'ein Name hat 1 bis 100 Zeichen.',
      unknownField: 'dieses Feld kennt diese Version nicht.',
      unknownEngine: (engine) => `die Engine ${engine} kennt diese Version nicht.`,
      unknownModel: (model) => `das Modell ${model} kennt diese Version nicht.`,
      noText: 'ist kein Text.',
      setsNothing: 'setzt nichts.',
    },
  },

  list: { enterTakes: (name) => `Eingabetaste nimmt ${name}` },

  history: {
    title: 'Frühere Prompts',
    find: 'Prompt suchen',
    none: 'Kein früherer Prompt beginnt so.',
    empty: 'Hier stehen Prompts, die gelaufen sind.',
    completions: 'Frühere Prompts, die so beginnen',
    uses: (count) => counted(count, { one: 'einmal benutzt', other: `${number(count)}-mal benutzt` }),
    kept: (count) =>
      counted(count, { one: '1 Ergebnis behalten', other: `${number(count)} Ergebnisse behalten` }),
    forget: 'Diesen Prompt vergessen',
    forgotten: 'Prompt vergessen',
  },

  sent: {
    title: 'Was gesendet wird',
    alt: 'Zum Senden vorbereitet',
    prepared: (facts) => `${facts}. Aufrecht, ohne Metadaten.`,
    once: 'Das Bild wird einmal hochgeladen. Dann folgt eine Anfrage mit genau diesen Feldern:',
    picturePlace: 'wo der Dienst das Bild abgelegt hat',
    noPrompt: 'noch nicht geschrieben',
    noNumber: 'keine Zahl',
  },
};
