import type { Size } from '../../../geometry.ts';
import type { edit as English } from '../en/edit.ts';
import { counted, number } from './grammar.ts';

/** The size of a result with the source's dimensions. */
const sizeText = (size: Size | null) =>
  size ? `${number(size.width)} × ${number(size.height)} px` : 'Jedes in seiner Größe';

export const edit: typeof English = {
  title: 'Bearbeiten',
  noPicture: 'Ein Bild auswählen, dann beschreiben, was sich ändern soll.',

  prompt: {
    none: (model) => `Das Modell „${model}“ nimmt keinen Prompt an.`,
    label: 'Prompt',
    placeholder: 'mach ein Aquarell daraus',
    over: (count) => counted(count, { one: '1 Zeichen zu lang', other: `${number(count)} Zeichen zu lang` }),
  },

  seed: {
    label: 'Seed',
    help: 'Startwert für den Zufall. Gleicher Seed, Prompt und gleiche Einstellungen sollten dasselbe Ergebnis liefern.',
    roll: 'Neuer Seed',
    keep: 'Seed sperren',
    isKept: 'Der Seed ist für die nächste Bearbeitung gesperrt',
    keepThis: 'Diesen Seed für die nächste Bearbeitung sperren',
  },

  engine: {
    label: 'Engine',
  },

  model: {
    label: 'Modell',
    tasks: {
      edit: 'Nach Prompt bearbeiten',
      inpaint: 'Maskierten Teil ändern',
      background: 'Hintergrund',
      upscale: 'Vergrößern',
    },
    documented: (name) => `${name} (dokumentiert, nicht erprobt)`,
    documentedNote: (source) => `Nach der Dokumentation erstellt und noch nicht erprobt. Quelle: ${source}`,
    needsMask: (model) => `${model} ändert, was eine Maske bedeckt. Eine auf das Bild malen.`,
    noMask: (model) =>
      `Das Modell „${model}“ nimmt keine Maske an. Reseed wendet die gezeichnete auf das Ergebnis an, und außerhalb ändert sich nichts.`,
  },

  comesBack: {
    label: 'Kommt zurück als',
    help: 'Das Modell liefert ein Bild, in dem jedes Pixel neu ist, oft rund 1 MP. Reseed kann es ins Original einsetzen.',
    choices: {
      raw: 'Rohes Ergebnis',
      original: 'Ins Original eingesetzt',
      light: 'Nur Licht und Farbe',
    },
    raw: (megapixels) =>
      `${megapixels === null ? 'In der Größe, die das Modell macht.' : `Rund ${number(megapixels)} MP.`} Alles kann sich ändern.`,
    original: (size: Size | null, where: string) => `${sizeText(size)}. ${where}`,
    light: (size: Size | null) => `${sizeText(size)}. Alle Einzelheiten bleiben.`,
    where: {
      found: 'Nur was sich geändert hat, wird übernommen.',
      mask: 'Nur die Maske ändert sich.',
      'mask-and-pad': 'Nur die Maske und der Rand ändern sich.',
      region: 'Nur die Region ändert sich.',
      protected: 'Alles außer den geschützten Teilen ändert sich.',
      pad: 'Das Original bleibt, wie es ist.',
    },
  },

  settings: {
    more: 'Weitere Einstellungen',
    changed: (count) => `${count} geändert`,
    reset: (label) => `${label} zurücksetzen`,
    resetAll: (count) => `Alle zurücksetzen (${count})`,
    wereReset: (count) =>
      counted(count, { one: '1 Einstellung zurückgesetzt', other: `${count} Einstellungen zurückgesetzt` }),
  },

  warnings: {
    noEffectOnPng: 'Ohne Wirkung: PNG ist verlustfrei.',
    noSeed: (model) => `Ohne Wirkung: Das Modell „${model}“ nimmt keinen Seed an.`,
    notRepeatable: 'Nicht reproduzierbar: Derselbe Seed kann ein anderes Ergebnis liefern.',
    strengthZero: 'Bei 0 kommt das Ausgangsbild unverändert zurück.',
    strengthZeroPaid: 'Bei 0 kann das Ausgangsbild unverändert zurückkommen und trotzdem Credits kosten.',
    noEffectAtZero: (strength) => `Ohne Wirkung, solange ${strength} 0 ist.`,
    sameShape: 'Das Ausgangsbild hat dieses Seitenverhältnis bereits.',
    runNotRepeatable: (setting) => `Nicht reproduzierbar: „${setting}“ ist eingeschaltet.`,
    turnOff: 'Ausschalten',
  },

  paid: {
    noKey: (engine) => `Für ${engine} zuerst in den Einstellungen einen API-Schlüssel hinterlegen.`,
    usesCredits: (engine) => `Verbraucht Credits des Kontos bei ${engine}.`,
    mayCost: 'Der Server kann für jede Bearbeitung Geld verlangen.',
    capReached: (cap) =>
      `Das heutige Limit von ${counted(cap, { one: '1 kostenpflichtigen Bearbeitung', other: `${number(cap)} kostenpflichtigen Bearbeitungen` })} ist erreicht.`,
  },

  run: { run: 'Bearbeitung starten' },

  many: {
    sources: (name, others) =>
      counted(others, { one: `${name} und 1 weiteres`, other: `${name} und ${number(others)} weitere` }),
    run: (count) => `Für ${number(count)} Bilder starten`,
    each: (count) => `Wendet diese Bearbeitung auf jedes der ${number(count)} Bilder einzeln an.`,
    seeds: 'Seeds',
    seedsHelp: 'Ein Seed für alle Bilder oder ein neuer für jedes.',
    sameSeed: 'Gleicher für alle',
    newSeeds: 'Neuer für jedes',
    paid: (count, paidToday, cap) =>
      `${number(count)} kostenpflichtige Bearbeitungen. Heute bereits ${number(paidToday)} von ${number(cap)} verbraucht.`,
    confirm: (count, cost) => `${number(count)} kostenpflichtige Bearbeitungen starten? ${cost}`,
    eachUsesCredits: (engine) => `Jede verbraucht Credits des Kontos bei ${engine}.`,
    confirmed: (count) => `${number(count)} kostenpflichtige Bearbeitungen starten`,
    queued: (count) =>
      counted(count, { one: '1 Bearbeitung eingereiht', other: `${number(count)} Bearbeitungen eingereiht` }),
    progress: (done, total) => `${number(done)} von ${number(total)} Bearbeitungen fertig`,
    finished: (total) =>
      counted(total, { one: '1 Bearbeitung fertig', other: `${number(total)} Bearbeitungen fertig` }),
    finishedWithout: (done, without) =>
      `${counted(done, { one: '1 Bearbeitung fertig', other: `${number(done)} Bearbeitungen fertig` })}, ${number(without)} ohne Ergebnis`,
    cancelRest: 'Übrige abbrechen',
  },

  presets: {
    title: 'Vorlagen',
    find: 'Vorlage suchen',
    none: 'Keine passenden Vorlagen.',
    own: 'Eigene Vorlagen',
    teach: 'Prompt und Einstellungen als Vorlage speichern, um sie wiederzuverwenden.',
    starters: 'Integrierte Vorlagen',
    sort: 'Vorlagen sortieren',
    byName: 'Name',
    byUse: 'Am häufigsten verwendet',
    byTime: 'Neueste',
    saveAs: 'Als Vorlage speichern …',
    import: 'Importieren …',
    exportAll: 'Alle exportieren …',
    export: 'Exportieren …',
    update: 'Mit aktuellen Einstellungen aktualisieren',
    rename: 'Umbenennen …',
    duplicate: 'Duplizieren',
    more: (name) => `Weitere Aktionen für ${name}`,
    moreActions: 'Weitere Aktionen für Vorlagen',
    madeFor: (engine) => `Für ${engine}`,
    sets: { prompt: 'Prompt', params: 'Einstellungen', seed: 'Seed' },
    eachSetting: 'Einzelne Einstellungen',
    ofSettings: (some, all) => `${some} von ${all}`,
    settings: (count) => counted(count, { one: '1 Einstellung', other: `${count} Einstellungen` }),
    seed: (seed) => `Seed ${seed}`,
    used: (count) => counted(count, { one: 'einmal verwendet', other: `${number(count)}-mal verwendet` }),
    name: 'Name',
    whatItSets: 'Inhalt der Vorlage',
    nameMissing: 'Einen Namen eingeben.',
    nothingTicked: 'Mindestens einen Inhalt auswählen.',
    save: 'Vorlage speichern',
    replace: (name) => `„${name}“ ersetzen`,
    renameTitle: 'Vorlage umbenennen',
    applied: (name) => `„${name}“ angewendet`,
    appliedWithout: (name, settings) => `„${name}“ ohne ${settings} angewendet (hier nicht verfügbar)`,
    saved: (name) => `„${name}“ gespeichert`,
    updated: (name) => `„${name}“ aktualisiert`,
    deleted: (name) => `„${name}“ gelöscht`,
    imported: (count) =>
      counted(count, { one: '1 Vorlage importiert', other: `${number(count)} Vorlagen importiert` }),
    importedFrom: (count, file) =>
      counted(count, {
        one: `1 Vorlage wurde aus ${file} übernommen.`,
        other: `${number(count)} Vorlagen wurden aus ${file} übernommen.`,
      }),
    noneImported: (file) => `Aus ${file} konnten keine Vorlagen importiert werden.`,
    notTaken: 'Nicht übernommen',
    refusal: (preset, field, message) =>
      field === '' ? `${preset}: ${message}` : `${preset}, ${field}: ${message}`,
    refusedWithout: (preset, field, message) => `${preset} wurde ohne ${field} übernommen: ${message}`,
    moreRefused: (count) => `und ${number(count)} weitere`,
    starter: {
      watercolor: 'Aquarell',
      sketch: 'Bleistiftskizze',
      vintage: 'Vintage-Foto',
      night: 'Nacht',
      product: 'Produkt auf Weiß',
      warmLight: 'Warmes Abendlicht',
      quickLook: 'Schnelle Vorschau (klein, schnell)',
    },
    starterPrompt: {
      watercolor: 'mach ein Aquarell daraus, lockere Pinselstriche, am Rand bleibt das Papier weiß',
      sketch: 'mach eine Bleistiftskizze daraus, feine Schraffur, weiche Schatten',
      vintage: 'mach ein altes Foto aus den Siebzigern daraus, verblichene Farben, etwas Filmkorn',
      night: 'verwandle die Szene in eine Nachtaufnahme, Mondlicht, erleuchtete Fenster',
      product:
        'stell das Produkt vor einen rein weißen Hintergrund, heller, scharf, weicher Schatten darunter',
      warmLight: 'mach das Licht wärmer, wie bei Sonnenuntergang',
    },
    file: {
      name: 'Reseed-Vorlagen',
      pick: 'Vorlagen importieren',
      numbered: (place) => `Vorlage ${place}`,
    },
  },

  list: { enterTakes: (name) => `Eingabetaste übernimmt ${name}` },

  history: {
    title: 'Letzte Prompts',
    find: 'Prompt suchen',
    none: 'Keine passenden Prompts.',
    empty: 'Hier erscheinen die zuletzt verwendeten Prompts.',
    completions: 'Vorschläge aus letzten Prompts',
    uses: (count) => counted(count, { one: 'einmal verwendet', other: `${number(count)}-mal verwendet` }),
    kept: (count) =>
      counted(count, { one: '1 bewertetes Ergebnis', other: `${number(count)} bewertete Ergebnisse` }),
    forget: 'Aus letzten Prompts entfernen',
    forgotten: 'Prompt entfernt',
  },

  sent: {
    title: 'Gesendete Daten',
    practiceTitle: 'Was die Engine bekommt',
    alt: 'Bild, wie es gesendet wird',
    prepared: (facts) => `${facts}. Richtig gedreht, ohne Metadaten.`,
    once: 'Das Bild wird einmal hochgeladen. Danach wird eine einzige Anfrage mit genau diesen Feldern gesendet:',
    picturePlace: 'Adresse des hochgeladenen Bilds',
    maskPlace: 'Adresse der hochgeladenen Maske',
    withPictures: 'Mit den vorbereiteten Bildern werden diese Felder gesendet:',
    picture: 'das vorbereitete Bild',
    noPrompt: 'leer',
    noNumber: 'keine Zahl',
  },
};
