import { notices, options, Program } from './support';
import { BundleApp, CdiRelease, Findings, KubeVirtCluster, KubeVirtRelease, UpdateStrategy } from '../../src';
import { rulesOf } from '../findings';

const PLUGGED = { pluggedVolumes: true };
const strategy = (updateStrategy: UpdateStrategy) => options({ updateStrategy });

interface Gates {
  readonly featureGates: string[];
  readonly disabledFeatureGates: string[];
}

/**
 * The feature gates that a cluster of ours lists, with a pool whose members have plugged volumes. `NodeRestriction` is
 * left out, which every cluster has.
 */
function gatesWith(release: KubeVirtRelease, props: object = {}, pool: object = PLUGGED): Gates {
  const program = new Program(release, undefined, (app: BundleApp) => (
    new KubeVirtCluster(app, 'infra', { kubevirt: release, cdi: CdiRelease.V1_66_0, ...props })));
  program.pool(pool);
  expect(program.problems()).toEqual([]);
  const { kubevirtCr } = program.infra as KubeVirtCluster;
  const { featureGates, disabledFeatureGates = [] } =
    kubevirtCr.toJson().spec.configuration.developerConfiguration as Gates;
  return { featureGates: featureGates.filter((gate) => gate !== 'NodeRestriction'), disabledFeatureGates };
}

describe('a pool whose members have plugged volumes', () => {
  test.each(KubeVirtRelease.all())('needs the gate with which they are written into the machine, in %s', (release) => {
    const program = new Program(release);
    program.pool(PLUGGED);
    expect(program.gates()).toEqual(['DeclarativeHotplugVolumes']);
  });

  test.each([
    [KubeVirtRelease.V1_7_4, ['DeclarativeHotplugVolumes']],
    [KubeVirtRelease.V1_8_4, ['DeclarativeHotplugVolumes']],
    [KubeVirtRelease.V1_9_0, []],
  ])('has the gate in the custom resource of %s where it is not on by itself', (release, gates) => {
    expect(gatesWith(release).featureGates).toEqual(gates);
    expect(gatesWith(release).disabledFeatureGates).not.toContain('DeclarativeHotplugVolumes');
    expect(gatesWith(release, {}, { pluggedVolumes: false }).featureGates).toEqual([]);
  });

  test.each(KubeVirtRelease.all())('keeps the older gate that the cluster has, in %s', (release) => {
    expect(gatesWith(release, { featureGates: ['HotplugVolumes'] }).featureGates).toEqual(['HotplugVolumes']);
  });

  test.each(KubeVirtRelease.all())('keeps the older gate that a construct needs, in %s', (release) => {
    const program = new Program(release);
    program.infra.requireFeatureGate('HotplugVolumes', program.tenant);
    program.pool(PLUGGED);
    expect(program.gates()).toEqual([]);
  });

  test('is the same object as one that does not say so, for nothing in a template may change', () => {
    const [said, unsaid] = [PLUGGED, {}].map((props) => new Program().pool(props).virtualMachinePool.toJson());
    expect(said).toEqual(unsaid);
  });

  test('is refused where an update overwrites the members, in one sentence', () => {
    const program = new Program();
    program.pool({ ...PLUGGED, ...strategy(UpdateStrategy.PROACTIVE) });
    expect(program.problems()).toEqual([
      '[infra/tenant/workers/VirtualMachinePool] spec.updateStrategy is proactive, so each change of the template '
        + 'takes plugged volumes out of the members: with the feature gate DeclarativeHotplugVolumes at once, with '
        + 'HotplugVolumes at the next start; it also restarts members, and a changed disk of the template deletes them '
        + 'with their disks. The pool says that it has such volumes (pluggedVolumes). Write UpdateStrategy.UNMANAGED, '
        + 'which is the default, and bring a new template to members one by one (docs/how-to/plugged-volumes.md).',
    ]);
    expect(rulesOf(program.app)).toEqual(['POOL024']);
  });

  test('may be overwritten with a reason', () => {
    const program = new Program();
    const pool = program.pool({ ...PLUGGED, ...strategy(UpdateStrategy.OPPORTUNISTIC) });
    Findings.accept(pool, 'POOL024', 'the volumes are plugged anew by their controller');
    expect(rulesOf(program.app)).toEqual([]);
  });
});

describe('a pool that says nothing of plugged volumes', () => {
  test('is warned of an opportunistic update, and of what it catches up with', () => {
    expect(notices(new Program().pool(strategy(UpdateStrategy.OPPORTUNISTIC)))).toEqual([
      'spec.updateStrategy is opportunistic, so each change of the template overwrites the members: volumes that were '
        + 'plugged into them go, and so does what else was changed in them. If it was unmanaged before, every change '
        + 'since then is applied at once. Leave updateStrategy out, or accept this rule with the reason why members '
        + 'lose nothing.',
    ]);
  });

  test.each([undefined, UpdateStrategy.UNMANAGED])('has no findings with the strategy %s', (updateStrategy) => {
    expect(notices(new Program().pool(options({ updateStrategy })))).toEqual([]);
  });
});
