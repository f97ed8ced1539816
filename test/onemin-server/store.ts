import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import type { Asked, PromptObject } from './schema.ts';

/** One charge with its request. Times are milliseconds since 1970. */
export interface Bill {
  readonly at: number;
  readonly uuid: string;
  readonly bodySha256: string;
  readonly prompt: string;
  readonly seed: number | null;
  readonly credits: number;
}

/** An uploaded picture. */
export interface Asset {
  readonly path: string;
  readonly sha256: string;
  readonly mime: string;
  readonly name: string;
  readonly bytes: Buffer;
}

/** One accepted edit. */
export interface EditJob {
  readonly uuid: string;
  readonly createdAt: string;
  readonly type: string;
  readonly model: string;
  readonly promptObject: PromptObject;
  readonly rawPromptObject: unknown;
  readonly resultKey: string;
  status: 'PROCESSING' | 'SUCCESS' | 'FAILURE';
  failure: string | null;
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The service's state, in memory. */
export class Store {
  readonly bills: Bill[] = [];
  readonly jobs = new Map<string, EditJob>();
  readonly results = new Map<string, { readonly bytes: Buffer; readonly mime: string }>();
  readonly #assets = new Map<string, Asset>();
  readonly #blobs = new Map<string, Buffer>();
  readonly #secret = randomBytes(32);
  #count = 0;
  credits: number;

  constructor(credits: number) {
    this.credits = credits;
  }

  get assets(): readonly Asset[] {
    return [...this.#assets.values()];
  }

  /** Stores the bytes once by hash; each upload still gets its own path. */
  addAsset(name: string, mime: string, bytes: Buffer): Asset {
    const hash = sha256(bytes);
    const kept = this.#blobs.get(hash) ?? bytes;
    this.#blobs.set(hash, kept);
    const asset = { path: this.#path(name), sha256: hash, mime, name, bytes: kept };
    this.#assets.set(asset.path, asset);
    return asset;
  }

  asset(path: string): Asset | undefined {
    return this.#assets.get(path);
  }

  /** Forgets uploads, like a service that cleans up. */
  dropAssets(): void {
    this.#assets.clear();
  }

  /** Accepts an edit and bills it immediately. */
  accept(asked: Asked, raw: unknown, bodySha256: string, price: number): EditJob {
    const { type, model, promptObject } = asked;
    const job: EditJob = {
      uuid: randomUUID(),
      createdAt: new Date().toISOString(),
      type,
      model,
      promptObject,
      rawPromptObject: raw,
      resultKey: this.#path(`edited.${promptObject.output_format}`),
      status: 'PROCESSING',
      failure: null,
    };
    this.jobs.set(job.uuid, job);
    this.credits -= price;
    const { seed = null } = promptObject;
    const prompt = asked.prompt ?? '';
    this.bills.push({ at: Date.now(), uuid: job.uuid, bodySha256, prompt, seed, credits: price });
    return job;
  }

  /** A link in S3's format, valid for `lifeMs`. */
  sign(origin: string, key: string, lifeMs: number): string {
    const until = Date.now() + lifeMs;
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Expires': String(until),
      'X-Amz-Signature': this.#signature(key, until),
    });
    return `${origin}/asset.1min.ai/${key}?${query}`;
  }

  signatureHolds(key: string, query: URLSearchParams): boolean {
    const until = Number(query.get('X-Amz-Expires'));
    return until > Date.now() && query.get('X-Amz-Signature') === this.#signature(key, until);
  }

  #signature(key: string, until: number): string {
    return createHmac('sha256', this.#secret).update(`${key}\n${until}`).digest('hex');
  }

  #path(name: string): string {
    this.#count += 1;
    const stamp = new Date()
      .toISOString()
      .replace(/[^0-9]/g, '_')
      .slice(0, 23);
    return `development/images/${stamp}_${this.#count}_${name}`;
  }
}
