import { assertNever } from '@shared/assert-never.ts';
import type { ParamSpec, ParamValue } from '@shared/domain/model.ts';
import { t } from '@shared/i18n/index.ts';
import { choiceLabel } from '@shared/i18n/model-text.ts';

/** Formats a parameter's value: "28", "Same as source", "On". */
export function paramValueText(spec: ParamSpec, value: ParamValue): string {
  switch (spec.kind) {
    case 'number':
      return String(value);
    case 'choice':
      return choiceLabel(String(value));
    case 'switch':
      return value === true ? t.common.on : t.common.off;
    default:
      return assertNever(spec);
  }
}
