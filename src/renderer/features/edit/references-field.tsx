import { chosenModel } from '@shared/domain/engine-catalog.ts';
import { referenceLimit } from '@shared/domain/reference.ts';
import { t } from '@shared/i18n/index.ts';
import { localText } from '@shared/i18n/model-text.ts';
import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { addReferences } from '../../stores/add-references.ts';
import { useEdit, useImage, useIsGone, useKeysOf, useStores } from '../../stores/context.tsx';
import { thumbUrl } from '../../stores/picture-urls.ts';
import { usePicturesDrop } from '../../stores/use-pictures-drop.ts';
import { IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { keysInWords } from '../../ui/kbd.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { type ReferenceAction, useReferenceActions } from './use-reference-actions.ts';
import './references.css';

const THUMB = 32;

/** Pictures that are sent beside the source. Shown for a model that takes some, or while some are set. */
export function ReferencesField() {
  const model = useEdit(chosenModel);
  const count = useEdit((state) => state.references.length);
  const limit = referenceLimit(model);
  if (limit === 0 && count === 0) return null;
  return <References limit={limit} model={localText(model.name)} />;
}

function References({ limit, model }: { readonly limit: number; readonly model: string }) {
  const stores = useStores();
  const ids = useEdit((state) => state.references);
  const id = useId();
  const keys = useKeysOf('add-reference');
  const drop = usePicturesDrop(limit > 0 ? (target) => addReferences(stores, target) : undefined);
  const { list, announcement, apply } = useReferenceActions(ids);
  const words = t.references;
  const note =
    limit === 0
      ? words.keptUnsent(model, ids.length)
      : ids.length > limit
        ? words.onlyFirst(model, limit)
        : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div
      role="group"
      aria-labelledby={id}
      aria-describedby={note === null ? undefined : `${id}-note`}
      className={classNames('references', drop.over && 'references-over')}
      {...drop.target}
    >
      <div className="references-head">
        <Tooltip content={words.help} side="left">
          <span id={id} className="field-label">
            {words.label}
          </span>
        </Tooltip>
        {limit > 0 ? <span className="meta numerals">{words.limit(limit)}</span> : null}
      </div>
      <div aria-live="polite">
        {note ? (
          <p id={`${id}-note`} className="field-message field-message-warn" dir="auto">
            {note}
          </p>
        ) : null}
      </div>
      {ids.length === 0 ? (
        <p className="references-empty meta">
          {drop.over ? words.drop : words.teach(keys && keysInWords(keys))}
        </p>
      ) : (
        <ol ref={list} className="references-list">
          {ids.map((imageId, at) => (
            <Row
              key={imageId}
              imageId={imageId}
              place={at + 1}
              count={ids.length}
              sent={at < limit}
              onAction={apply}
            />
          ))}
        </ol>
      )}
      <p className="visually-hidden" role="status">
        {announcement}
      </p>
    </div>
  );
}

interface RowProps {
  readonly imageId: number;
  readonly place: number;
  readonly count: number;
  /** The model takes it. */
  readonly sent: boolean;
  readonly onAction: (imageId: number, action: ReferenceAction) => void;
}

function Row({ imageId, place, count, sent, onAction }: RowProps) {
  const image = useImage(imageId);
  const isUnknown = useIsGone(imageId);
  const words = t.references;
  const name = image?.name ?? (isUnknown ? words.unnamed : '');
  const isGone = image ? image.deletedAt !== null : isUnknown;
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    // In the window, these keys apply to the selected picture.
    event.stopPropagation();
    onAction(imageId, action);
  };
  const buttonFor = (action: ReferenceAction) => ({
    'data-action': action,
    onClick: () => onAction(imageId, action),
  });
  return (
    <li className="reference" data-id={imageId} data-unsent={sent ? undefined : true} onKeyDown={onKeyDown}>
      {image && !image.purged ? (
        <img className="reference-picture" src={thumbUrl(image.sha256, THUMB)} alt="" draggable={false} />
      ) : (
        <span className="reference-picture" />
      )}
      <span className="reference-words">
        <span className="reference-name" dir="auto" title={name}>
          {words.place(place, name)}
        </span>
        {isGone ? <span className="reference-gone">{words.gone}</span> : null}
      </span>
      <IconButton
        icon={ChevronUp}
        label={words.earlier(name)}
        keys="Alt+ArrowUp"
        small
        aria-disabled={place === 1}
        {...buttonFor('earlier')}
      />
      <IconButton
        icon={ChevronDown}
        label={words.later(name)}
        keys="Alt+ArrowDown"
        small
        aria-disabled={place === count}
        {...buttonFor('later')}
      />
      <IconButton icon={X} label={words.remove(name)} keys="Delete" small {...buttonFor('remove')} />
    </li>
  );
}

/** Returns the action of a pressed key, or null. */
function actionOf({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): ReferenceAction | null {
  if (ctrlKey || metaKey) return null;
  if (altKey) return key === 'ArrowUp' ? 'earlier' : key === 'ArrowDown' ? 'later' : null;
  return key === 'Delete' || key === 'Backspace' ? 'remove' : null;
}
