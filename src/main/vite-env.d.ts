/** Variables of the build, which Vite writes into the bundle. */
interface ImportMetaEnv {
  readonly MAIN_VITE_UPDATE_FEED?: string;
  readonly MAIN_VITE_UPDATE_KEYS?: string;
}
interface ImportMeta {
  readonly env: ImportMetaEnv;
}
