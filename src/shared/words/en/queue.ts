export const queue = {
  title: 'Queue',
  clearFinished: 'Clear finished',
  pause: 'Pause queue',
  resume: 'Resume queue',
  fold: 'Fold queue',
  unfold: 'Unfold queue',
  pausedEmpty: 'Paused. Nothing waits.',
  empty: 'Nothing waits.',
};
