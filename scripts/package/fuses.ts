import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/** Every fuse of Electron as set in the packaged app. None is left at its default. */
export const FUSES: Readonly<Record<FuseV1Options, boolean>> = {
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Verified on macOS and Windows, where the packager writes the archive's hash into the binary.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // No page is loaded from file://.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

const NAMES = Object.keys(FUSES).map(Number) as FuseV1Options[];

/** Returns the fuses of this binary. An older Electron has fewer. A string is a state, by name. */
export async function readFuses(executable: string): Promise<Map<FuseV1Options, string>> {
  const wire = await getCurrentFuseWire(executable);
  const states = new Map<FuseV1Options, string>();
  for (const name of NAMES) {
    const state = wire[name];
    if (state !== undefined) states.set(name, FuseState[state] ?? String(state));
  }
  return states;
}

/** Sets all fuses of a binary. Fails on a fuse that isn't in FUSES, which must be decided first. */
export async function setFuses(executable: string): Promise<void> {
  const present = await readFuses(executable);
  const wanted = Object.fromEntries(
    NAMES.filter((name) => present.has(name)).map((name) => [name, FUSES[name]]),
  );
  await flipFuses(executable, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    ...(wanted as Record<FuseV1Options, boolean>),
  });
}

/** Returns how the binary's fuses differ from FUSES. */
export async function wrongFuses(executable: string): Promise<string[]> {
  const present = await readFuses(executable);
  const wrong: string[] = [];
  for (const [name, state] of present) {
    const wanted = FUSES[name] ? 'ENABLE' : 'DISABLE';
    if (state !== wanted) wrong.push(`${FuseV1Options[name]} is ${state}, not ${wanted}`);
  }
  return wrong;
}
