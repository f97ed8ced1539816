import { PRACTICE } from '@shared/domain/engine-catalog.ts';
import type { Model } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { useEffect, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { fileInfoText } from '../../format/file-info.ts';
import {
  useEdit,
  useImage,
  useLibrary,
  useMasks,
  usePreview,
  useSettings,
  useStores,
} from '../../stores/context.tsx';
import { thumbUrl } from '../../stores/picture-urls.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Skeleton } from '../../ui/status.tsx';
import { sentReferences } from './edit-store.ts';
import { isUploadedFirst, wireRows } from './wire-rows.ts';

/** Exactly what is sent for the next edit: the prepared picture and every field of the request. */
export function WhatIsSent({ model }: { readonly model: Model }) {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure
      label={model.engine === PRACTICE ? t.edit.sent.practiceTitle : t.edit.sent.title}
      open={open}
      onToggle={setOpen}
    >
      <div className="sent">
        <SentPicture />
        <SentReferences />
        {model.engine === PRACTICE ? null : <SentRequest model={model} />}
      </div>
    </Disclosure>
  );
}

/** Delay (ms) after a change of the picture's settings before the preview is updated. */
const SETTLE_MS = 300;

function SentPicture() {
  const stores = useStores();
  const imageId = useLibrary((state) => state.selectedId);
  const { preview, problem } = usePreview(useShallow(({ preview, problem }) => ({ preview, problem })));
  const revision = useMasks((state) => (imageId === null ? '' : state.revisionOf(imageId)));
  useEffect(() => {
    if (imageId === null) return;
    // Not on every dab of the brush.
    const timer = setTimeout(() => void stores.preview.getState().load(imageId, revision), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [imageId, revision, stores]);
  if (imageId === null) return <p className="meta">{t.errors.reasons['no-picture-selected']}</p>;
  if (problem) return <p className="meta">{problem}</p>;
  if (!preview) return <Skeleton className="sent-picture" />;
  return (
    <figure>
      <img
        className="sent-picture"
        src={thumbUrl(preview.sha256, 256)}
        alt={t.edit.sent.alt}
        draggable={false}
      />
      <figcaption className="meta numerals">{t.edit.sent.prepared(fileInfoText(preview))}</figcaption>
    </figure>
  );
}

/** The reference pictures as they will be sent, in order. */
function SentReferences() {
  const { preview } = useStores();
  const ids = useEdit(useShallow(sentReferences));
  useEffect(() => {
    void preview.getState().loadReferences(ids);
  }, [ids, preview]);
  return ids.map((id, at) => <SentReference key={id} imageId={id} place={at + 1} />);
}

function SentReference({ imageId, place }: { readonly imageId: number; readonly place: number }) {
  const name = useImage(imageId)?.name ?? t.references.unnamed;
  const preview = usePreview((state) => state.references.get(imageId));
  if (!preview) return <Skeleton className="sent-picture" />;
  if ('problem' in preview) return <p className="meta">{preview.problem}</p>;
  return (
    <figure>
      <img
        className="sent-picture"
        src={thumbUrl(preview.sha256, 256)}
        alt={t.references.sentAlt(place)}
        data-sha256={preview.sha256}
        draggable={false}
      />
      <figcaption className="meta numerals" dir="auto">
        {t.references.sent(place, name)}
        <br />
        {t.edit.sent.prepared(fileInfoText(preview))}
      </figcaption>
    </figure>
  );
}

function SentRequest({ model }: { readonly model: Model }) {
  const draft = useEdit(useShallow(({ prompt, values, seed }) => ({ prompt, values, seed })));
  const references = useEdit((state) => sentReferences(state).length);
  const asynchronous = useSettings((state) => state.settings.asynchronous);
  return (
    <>
      <p className="meta">{isUploadedFirst(model) ? t.edit.sent.once : t.edit.sent.withPictures}</p>
      <dl className="sent-fields">
        {wireRows(model, { ...draft, references }, asynchronous).map(({ name, value }) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd className="selectable">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
