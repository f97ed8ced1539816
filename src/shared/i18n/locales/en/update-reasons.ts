import type { ReasonTranslations } from '../../reason-text.ts';
import { number } from './grammar.ts';

const unreachable = {
  'no-network': 'Couldn’t find the update server. Check your connection and the address.',
  unreachable: 'Couldn’t reach the update server. Try again later.',
  'proxy-login': 'The proxy of this network requires a user name and password (407). Sign in to it first.',
  untrusted:
    'The update server’s security certificate isn’t trusted. A proxy may be in between, or this computer’s clock may be wrong.',
  blocked: 'The update server’s address isn’t allowed.',
  broken: 'The connection to the update server dropped. Try again.',
  timeout: 'The update server took too long. Try again later.',
};

/** Sentences of refused updates: what happened, and what to do. */
export const updateReasons: Pick<
  ReasonTranslations,
  Extract<keyof ReasonTranslations, `update-${string}`>
> = {
  'update-no-feed': 'No update address is set. Enter one to check for updates.',
  'update-no-key':
    'This build of Reseed has no key to verify updates with, so it can’t check for them. Get new versions where you got this one.',
  'update-by-system': 'This copy is updated by your system, together with its other packages.',
  'update-unreachable': ({ problem }) => unreachable[problem],
  'update-status': ({ status }) =>
    `The update server answered with error ${status}. Check the address, or try again later.`,
  'update-redirect': ({ host }) =>
    `The update server wants to send Reseed to another address (${host}). Nothing was downloaded from there. If you trust that server, enter its address yourself.`,
  'update-slow': ({ seconds }) =>
    `The update server sent too little within ${number(seconds)} s, so Reseed stopped waiting. Try again later, or on another network.`,
  'update-list-too-large':
    'The update server sent far more than a list of releases. Nothing was downloaded. Check the address.',
  'update-no-list':
    'There’s no list of releases at this address, but maybe a web page. Check the address, or sign in to this network first.',
  'update-signature':
    'The list of releases isn’t signed by Reseed’s publisher. It may have been tampered with. Nothing was downloaded. Check the address.',
  'update-other-system':
    'The list of releases is for another operating system. Nothing was downloaded. Tell the operator of the update server.',
  'update-expired': ({ day }) =>
    `The list of releases was valid until ${day}. The server may be out of date, or this computer’s clock may be wrong. Nothing was downloaded.`,
  'update-replayed':
    'The update server sent an older list of releases than the last time. Someone may be keeping new versions from you. Nothing was downloaded. Try again later, or on another network.',
  'update-older': ({ offered, present }) =>
    `The update server offers version ${offered}, which is older than yours (${present}). Reseed never goes back automatically. You can keep your version.`,
  'update-no-file': ({ version }) =>
    `Version ${version} is out, but has no file for this kind of installation. Install it by hand.`,
  'update-other-file': ({ file }) =>
    `The signature of ${file} belongs to another file or version. Nothing was downloaded. Tell the operator of the update server.`,
  'update-too-large': ({ file }) =>
    `${file} is larger than the signed list says. The download was stopped and deleted. Try again later.`,
  'update-truncated': ({ bytes, expected }) =>
    `The download ended after ${number(bytes)} of ${number(expected)} bytes and was deleted. Try again.`,
  'update-hash': ({ file }) =>
    `${file} isn’t the file that Reseed’s publisher signed. It was not run. Try again; if that doesn’t help, tell the operator of the update server.`,
};
