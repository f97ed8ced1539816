import { engineNameIn, modelNameIn } from '../../../domain/engine-catalog.ts';
import { formatName } from '../../../domain/format-name.ts';
import type { AlignmentFailure, FileKind } from '../../../error-reasons.ts';
import { choiceIn, labelIn } from '../../labels.ts';
import type { ReasonTranslations } from '../../reason-text.ts';
import { counted, number } from './grammar.ts';
import { model } from './model.ts';
import { sentences } from './sentences.ts';
import { updateReasons } from './update-reasons.ts';

const unsupported = (seems: string) =>
  `This isn’t a supported picture (${seems}). Use JPEG, PNG, WebP, AVIF, GIF, BMP, HEIC, TIFF, JPEG XL, or a camera raw file.`;

const errorNumber = (status: number | null) => (status === null ? '' : ` (error ${status})`);

const kinds: Readonly<Record<FileKind, string>> = {
  pdf: 'a PDF document',
  photoshop: 'a Photoshop document',
  jpeg2000: 'a JPEG 2000 picture',
  svg: 'an SVG drawing',
  page: 'a web page',
  link: 'a link to a web page',
  text: 'a text file',
  video: 'a video',
  sound: 'an audio file',
  unknown: 'unknown file type',
};

/** What a workflow has places for. */
export const slotRoles: Readonly<Record<string, string>> = {
  source: 'the picture',
  reference: 'more pictures',
  mask: 'the mask',
  prompt: 'the prompt',
  seed: 'the seed',
  steps: 'steps',
  guidance: 'guidance',
  strength: 'strength',
  width: 'the width',
  height: 'the height',
  output: 'the result',
};

const rows = {
  edit: (id: number) => `Edit ${id}`,
  run: (id: number) => `Run ${id}`,
  verdict: (id: number) => `The re-run match of picture ${id}`,
  receipt: (id: number) => `The receipt for run ${id}`,
};

const problems = {
  'no-network': 'Couldn’t find the server. Check your connection.',
  unreachable: 'Couldn’t reach the server.',
  'proxy-login': 'The proxy of this network requires a user name and password (407).',
  untrusted: 'The server’s security certificate isn’t trusted.',
  blocked:
    'Reseed doesn’t download pictures from private networks. Save the picture first, then drop the file.',
  broken: 'The connection dropped before the picture was downloaded.',
  timeout: 'The download took longer than 20 seconds.',
};

const misaligned: Readonly<Record<AlignmentFailure, string>> = {
  'too-small': 'The result couldn’t be aligned with the original because one of them is too small.',
  'no-detail': 'The result couldn’t be aligned with the original because too little detail is left to go by.',
  'no-match': 'The result couldn’t be aligned with the original because it shows a different picture.',
  uncertain: 'The result couldn’t be aligned with the original: more than one position would fit.',
};

