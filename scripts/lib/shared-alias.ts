import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inProject } from './project.ts';

// Loaded with --import: lets plain Node resolve `@shared/…`, which the bundlers resolve by their own
// settings.
const PREFIX = '@shared/';

registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith(PREFIX)) return next(specifier, context);
    return next(pathToFileURL(inProject('src/shared', specifier.slice(PREFIX.length))).href, context);
  },
});
