import { below, Editor, Path } from './editor';

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** The weight that machine-controller gives to a preference. */
const WEIGHT = 1;

/**
 * Guides show preferences in the form of requirements, which the API server refuses: a preference has a weight, and its
 * term below a field of its own.
 */
export function updateAffinity(editor: Editor, affinity: Path): void {
  for (const kind of ['podAffinity', 'podAntiAffinity']) {
    for (const term of editor.items(below(affinity, `${kind}.${PREFERRED}`))) {
      if (!editor.has(below(term, 'topologyKey'))) continue;
      editor.set(term, { weight: WEIGHT, podAffinityTerm: editor.get(term) },
        'a preference about pods has a weight, and its term as podAffinityTerm');
    }
  }
  const nodes = below(affinity, `nodeAffinity.${PREFERRED}`);
  const terms: unknown = editor.get(below(nodes, 'nodeSelectorTerms'));
  if (!Array.isArray(terms)) return;
  editor.set(nodes, terms.map((preference: unknown) => ({ weight: WEIGHT, preference })),
    'preferences about nodes are a list, each with a weight, and its term as preference');
}
