import type { CommandId } from '@shared/domain/commands.ts';
import type { Stores } from '../../stores/index.ts';
import type { CommandHandler } from './handlers/command-handler.ts';
import { editHandlers } from './handlers/edit.ts';
import { filterHandlers } from './handlers/filters.ts';
import { libraryHandlers } from './handlers/library.ts';
import { viewHandlers } from './handlers/look.ts';
import { toolHandlers } from './handlers/tools.ts';
import { windowHandlers } from './handlers/window.ts';

/** The handlers of all commands, shared by keys, menus, the palette and buttons. */
const HANDLERS: Readonly<Record<CommandId, CommandHandler>> = {
  ...libraryHandlers,
  ...filterHandlers,
  ...editHandlers,
  ...viewHandlers,
  ...toolHandlers,
  ...windowHandlers,
};

/** Runs a command for a key, a menu, the palette or a button. */
export function dispatch(stores: Stores, command: CommandId): void {
  void HANDLERS[command].run(stores);
}

/** Returns whether a command can run now. */
export function isEnabled(stores: Stores, command: CommandId): boolean {
  return HANDLERS[command].isEnabled?.(stores) ?? true;
}

/** Returns whether a command is toggled on, such as a visible panel. */
export function isToggled(stores: Stores, command: CommandId): boolean {
  return HANDLERS[command].isToggled?.(stores) ?? false;
}
