import type { EditEntry } from '@shared/domain/edit.ts';
import { t } from '@shared/i18n/index.ts';
import { Ellipsis } from 'lucide-react';
import { Fragment } from 'react';
import { useStores } from '../../stores/context.tsx';
import type { Stores } from '../../stores/index.ts';
import { IconButton } from '../../ui/button.tsx';
import { ContextItem, ContextLine } from '../../ui/context-menu.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { nodeActions } from './node-actions.ts';

/** An edit's actions in the context menu. */
export function EntryContextItems({ stores, entry }: { readonly stores: Stores; readonly entry: EditEntry }) {
  return nodeActions(stores, entry).map((action, at) =>
    action === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name, and the list stays as it is while it is open
      <ContextLine key={at} />
    ) : (
      <ContextItem
        key={action.label}
        icon={action.icon}
        disabled={action.disabled ?? false}
        onSelect={action.run}
      >
        {action.label}
      </ContextItem>
    ),
  );
}

/** The same actions under a button. */
export function EntryMenu({ entry }: { readonly entry: EditEntry }) {
  const stores = useStores();
  return (
    <Menu trigger={<IconButton icon={Ellipsis} label={t.history.moreActions} small />}>
      {nodeActions(stores, entry).map((action, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <Fragment key={at}>
          {action === null ? (
            <MenuLine />
          ) : (
            <MenuItem icon={action.icon} disabled={action.disabled ?? false} onSelect={action.run}>
              {action.label}
            </MenuItem>
          )}
        </Fragment>
      ))}
    </Menu>
  );
}
