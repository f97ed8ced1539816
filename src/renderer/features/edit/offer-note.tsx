import type { Model } from '@shared/domain/model.ts';
import { dayStart, retirement } from '@shared/domain/model-offer.ts';
import { t } from '@shared/i18n/index.ts';
import { engineName, localText } from '@shared/i18n/model-text.ts';
import { TriangleAlert } from 'lucide-react';
import { dayText, longDayText } from '../../format/time.ts';
import { useOffer } from '../../stores/context.tsx';

/** What the model's service says about it: the price of an edit, and until when it exists. Never blocks an edit. */
export function OfferNote({ model }: { readonly model: Model }) {
  const offer = useOffer(model);
  if (!offer || (offer.credits === null && offer.retiresOn === null)) return null;
  const words = t.offer;
  const day = offer.retiresOn === null ? null : longDayText(dayStart(offer.retiresOn));
  const near = retirement(offer, Date.now());
  const facts = [
    offer.credits === null ? [] : words.credits(offer.credits),
    day === null || near !== 'none' ? [] : words.retires(day),
  ].flat();
  const names = [localText(model.name), day ?? '', engineName(model.engine)] as const;
  return (
    <div className="offer-note">
      {facts.map((fact) => (
        <p key={fact} className="numerals">
          {fact}
        </p>
      ))}
      {near === 'none' ? null : (
        <div className="run-warning">
          <TriangleAlert size={14} aria-hidden />
          <p>{near === 'soon' ? words.retiresSoon(...names) : words.retired(...names)}</p>
        </div>
      )}
      <p className="meta">{words.asOf(engineName(model.engine), dayText(offer.askedAt))}</p>
    </div>
  );
}
