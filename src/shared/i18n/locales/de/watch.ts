import type { watch as English } from '../en/watch.ts';
import { counted, number } from './grammar.ts';

const edits = (count: number) =>
  counted(count, { one: '1 Bearbeitung', other: `${number(count)} Bearbeitungen` });

export const watch: typeof English = {
  title: 'Beobachtete Bearbeitungen',
  watchEdit: 'Diese Bearbeitung beobachten',
  stop: 'Nicht mehr beobachten',
  stopOf: (prompt) => `„${prompt}“ nicht mehr beobachten`,

  intro:
    'Reseed führt diese Bearbeitungen erneut aus und vergleicht jedes Ergebnis mit dem ersten. Wenn drei nacheinander deutlich abweichen, hat sich das Modell hinter dem Dienst geändert.',
  emptyTitle: 'Erkennen, wann sich ein Modell ändert',
  emptyText:
    'Dienste tauschen Modelle ohne Ankündigung aus. Reseed führt beobachtete Bearbeitungen jede Woche oder auf Wunsch erneut aus, vergleicht die Ergebnisse und zeigt, seit wann sie abweichen.',
  emptyHow:
    'Eine Bearbeitung im Verlauf auswählen, dann „Weitere Aktionen“ > „Diese Bearbeitung beobachten“.',

  ofModel: (engine, model) => `${engine}, ${model}`,
  schedule: 'Wiederholen',
  schedules: { weekly: 'Jede Woche', demand: 'Nur auf Wunsch' },
  check: 'Jetzt prüfen',
  checkCost: (count, credits) =>
    credits === null
      ? `Führt ${edits(count)} erneut aus`
      : `Führt ${edits(count)} erneut aus, etwa ${counted(credits, { one: '1 Credit', other: `${number(credits)} Credits` })}`,
  underCap: 'Geplante Wiederholungen zählen zum Tageslimit und überschreiten es nie.',

  state: {
    learning: (left) =>
      counted(left, {
        one: 'Noch 1 Wiederholung, bis Änderungen erkennbar sind',
        other: `Noch ${number(left)} Wiederholungen, bis Änderungen erkennbar sind`,
      }),
    steady: 'Keine Änderung gefunden',
    unsteady:
      'Die Ergebnisse schwanken zu stark, um eine Änderung zu erkennen. Besser eine andere Bearbeitung beobachten.',
    suspect: (count) =>
      counted(count, {
        one: 'Die letzte Wiederholung weicht ab. Zwei weitere schaffen Klarheit.',
        other: 'Die letzten zwei Wiederholungen weichen ab. Eine weitere schafft Klarheit.',
      }),
    different: (day) => `Anders seit ${day}`,
  },
  trend: 'Wiederholungen, älteste zuerst:',
  never: 'Noch nicht wiederholt',
  last: (day) => `Zuletzt wiederholt am ${day}`,
  running: 'Eine Wiederholung ist in der Warteschlange',
  due: (day) => `Nächste am ${day}`,
  dueNow:
    'Fällig: startet innerhalb einer Stunde, wenn die Warteschlange nicht blockiert ist und das Tageslimit reicht',

  before: (day) => `Wie gewohnt, ${day}`,
  after: (day) => `Anders, ${day}`,
  compare: 'Bilder vergleichen',
  showEdit: 'Im Verlauf anzeigen',

  found: (engine, model, day) => `${engine}, ${model}: anders seit ${day}`,
  show: 'Änderung anzeigen',

  did: {
    watch: 'Bearbeitung wird beobachtet',
    stop: 'Wird nicht mehr beobachtet',
    schedule: { weekly: 'Wird jede Woche wiederholt', demand: 'Wird nur auf Wunsch wiederholt' },
  },
  actions: {
    watch: 'Bearbeitung beobachten',
    stop: 'Beobachten beenden',
    schedule: 'Zeitplan der Wiederholungen ändern',
  },
};
