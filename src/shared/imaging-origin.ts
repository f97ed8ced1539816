/** Origin of the imaging page, in a file of its own for what main loads before its first window. */
export const IMAGING_ORIGIN = 'app://imaging';
