import { BundleApp, CdiRelease, InfraCluster, KubeVirtCluster, KubeVirtRelease, TenantNamespace } from '../../src';
import { errorsOf } from '../findings';

/** A proxy that throws whatever is done with it. */
function revoked(target: object): never {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy as never;
}

describe.each([[{}], [[]]])('a revoked proxy of %j', (target) => {
  const releases = { kubevirt: KubeVirtRelease.V1_9_0, cdi: CdiRelease.V1_66_0 };

  test('is not a scope', () => {
    expect(() => new TenantNamespace(revoked(target), 'a')).toThrow('scope is an object, but must be a construct');
    expect(() => InfraCluster.containing(revoked(target))).toThrow('construct is an object, but must be a construct');
  });

  test('is not an id', () => {
    const app = new BundleApp();
    new TenantNamespace(KubeVirtCluster.existing(app, 'infra', releases), revoked(target));
    expect(errorsOf(app)).toEqual([
      '[infra/unnamed-2] id is an object, but must be a text of at least one character. Write a name that no other '
        + 'construct of the scope has.',
    ]);
  });

  test('is not a release, nor a gate', () => {
    expect(() => KubeVirtRelease.of(revoked(target))).toThrow('KubeVirt an object is not supported');
    expect(KubeVirtRelease.V1_9_0.featureGateState(revoked(target))).toBeUndefined();
  });
});
