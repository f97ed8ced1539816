import type { ActionId } from '@shared/domain/actions.ts';
import { keysOf } from '@shared/domain/keys.ts';
import { useSettings } from '../../stores/context.tsx';

/** The key of an action, as the person set it; undefined when it has none. */
export function useActionKey(action: ActionId): string | undefined {
  return useSettings((state) => keysOf(action, state.settings.keys)[0]);
}
