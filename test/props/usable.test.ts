import { Size } from 'cdk8s';
import { ImageSource } from '../../src';
import { usableProps } from '../../src/props/check';
import { STAND_IN } from '../../src/props/usable';

test('props without a fault are the given ones', () => {
  const given = { quota: { cpu: 4 }, sizes: [{ name: 'small', cpu: 1, memory: Size.gibibytes(1) }] };
  expect(usableProps('TenantNamespaceProps', given)).toEqual({ props: given, faults: [], unusable: [] });
  expect(usableProps('TenantNamespaceProps', given).props).toBe(given);
  expect(usableProps('TenantNamespaceProps').props).toEqual({});
});

test('what is faulty is left out, and what has no fault is shared', () => {
  const access = { editors: { groups: ['a'] } };
  const labels = { team: 'a', cost: 4 };
  const given = { access, quotas: {}, quota: { cpu: 'four', pods: 10 }, standardSizes: 'no', labels };
  const { props, faults } = usableProps<object>('TenantNamespaceProps', given);
  expect(props).toEqual({ access, quota: { pods: 10 }, labels: { team: 'a' } });
  expect((props as typeof given).access).toBe(access);
  expect(faults.map(({ prop }) => prop)).toEqual(['quota.cpu', 'standardSizes', 'labels.cost', 'quotas']);
  expect(given.quota).toEqual({ cpu: 'four', pods: 10 });
});

test('an item, or a struct that can be left out, goes as a whole when a required prop of it is faulty', () => {
  const small = { name: 'small', cpu: 1, memory: '1Gi' };
  const given = {
    sizes: [{ ...small, cpu: 'one' }, small, { ...small, overrides: 'none' }],
    isolation: { egress: [{ cidrs: ['192.0.2.0/24'] }] },
  };
  const { props } = usableProps<object>('TenantNamespaceProps', given);
  expect(props).toEqual({ sizes: [small, small], isolation: { egress: [] } });
  expect(usableProps<object>('KubeVirtClusterProps', { monitoring: {} }).props).toEqual({});
});

test('what is required and faulty has a stand-in, except instances of classes, whose paths are told', () => {
  expect(usableProps<object>('NodeAffinityPreset', { type: 'firm' }).props).toEqual({ type: 'hard', key: STAND_IN });
  expect(usableProps<object>('BlankDisk', { name: 4 }).props).toEqual({ name: STAND_IN, capacity: STAND_IN });
  const { props, unusable } = usableProps<object>('WorkerPoolProps', { image: 'ubuntu', replicas: 2 }, { at: 'pool' });
  expect(props).toEqual({ replicas: 2 });
  expect(unusable).toEqual(['pool.size']);
});

test('props that are not an object have stand-ins for everything', () => {
  expect(usableProps<object>('ExistingTenantProps', 'blue' as never).props).toEqual({ namespaceName: STAND_IN });
});

test('props of a class that extends ours are kept', () => {
  const source = ImageSource.upload();
  const { props } = usableProps<object>('GoldenImageProps', { source, owner: 'lena', name: 4 }, { open: true });
  expect(props).toEqual({ source, owner: 'lena' });
});

test('a list with too many faults is left out as a whole', () => {
  const given = { pods: new Array(1e9), services: [] };
  expect(usableProps<object>('ClusterNetworks', given).props).toEqual({ services: [] });
});
