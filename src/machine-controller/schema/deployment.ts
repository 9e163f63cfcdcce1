import type { Form, MapForm } from './forms';
import { PROVIDER_CONFIG } from './provider';
import { table } from '../../toolkit/table';

/** A map whose other keys machine-controller ignores. */
function lenient(keys: { readonly [key: string]: Form }): MapForm {
  return { keys: table({ ...keys }), isStrict: false };
}

const SELECTOR = lenient({
  matchLabels: 'map of texts',
  matchExpressions: { items: lenient({ key: 'text', operator: 'text', values: { items: 'text' } }) },
});

const LABELLED = table<{ readonly [key: string]: Form }>({ labels: 'map of texts', annotations: 'map of texts' });

const METADATA = lenient({
  ...LABELLED,
  name: 'text',
  namespace: 'text',
  generateName: 'text',
  creationTimestamp: 'anything',
  finalizers: 'anything',
  ownerReferences: 'anything',
});

const MACHINE = lenient({
  metadata: METADATA,
  taints: { items: lenient({ key: 'text', value: 'text', effect: 'text', timeAdded: 'anything' }) },
  providerSpec: lenient({ value: PROVIDER_CONFIG, valueFrom: 'anything' }),
  versions: lenient({ kubelet: 'text', controlPlane: 'text' }),
  providerID: 'text',
  configSource: 'anything',
  nodeDrainTimeout: 'text',
});

const STRATEGY = lenient({
  type: 'text',
  rollingUpdate: lenient({ maxSurge: 'number or share', maxUnavailable: 'number or share' }),
});

/** A MachineDeployment (`sdk/apis/cluster/v1alpha1`), whose CRD has no schema. */
export const DEPLOYMENT_SPEC = lenient({
  replicas: 'whole number',
  selector: SELECTOR,
  template: lenient({ metadata: METADATA, spec: MACHINE }),
  strategy: STRATEGY,
  minReadySeconds: 'whole number',
  revisionHistoryLimit: 'whole number',
  paused: 'boolean',
  progressDeadlineSeconds: 'whole number',
  nodeDrainTimeout: 'text',
});
