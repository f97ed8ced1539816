/** The Electron that the tests of this version ran on, which may not be the one that it was packaged with. */
export const TESTED_ELECTRON = '33.2.1';
