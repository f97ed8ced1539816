import type { KeyboardEvent } from 'react';
import type { Step } from './layout.ts';
import type { GraphNode } from './tree.ts';
import type { GraphView } from './use-graph-view.ts';

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'parent',
  ArrowRight: 'child',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

interface Commands {
  step(way: Step): void;
  fold(node: GraphNode, away: boolean): void;
  press(node: GraphNode): void;
  /** Enter on an edit. */
  enter(node: GraphNode): void;
  holdBefore(): void;
  readonly view: Pick<GraphView, 'zoomBy' | 'fit'>;
}

/** Returns the action of a key on a node, or null. */
export function keyAction(event: KeyboardEvent, node: GraphNode, commands: Commands): (() => void) | null {
  const { key, shiftKey } = event;
  const { step, fold, view } = commands;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (shiftKey && key === 'ArrowLeft') return () => node.edits > 0 && fold(node, true);
  if (shiftKey && key === 'ArrowRight') return () => fold(node, false);
  const way = STEPS[key];
  if (way) return () => step(way);
  switch (key) {
    case 'Enter':
      return () => (node.entry ? commands.enter(node) : commands.press(node));
    case ' ':
      // As on the picture. The window ends it on key-up.
      return () => !event.repeat && commands.holdBefore();
    case '+':
    case '=':
      return () => view.zoomBy(1);
    case '-':
      return () => view.zoomBy(-1);
    case '0':
      return () => view.fit();
    default:
      return null;
  }
}
