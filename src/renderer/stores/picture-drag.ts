import { Target } from '@shared/domain/library-command.ts';

/** Drag data type for pictures inside the window: a `Target` as JSON. */
export const PICTURES_TYPE = 'application/x-reseed-pictures';

/** Starts a drag of pictures. Drop targets in the window read it with `draggedPictures`. */
export function dragStarted(event: { readonly dataTransfer: DataTransfer | null }, target: Target): void {
  if (!event.dataTransfer) return;
  event.dataTransfer.effectAllowed = 'copyMove';
  event.dataTransfer.setData(PICTURES_TYPE, JSON.stringify(target));
}

/** Whether a drag contains pictures. While hovering, only the type is known. */
export function arePictures(data: DataTransfer | null): boolean {
  return data?.types.includes(PICTURES_TYPE) ?? false;
}

/** Returns the dropped pictures, or null for other content. */
export function draggedPictures(data: DataTransfer | null): Target | null {
  try {
    return Target.parse(JSON.parse(data?.getData(PICTURES_TYPE) ?? ''));
  } catch {
    return null;
  }
}
