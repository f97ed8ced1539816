import type { queue as English } from '../en/queue.ts';

export const queue: typeof English = {
  title: 'Warteschlange',
  clearFinished: 'Fertige ausblenden',
  pause: 'Warteschlange anhalten',
  resume: 'Warteschlange fortsetzen',
  fold: 'Warteschlange einklappen',
  unfold: 'Warteschlange ausklappen',
  pausedEmpty: 'Angehalten. Nichts wartet.',
  empty: 'Nichts wartet.',
};
