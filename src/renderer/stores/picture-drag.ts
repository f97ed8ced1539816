import { Target } from '@shared/domain/library-command.ts';

/** What a drag of pictures inside the window carries: a `Target` as JSON. */
export const PICTURES_TYPE = 'application/x-reseed-pictures';

/** A drag of these pictures begins: whatever in the window takes pictures can ask for them with `draggedPictures`. */
export function dragStarted(event: { readonly dataTransfer: DataTransfer | null }, target: Target): void {
  if (!event.dataTransfer) return;
  event.dataTransfer.effectAllowed = 'copyMove';
  event.dataTransfer.setData(PICTURES_TYPE, JSON.stringify(target));
}

/** Whether a drag is one of pictures: while it hovers, only this is known of it. */
export function arePictures(data: DataTransfer | null): boolean {
  return data?.types.includes(PICTURES_TYPE) ?? false;
}

/** The pictures that were dropped; null when it is something else. */
export function draggedPictures(data: DataTransfer | null): Target | null {
  try {
    return Target.parse(JSON.parse(data?.getData(PICTURES_TYPE) ?? ''));
  } catch {
    return null;
  }
}
