/** The workflow of an engine. A missing place isn’t an error unless it is required: each message says what follows. */
export const workflow = {
  dialog: 'Choose a workflow in API format',
  choose: 'Choose workflow file…',
  useBuiltIn: 'Use the built-in workflow',
  builtIn: (name: string) => `${name} (built-in)`,
  usesBuiltIn: 'New edits use the built-in workflow.',
  lost: 'The file of the workflow you chose is gone or was changed. New edits use the built-in workflow.',
  uses: (name: string) => `Workflow: ${name}`,

  exposed:
    'This address uses plain http. A key or token, your prompts and your pictures can be read by anyone on the way to this server. Use https, or a tunnel such as ssh -L.',

  found: 'What Reseed fills in',
  columns: { role: 'Value', node: 'Node', input: 'Input' },
  node: (title: string, id: string) => `${title} (${id})`,
  nodeOf: (title: string, className: string, id: string) => `${title}, ${className} (${id})`,
  roles: {
    source: 'Picture',
    reference: 'Reference picture',
    mask: 'Mask',
    prompt: 'Prompt',
    seed: 'Seed',
    steps: 'Steps',
    guidance: 'Guidance',
    strength: 'Strength',
    width: 'Width',
    height: 'Height',
    output: 'Result',
  },
  noInput: 'all pictures',

  missingTitle: 'What it has no place for',
  missing: {
    source: 'Picture: an edit can’t be run. Add a LoadImage node.',
    prompt: 'Prompt: an edit can’t be run. Add a text node.',
    output: 'Result: an edit can’t be run. Add a SaveImage node.',
    seed: 'Seed: a re-run can’t repeat its result.',
    mask: 'Mask: it isn’t sent. It only limits what is put back into the original.',
    reference: 'Reference pictures: only the picture you edit is sent.',
    steps: 'Steps: the workflow’s own number is used.',
    guidance: 'Guidance: the workflow’s own value is used.',
    strength: 'Strength: the workflow’s own value is used.',
    width: 'Width: the workflow decides it.',
    height: 'Height: the workflow decides it.',
  },
  candidates: (names: string) =>
    `Several texts could be the prompt: ${names}. In ComfyUI, rename one of these nodes to “reseed: prompt” and export the workflow again.`,

  refused: (file: string, why: string) => `${file} isn’t used. ${why}`,
  problems: {
    unreadable: 'The file can’t be read.',
    'too-large': 'It is larger than 2 MB.',
    'not-json': 'It isn’t valid JSON.',
    'editor-format':
      'It is a workflow in the editor’s format, which can’t be run. In ComfyUI, open the workflow and choose File > Export (API). Older versions call it Save (API Format), and show it once Enable Dev mode Options is on in their settings.',
    'other-file': 'It isn’t a ComfyUI workflow in API format. In ComfyUI, choose File > Export (API).',
    incomplete: 'The workflow lacks what every edit needs.',
  },
};
