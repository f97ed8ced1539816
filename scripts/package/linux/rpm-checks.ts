/** Returns rpmlint's errors, one a line. Its warnings are matters of taste between distributions. */
export function seriousFindings(output: string): string[] {
  return output.split('\n').filter((line) => /^\S+: E: /.test(line));
}

/**
 * Returns the requirements of a package that a system doesn't meet. `libraries`: the output of `ldconfig -p`.
 * Libraries are looked up by name, as their symbol versions are those of the machine that built Electron.
 */
export function missingRequirements(
  required: readonly string[],
  libraries: string,
  exists: (path: string) => boolean,
): string[] {
  const found = new Set([...libraries.matchAll(/^\s*(\S+) \(/gm)].map((match) => match[1]));
  return required.filter((line) => {
    const [name = ''] = line.split(/[\s(]/);
    if (name.startsWith('/')) return !exists(name);
    if (/^(rpmlib|rtld)$/.test(name)) return false;
    if (/\.so(\.|$)/.test(name)) return !found.has(name);
    return !(PATHS[name] ?? []).some(exists);
  });
}

/** A path of each required package that isn't a library. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  'xdg-utils': ['/usr/bin/xdg-open'],
  'hicolor-icon-theme': ['/usr/share/icons/hicolor/index.theme'],
};
