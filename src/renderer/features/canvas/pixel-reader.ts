import { createPixelReader } from '../../canvas/pixels/client.ts';

/** The page's one reader of pixels; its worker starts with the first question and goes when there are none. */
export const pixelReader = createPixelReader();
