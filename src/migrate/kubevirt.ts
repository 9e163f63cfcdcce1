import { Weight } from './change';
import { Editor } from './editor';
import type { Migration } from './migration';
import { BETA_IS_ON } from '../releases/beta-is-on';
import type { KubeVirtRelease } from '../releases/release';
import { OPENS_NODE } from '../rules/kubevirt/gates/standing';
import { texts } from '../toolkit/shape';

const GATES = 'spec.configuration.developerConfiguration.featureGates';

/** The namespace in KubeVirt's own manifests. */
const USUAL_NAMESPACE = 'kubevirt';

/** Merges KubeVirt custom resources, of which a cluster has one, and lists the feature gates that a release needs. */
export function updateKubeVirt(migration: Migration): void {
  mergeResources(migration);
  for (const editor of migration.of('kubevirt.io', 'KubeVirt')) {
    if (editor.manifest.namespace === undefined) {
      editor.set('metadata.namespace', USUAL_NAMESPACE, 'the custom resource is in the namespace of the '
        + 'operator, which is this one in KubeVirt\'s own manifest', Weight.WARNING);
    }
    updateGates(editor, migration.target.kubevirt);
  }
}

/** Guides show parts of the resource without a namespace. Such a part goes into the whole one. */
function mergeResources(migration: Migration): void {
  const all = migration.of('kubevirt.io', 'KubeVirt');
  const whole = all.find(({ manifest }) => manifest.namespace !== undefined) ?? all[0];
  for (const part of all.filter((each) => each !== whole)) {
    const { manifest } = part;
    if (manifest.namespace !== undefined && manifest.namespace !== whole.manifest.namespace) {
      part.fail('cannot be carried over: a cluster has one KubeVirt custom resource, and these files hold several');
      continue;
    }
    for (const key of part.keys('spec')) {
      const field = `spec.${key}`;
      if (!whole.has(field)) {
        whole.set(field, part.get(field), `${manifest.where} writes it to the same resource`);
        continue;
      }
      if (JSON.stringify(whole.get(field)) !== JSON.stringify(part.get(field))) {
        part.fail(`${field} cannot be carried over: ${whole.manifest.where} sets it too, and a cluster has one KubeVirt`
          + ' custom resource');
      }
    }
    migration.drop(manifest, 'a cluster has one KubeVirt custom resource');
  }
}

function updateGates(editor: Editor, release: KubeVirtRelease): void {
  const listed = texts(editor.get(GATES));
  const needless = listed.flatMap((gate) => needlessGate(gate, release) ?? []);
  for (const { gate, reason, weight } of needless) editor.removeText(GATES, gate, reason, weight);
  for (const gate of OPENS_NODE.filter((each) => listed.includes(each) && needlessGate(each, release) === undefined)) {
    editor.warn(`keeps the feature gate ${gate}, which gives machines files or processes of the node. Remove it unless `
      + 'one of your machines needs it.');
  }
  if (needless.length > 0 && editor.items(GATES).length === 0) editor.remove(GATES, 'it is empty');
  if (listed.includes('HotplugVolumes') && release.featureGateState('HotplugVolumes') === 'Deprecated') {
    editor.warn('keeps the feature gate HotplugVolumes, which is deprecated: without it, volumes that were plugged '
      + 'into running machines alone leave them. Write DeclarativeHotplugVolumes once no machine has any.');
  }
}

/** A feature gate that need not be listed. */
interface NeedlessGate {
  readonly gate: string;
  readonly reason: string;
  readonly weight: Weight;
}

/** Why a release does not need a feature gate to be listed, with how much that matters; undefined if it needs it. */
export function needlessGate(gate: string, release: KubeVirtRelease): NeedlessGate | undefined {
  const why = whyNeedless(gate, release);
  if (why === undefined) return undefined;
  const isLost = release.featureGateState(gate) === 'Discontinued';
  return { gate, reason: `it ${why}`, weight: isLost ? Weight.WARNING : Weight.CHANGE };
}

function whyNeedless(gate: string, release: KubeVirtRelease): string | undefined {
  switch (release.featureGateState(gate)) {
    case undefined: return `is not a feature gate of ${release}, which ignores it`;
    case 'GA': return `is always on in ${release}`;
    case 'Discontinued': return `does nothing in ${release}: the feature is gone`;
    case 'Beta': return release._atLeast(BETA_IS_ON) ? `is on in ${release} unless it is disabled` : undefined;
    default: return undefined;
  }
}
