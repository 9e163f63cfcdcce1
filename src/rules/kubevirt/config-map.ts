import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const CONFIG_MAP: ObjectRule = {
  id: 'KV071',
  name: 'cluster/config-map',
  on: 'object',
  kinds: ['/ConfigMap'],
  severity: Severity.WARNING,
  title: 'KubeVirt is not configured by the ConfigMap kubevirt-config',
  why: 'KubeVirt reads settings and feature gates from its custom resource alone. Old releases read this ConfigMap.',
  remedy: 'Write featureGates and kubevirtConfig of KubeVirtCluster, and leave the ConfigMap out.',
  source: kubevirt('pkg/virt-config/configuration.go: GetConfig'),
  acceptable: true,

  *check({ metadata, data = {} }, { cluster }) {
    const { name, namespace } = metadata;
    if (name !== 'kubevirt-config' || namespace !== cluster?.facts.kubevirtNamespace) return;
    const keys = Object.keys(data);
    const lost = keys.length > 0 ? `, so ${keys.join(', ')} do${keys.length > 1 ? '' : 'es'} nothing` : '';
    yield fault(
      'metadata.name',
      `is "kubevirt-config", the ConfigMap that only old releases of KubeVirt read${lost}`,
      'Write feature gates to spec.configuration.developerConfiguration.featureGates of the KubeVirt custom resource, '
        + 'and other settings to its spec.configuration (featureGates and kubevirtConfig of KubeVirtCluster). '
        + 'Leave the ConfigMap out.',
    );
  },
};