/** Sentence of each reason. */
export const reasons: ReasonTranslations = {
  ...updateReasons,
  'invalid-value': 'This value isn’t valid.',
  'no-picture-selected': 'Select a picture first.',
  'seed-range': ({ min, max }) => `Enter a whole number from ${min} to ${max}.`,
  'prompt-missing': 'Describe what to change.',
  'prompt-too-long': ({ max }) => `Shorten the prompt to ${max} characters or fewer.`,
  'param-number': ({ param, min, max }) => `${labelIn(model, param)} must be a number from ${min} to ${max}.`,
  'param-integer': ({ param, min, max }) =>
    `${labelIn(model, param)} must be a whole number from ${min} to ${max}.`,
  'param-range': ({ param, min, max }) => `${labelIn(model, param)} must be between ${min} and ${max}.`,
  'param-choice': ({ param, choices }) =>
    `${labelIn(model, param)} must be one of: ${choices.map((value) => choiceIn(model, value)).join(', ')}.`,
  'param-switch': ({ param }) => `${labelIn(model, param)} must be on or off.`,
  'param-unknown': ({ model: id, param }) => `${modelNameIn('en', id)} can’t take the setting ${param}.`,
  'engine-unavailable': ({ engine }) => `The engine ${engineNameIn('en', engine)} isn’t available.`,
  'model-of-other-engine': ({ model: id, engine }) =>
    `The engine ${engineNameIn('en', engine)} doesn’t offer ${modelNameIn('en', id)}.`,
  'name-taken': 'This name is already in use.',

  'picture-gone': 'This picture is no longer in the library.',
  'edit-gone': 'This edit is no longer in the library.',
  'run-gone': 'This run is no longer in the library.',
  'source-missing': 'The source picture’s file is missing from the library folder.',
  'part-damaged':
    'The file of a picture or mask needed for this is damaged, and no copy of it was found. Nothing was made. Check the library to see which file it is.',
  'source-damaged':
    'The source picture’s file is damaged, and no copy of it was found. Nothing was sent. Import the original file again to repair it.',
  'source-purged':
    'The source picture of this edit was permanently deleted. Add the picture again to edit it.',
  'reference-gone': 'A reference picture is no longer in the library. Remove it from the edit.',
  'reference-missing': 'The file of a reference picture is missing from the library folder.',
  'reference-damaged':
    'The file of a reference picture is damaged, and no copy of it was found. Nothing was sent. Import the original file again to repair it.',
  'reference-purged': ({ number }) =>
    `Reference picture ${number} of this edit was permanently deleted. Add the picture again to run the edit again.`,
  'references-too-many': ({ model: id, max }) =>
    max === 0
      ? `${modelNameIn('en', id)} can’t take reference pictures.`
      : `${modelNameIn('en', id)} can take at most ${max === 1 ? 'one reference picture' : `${max} reference pictures`}.`,
  'label-taken': ({ name }) => `“${name}” already exists.`,
  'not-for-many': 'A region and drawn masks belong to one picture. Select a single picture.',
  'region-outside': 'The region isn’t inside the picture. Draw it again.',
  'mask-missing': 'The mask is no longer there. Draw it again.',
  'mask-needed': 'This model changes what a mask covers. Paint a mask on the picture.',
  'mask-not-with-pad': 'This model needs a mask, and a picture with padding has none. Remove the padding.',
  'mask-size': 'The mask isn’t as large as the picture. Draw it again.',
  'mask-format': 'The mask isn’t a gray PNG with 8 bits.',
  'not-a-result': 'This works only on the result of an edit. Select a result.',
  'colors-flat': 'One of the two pictures is a single color, so their colors can’t be matched.',
  'colors-alike': 'The picture already has these colors.',
  'colors-picture-gone': 'The picture whose colors were matched is no longer in the library.',
  'finish-cancelled': 'Stopped.',
  'finish-crashed': 'Reseed was closed each time before it was done.',
  'merge-same': 'Select two different results to merge.',
  'merge-other-original':
    'These pictures come from different originals. Only results of one original can be merged.',
  'merge-ancestor': 'One of these pictures was made from the other and already has its changes.',
  'merge-size': ({ name, width, height }) =>
    `${name} isn’t ${number(width)} × ${number(height)} px like the original. Choose Put back for it first.`,
  'merge-nothing': 'There is nothing to merge: one of these pictures has all changes already.',
  'merge-choices': 'The conflicts have changed. Open Merge again.',
  'merge-cancelled': 'Stopped.',
  'list-changed': 'The list has changed. Select the pictures again.',
  'step-damaged': 'This change can’t be undone because its record is damaged.',
  'row-damaged': ({ row, id, where }) =>
    `${rows[row](id)} is damaged and can’t be read${where.length > 0 ? ` (${where.join(', ')})` : ''}.`,
  'table-damaged': ({ table, where }) =>
    `A row of ${table} is damaged and can’t be read${where.length > 0 ? ` (${where.join(', ')})` : ''}.`,
  'edits-busy': ({ count }) =>
    counted(count, {
      one: 'An edit of this picture is still waiting or running. Cancel it, or wait for it to finish.',
      other: `Edits of these ${number(count)} pictures are still waiting or running. Cancel them, or wait for them to finish.`,
    }),
  'no-trash':
    'Reseed can’t use the system trash for its folder. Nothing was deleted, and the pictures are still in Reseed’s Trash.',
  'trash-failed': ({ failed, all }) =>
    `${number(failed)} of ${number(all)} pictures couldn’t be moved to the system trash. They’re still in Reseed’s Trash.`,

  'not-regular': 'This isn’t a regular file.',
  'larger-than': ({ megabytes }) => `The file is larger than ${number(megabytes)} MB.`,
  'file-gone': 'The file no longer exists.',
  'no-permission': 'You don’t have permission to read this file.',
  'link-circle': 'This is a link that leads back to itself.',
  'name-too-long': 'The name is too long for this disk.',
  'path-through-file': 'The path leads through a file instead of a folder.',
  'may-not-write': 'You don’t have permission to save in this folder. Choose another one.',
  'picture-file-missing': 'The picture’s file is missing from the library folder or can’t be read.',
  'format-not-written': ({ format }) =>
    `Reseed can’t save ${format} files. Save the picture as PNG, JPEG, or WebP.`,
  'not-written': ({ name }) => `Couldn’t save ${name} there. Choose another folder.`,
  'edge-too-long': ({ mime, max, others }) =>
    `${formatName(mime)} holds at most ${number(max)} pixels along an edge, and this picture is longer. Choose ${[...others.map(formatName), 'a smaller longest edge'].join(' or ')}. Nothing was saved.`,
  'nothing-saved': 'The disk is full. Nothing was saved.',

  'looks-like': ({ kind }) => unsupported(kinds[kind]),
  'picture-format': ({ format }) => unsupported(`a picture in ${format} format`),
  'file-format': ({ format }) => unsupported(`a ${format} file`),
  'folder-too-many': ({ max }) => `Only the first ${number(max)} files in this folder were checked.`,
  'folder-too-deep': ({ levels }) => `Subfolders deeper than ${levels} levels were skipped.`,
  'folder-unreadable': 'The folder can’t be read.',
  'folder-link': 'This is a link to a folder. Drop the folder itself.',
  'dead-link': 'This link points to something that no longer exists.',
  'never-came': 'The file’s content never arrived. Try dropping it again.',
  'https-only':
    'Reseed downloads pictures from https addresses only. Save the picture first, then drop the file.',
  'other-host':
    'The address redirects to another site, so Reseed didn’t download it. Save the picture first, then drop the file.',
  'link-to-no-picture':
    'This link doesn’t lead to a picture. Open the page, then drag the picture itself or save it first.',
  'page-status': ({ status }) => `The website didn’t provide the picture (error ${status}).`,
  'page-unreachable': ({ problem }) => problems[problem],

  'no-folder': 'Choose a folder first.',
  'export-folder-gone': ({ name }) => `The folder ${name} no longer exists. Choose another one.`,
  'move-other-library': 'There’s already a library in that folder. Choose an empty one.',
  'move-not-empty': 'That folder isn’t empty. Choose an empty one, or create a new one.',
  'move-no-room': ({ needed, free }) =>
    `The library needs ${number(needed)} MB, and only ${number(free)} MB are free there. Choose a folder on another disk. Nothing was moved.`,
  'previous-not-trashed':
    'The system trash can’t take this folder. Nothing was deleted. Delete it in the file manager if you don’t need it.',
  'move-not-closed': 'The library is still busy. Nothing was moved. Try again when everything is done.',
  'inside-library': 'This is Reseed’s own folder. Choose a different one.',
  'drag-too-many': ({ max }) =>
    `You can drag up to ${number(max)} pictures at a time. To get more, export them to a folder.`,
  'drag-too-large': 'These pictures are too large to drag together. Export them to a folder instead.',

  'not-aligned': ({ why }) => misaligned[why],
  'content-changed':
    'The result shows different content, so its light and color can’t be carried over. Put back only the parts that changed instead.',
  'no-change-found': 'The result shows no change that could be put back.',
  'certificate-failed': ({ count }) =>
    counted(count, {
      one: 'A pixel outside the mask differs from the original. Nothing was saved.',
      other: `${number(count)} pixels outside the mask differ from the original. Nothing was saved.`,
    }),
  'sizes-differ': 'The mask or region doesn’t match the size of the picture.',

  'too-many-presets': ({ max }) => `You can save up to ${number(max)} presets. Delete some to make room.`,
  'preset-file-not-json': ({ file }) => `${file} isn’t a JSON file.`,
  'preset-file-other': ({ file }) => `${file} doesn’t contain Reseed presets.`,
  'preset-file-newer': ({ file }) =>
    `${file} was created by a newer version of Reseed. Update Reseed to import it.`,
  'preset-file-too-many': ({ file, max }) => `${file} has more than ${number(max)} presets.`,
  'preset-file-too-large': 'The file is larger than 20 MB.',
  'preset-no-object': 'It has no fields.',
  'preset-bad-name': 'The name must be 1 to 100 characters long.',
  'preset-unknown-field': 'This version doesn’t support this field.',
  'preset-unknown-engine': ({ engine }) => `This version doesn’t support the engine ${engine}.`,
  'preset-unknown-model': ({ model: id }) => `This version doesn’t support the model ${id}.`,
  'preset-no-text': 'It must be text.',
  'preset-sets-nothing': 'It sets nothing.',

  'press-reused': 'The same click was already used for a different edit. Nothing was sent. Try again.',
  'queued-already': 'This edit is already in the queue.',
  'done-already': 'This edit already has a result. To run it again, use Re-run.',
  'only-waiting': 'Only waiting edits can be reordered.',
  'queue-changed': 'The queue has changed. Try again.',
  'outcome-known': 'This edit’s outcome is already known. There’s nothing to check.',
  'cannot-ask': 'This engine can’t report the status of past edits.',
  'no-remote-id':
    '1min.ai didn’t return an ID for this edit, so Reseed can’t check its status. Look in your 1min.ai history, then run the edit again or dismiss it.',
  'cancelled-after-sending': 'Canceled after it was sent.',
  'no-picture': 'The engine returned no picture.',
  'result-unusable': ({ cause }) => `The engine returned something that can’t be used: ${sentences[cause]}`,
  'none-watched': 'No edit of this model is watched anymore.',
  'too-many-watches': ({ max }) =>
    `You can watch up to ${number(max)} edits. Stop watching some to make room.`,
  'too-many-watches-of-model': ({ max }) =>
    `You can watch up to ${number(max)} edits of a model. Stop watching one to make room.`,
  'too-many-pictures': ({ max }) => `You can edit up to ${number(max)} pictures at a time. Select fewer.`,
  'cap-zero': 'Paid edits are off because the daily limit is 0. Raise it in Settings.',
  'cap-reached': ({ cap }) =>
    `You’ve reached today’s limit of ${counted(cap, { one: '1 paid edit', other: `${number(cap)} paid edits` })}. Raise it in Settings, or continue tomorrow.`,
  'over-cap': ({ runs, left }) =>
    `That’s ${number(runs)} paid edits, but only ${number(left)} ${counted(left, { one: 'is', other: 'are' })} left today. Select fewer, or raise the limit in Settings.`,

  'key-empty': 'What you pasted contains no key. Copy it at 1min.ai again.',
  'key-spaces': 'There is a space or a line break inside this key. Copy it at 1min.ai again, in one piece.',
  'key-foreign-sign': ({ sign }) => `This isn’t an API key: it contains “${sign}”. Copy it at 1min.ai again.`,
  'key-too-long': 'This is longer than any API key. Copy only the key at 1min.ai.',
  'key-cannot-be-opened': 'The saved API key can’t be read on this computer. Enter it again in Settings.',
  'key-from-environment':
    'The key was set when Reseed started. To use a different key, start Reseed without RESEED_API_KEY or RESEED_API_KEY_FD.',
  'key-test-offline': 'You’re offline, so the key couldn’t be tested.',
  'key-test-unreachable': 'Can’t reach 1min.ai, so the key couldn’t be tested.',

  'server-error': ({ status }) => `1min.ai returned error ${status} after the edit was sent.`,
  'invalid-request': '1min.ai rejected the request as invalid.',
  'edit-refused': ({ status }) => `1min.ai rejected this edit${errorNumber(status)}.`,
  'picture-refused': ({ status }) => `1min.ai rejected the picture${errorNumber(status)}.`,
  'upload-error': ({ status }) => `1min.ai couldn’t accept the picture (error ${status}).`,
  'edit-given-up': '1min.ai couldn’t complete this edit.',
  'over-service-limit': 'The picture is over 1min.ai’s 50 MB limit.',
  'try-later': '1min.ai is busy. Reseed will retry later.',
  credits: ({ needed, present }) =>
    `Not enough credits: this edit needs ${number(needed)}, and your account has ${number(present)}.`,
  'no-answer-in-time': 'The edit was sent, but 1min.ai didn’t respond within five minutes.',
  'upload-broke-off': 'The connection dropped during the upload.',
  redirected: '1min.ai redirected the request, so Reseed didn’t send the edit.',
  stopped: 'Stopped after it was sent.',
  'unreadable-answer': 'Reseed couldn’t read 1min.ai’s response.',
  'no-upload-path': '1min.ai accepted the picture but didn’t return its address.',
  'no-result': '1min.ai reports the edit as done but returned no result.',
  'result-on-full-disk':
    'The edit is done, but the disk is full. Free up space, and Reseed will download the result automatically.',
  'record-gone': '1min.ai accepted the edit but no longer has a record of it.',
  'not-finished': '1min.ai accepted the edit but didn’t finish it within five minutes.',
  'fetched-later': '1min.ai accepted the edit. Reseed will download the result as soon as it can.',
  'result-key-refused':
    '1min.ai rejected the API key, so the result of this edit is still at 1min.ai. Update the key in Settings, and Reseed will download it.',
  'result-key-missing':
    'Without an API key, the result of this edit stays at 1min.ai. Add the key in Settings, and Reseed will download it.',
  'no-edit-id': '1min.ai accepted the edit but returned no ID, so Reseed can’t check its status.',
  'upload-expired': 'The uploaded picture expired. Reseed is uploading it again.',

  'server-unset': 'No server yet. Enter its address in Settings.',
  'server-unreachable': 'Can’t reach the server. Reseed will try again automatically.',
  'server-certificate':
    'The server’s security certificate isn’t trusted, so nothing was sent. A proxy or a virus scanner may be in between, or this computer’s clock may be wrong.',
  'server-proxy-login':
    'This network’s proxy asks for a name and a password (407). Nothing was sent to the server. Sign in to the proxy in the operating system’s settings, or use one without a login.',
  'server-key-refused': 'The server rejected the key or token. Check it in Settings.',
  'server-key-missing': 'The server asks for a key or token. Add it in Settings.',
  'server-redirected':
    'The server redirected the request to another address, so Reseed stopped. Check the address in Settings.',
  'server-status': ({ status }) => `The server returned error ${status}.`,
  'server-busy': 'The server has too many requests. Reseed will try again automatically.',
  'server-too-large': 'The server doesn’t accept a picture of this size.',
  'server-refused': ({ status }) => `The server rejected this edit${errorNumber(status)}.`,
  'server-moderated': 'The server’s safety filter blocked this edit.',
  'server-quota': 'The account on the server has no credit left.',
  'server-no-answer': 'The edit was sent, but the server didn’t answer.',
  'server-unreadable':
    'Reseed couldn’t read the server’s response. Check that the address belongs to the right kind of server.',
  'server-no-picture': 'The server reports the edit as done but returned no picture.',
  'server-not-picture': 'The server returned something that isn’t a picture.',
  'server-forgot': 'The server no longer knows this edit. It may have been restarted. Nothing was charged.',
  'server-removed': 'The server of this edit is no longer in Settings. Add it again to get the result.',
  'server-lacks': ({ names }) => `The server lacks what the workflow needs: ${names.join(', ')}.`,
  'never-arrived': 'The edit didn’t reach the server. Reseed sends it again.',
  'interrupted-on-server': 'Someone stopped this edit on the server.',
  'node-failed': ({ node }) => `A node of the workflow failed: ${node}.`,
  'workflow-refused': 'ComfyUI rejected the workflow.',
  'workflow-gone':
    'The workflow of this edit is gone, so the edit can’t be repeated as it was. Choose the same file again in Settings, or run a new edit.',
  'workflow-incomplete': ({ roles }) =>
    `The workflow can’t be used: it has no place for ${roles.map((role) => slotRoles[role] ?? role).join(', ')}.`,
};
