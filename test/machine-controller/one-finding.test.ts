import { CdiRelease, KubeVirtRelease } from '../../src';
import { MACHINE_DEPLOYMENTS } from '../corpus/machine-deployments/rows';
import { Scene } from '../corpus/scene';

test.each(MACHINE_DEPLOYMENTS.map((each) => [`${each.rule}: ${each.case}`, each] as const))(
  '%s has no error of another rule',
  (_name, row) => {
    const scene = new Scene(KubeVirtRelease.V1_9_0, CdiRelease.V1_66_0);
    row.program(scene);
    const errors = scene.findings().filter(({ rule, severity }) => severity === 'error' && rule !== row.rule);
    expect(errors.map(({ rule, message }) => `${rule} ${message}`)).toEqual([]);
  },
);
