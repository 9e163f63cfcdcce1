import type { KubeVirtSpec } from '../../../imports/kubevirt.io';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { isJson } from '../../toolkit/json';
import type { ObjectRule } from '../rule';
import { kubevirt } from '../sources';

export const PATCH_JSON: ObjectRule = {
  id: 'KV015',
  name: 'cluster/patch-json',
  on: 'object',
  kinds: ['kubevirt.io/KubeVirt'],
  severity: Severity.ERROR,
  title: 'A patch of KubeVirt\'s components is JSON',
  why: 'KubeVirt refuses any other form, whatever the type of the patch.',
  remedy: 'Write the patch as JSON.',
  source: kubevirt('pkg/virt-operator/webhooks/kubevirt-update-admitter.go: validateCustomizeComponents'),
  acceptable: false,

  *check({ spec }: { spec: KubeVirtSpec }) {
    for (const [index, patch] of (spec.customizeComponents?.patches ?? []).entries()) {
      if (isJson(patch.patch)) continue;
      const problem = `of ${patch.resourceType} ${patch.resourceName} is ${JSON.stringify(patch.patch)}, `
        + 'which is not JSON, and KubeVirt takes no other form, whatever its type';
      yield fault(`spec.customizeComponents.patches[${index}].patch`, problem, 'Write it as JSON.');
    }
  },
};
