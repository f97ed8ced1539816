import { createPixelReader } from '../../canvas/pixels/client.ts';

/** The page's only pixel reader. Its worker starts with the first request and ends when idle. */
export const pixelReader = createPixelReader();
