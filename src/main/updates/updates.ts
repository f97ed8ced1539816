import type { UpdateState } from '@shared/domain/update.ts';
import type { UpdateOptions, UpdateService } from './update-service.ts';

/** The update service, whose code is loaded with the first call: most starts never need it. */
export interface Updates {
  state(): Promise<UpdateState>;
  check(): Promise<UpdateState>;
  download(): Promise<UpdateState>;
  cancel(): Promise<UpdateState>;
  install(): Promise<UpdateState>;
}

/** `options` are the service's, except what comes with its code. */
export function createUpdates(options: UpdateOptions): Updates {
  let loading: Promise<UpdateService> | null = null;
  const loaded = () => {
    loading ??= import('./update-service.ts').then(({ createUpdateService }) => createUpdateService(options));
    return loading;
  };
  return {
    state: async () => (await loaded()).state(),
    check: async () => (await loaded()).check(),
    download: async () => (await loaded()).download(),
    cancel: async () => (await loaded()).cancel(),
    install: async () => (await loaded()).install(),
  };
}
