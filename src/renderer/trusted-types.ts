/* The pages' policy refuses a text where the browser would run it or parse it as markup. What the pages need
   of that goes through the two policies here, which `contentSecurityPolicy` and the imaging page's policy
   name. */

/** The browser's policy object. It returns trusted objects, which are passed on in the place of texts. */
interface TextPolicy {
  createHTML(text: string): string;
  createScriptURL(text: string): string;
}

declare global {
  interface Window {
    /** Missing in the DOM that unit tests use. */
    readonly trustedTypes?: {
      createPolicy(
        name: string,
        rules: { [R in keyof TextPolicy]?: (text: string) => string | null },
      ): TextPolicy;
    };
  }
}

const WORKER = /^\/assets\/worker-[\w-]+\.js$/;

/**
 * Lets this page start the app's own workers. It is the default policy, which the browser asks about every
 * text, because Vite finds workers only by a plain `new Worker(new URL(…))`.
 */
export function allowWorkers(): void {
  window.trustedTypes?.createPolicy('default', { createScriptURL: ownWorker });
}

/** Returns the address if it is one of the app's own workers, or null. */
function ownWorker(address: string): string | null {
  const { protocol, host } = window.location;
  const url = new URL(address, window.location.href);
  return url.protocol === protocol && url.host === host && WORKER.test(url.pathname) ? url.href : null;
}

let inertMarkup: TextPolicy | undefined;

/** Parses markup into a document of its own, in which nothing is loaded or executed. */
export function parseInert(html: string): Document {
  inertMarkup ??= window.trustedTypes?.createPolicy('inert-markup', { createHTML: (text) => text });
  return new DOMParser().parseFromString(inertMarkup?.createHTML(html) ?? html, 'text/html');
}
