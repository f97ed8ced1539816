import type { workflow as English } from '../en/workflow.ts';

export const workflow: typeof English = {
  dialog: 'Workflow im API-Format wählen',
  choose: 'Workflow-Datei wählen…',
  useBuiltIn: 'Eingebauten Workflow verwenden',
  builtIn: (name) => `${name} (eingebaut)`,
  usesBuiltIn: 'Neue Bearbeitungen verwenden den eingebauten Workflow.',
  lost: 'Die Datei des gewählten Workflows fehlt oder wurde geändert. Neue Bearbeitungen verwenden den eingebauten Workflow.',
  uses: (name) => `Verwendeter Workflow: ${name}`,

  exposed:
    'Diese Adresse verwendet unverschlüsseltes HTTP. Schlüssel oder Token, Prompts und Bilder kann jeder mitlesen, der auf dem Weg zu diesem Server sitzt. Besser sind HTTPS oder ein Tunnel wie ssh -L.',

  found: 'Was Reseed einsetzt',
  columns: { role: 'Wert', node: 'Knoten', input: 'Eingang' },
  node: (title, id) => `${title} (Knoten ${id})`,
  nodeOf: (title, className, id) => `${title}, ${className} (Knoten ${id})`,
  roles: {
    source: 'Bild',
    reference: 'Referenzbild',
    mask: 'Maske',
    prompt: 'Prompt',
    seed: 'Seed',
    steps: 'Schritte',
    guidance: 'Prompt-Treue',
    strength: 'Stärke',
    width: 'Breite',
    height: 'Höhe',
    output: 'Ergebnis',
  },
  noInput: 'alle Bilder',

  missingTitle: 'Wofür er keinen Platz hat',
  missing: {
    source: 'Bild: Keine Bearbeitung ist möglich. Einen LoadImage-Knoten hinzufügen.',
    prompt: 'Prompt: Keine Bearbeitung ist möglich. Einen Textknoten hinzufügen.',
    output: 'Ergebnis: Keine Bearbeitung ist möglich. Einen SaveImage-Knoten hinzufügen.',
    seed: 'Seed: Eine Wiederholung kann ihr Ergebnis nicht wiederholen.',
    mask: 'Maske: Sie wird nicht gesendet. Sie begrenzt nur, was ins Original eingesetzt wird.',
    reference: 'Referenzbilder: Nur das bearbeitete Bild wird gesendet.',
    steps: 'Schritte: Die Anzahl des Workflows gilt.',
    guidance: 'Prompt-Treue: Der Wert des Workflows gilt.',
    strength: 'Stärke: Der Wert des Workflows gilt.',
    width: 'Breite: Der Workflow bestimmt sie.',
    height: 'Höhe: Der Workflow bestimmt sie.',
  },
  candidates: (names) =>
    `Mehrere Texte könnten der Prompt sein: ${names}. In ComfyUI einen dieser Knoten in „reseed: prompt“ umbenennen und den Workflow noch einmal exportieren.`,

  refused: (file, why) => `${file} wird nicht verwendet. ${why}`,
  problems: {
    unreadable: 'Die Datei ist nicht lesbar.',
    'too-large': 'Sie ist größer als 2 MB.',
    'not-json': 'Sie ist kein gültiges JSON.',
    'editor-format':
      'Sie ist ein Workflow im Format des Editors, das nicht ausgeführt werden kann. In ComfyUI den Workflow öffnen und File > Export (API) wählen. In älteren Versionen heißt es Save (API Format) und erscheint, sobald in den Einstellungen Enable Dev mode Options eingeschaltet ist.',
    'other-file': 'Sie ist kein ComfyUI-Workflow im API-Format. In ComfyUI File > Export (API) wählen.',
    incomplete: 'Dem Workflow fehlt, was jede Bearbeitung braucht.',
  },
};
