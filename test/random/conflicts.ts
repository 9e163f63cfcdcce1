import { Description, isMaking, Making, Reference, Step } from './description';

/** A mistake that takes more than one construct, or a construct and what others ask of it. */
export interface Conflict {
  readonly description: Description;
  /** The path of a construct that must be named. */
  readonly at: string;
  readonly says: RegExp;
}

/** By what is wrong, how a program gets so; undefined where it has not what it takes. */
export const CONFLICTS: { readonly [what: string]: (description: Description) => Conflict | undefined } = {
  'two clusters of one name': (description) => {
    const cluster = clusterOf(description);
    const name = cluster.props.clusterName ?? cluster.at;
    return {
      description: added(description, {
        make: 'KubeVirtCluster.existing',
        at: 'another',
        props: { kubevirt: cluster.props.kubevirt, cdi: cluster.props.cdi, clusterName: name },
      }),
      at: 'another',
      says: /clusterName/,
    };
  },
  'two tenants in one namespace': (description) =>
    first(description, ['TenantNamespace.existing'], (tenant) => {
      const at = `${tenant.at}-2`;
      return { description: added(description, { ...tenant, at }), at, says: /namespace/ };
    }),
  'two images of one name in a namespace': (description) =>
    first(description, ['GoldenImage'], (image) => {
      const { tenants: _tenants, ...props } = image.props;
      const at = `${image.at}-2`;
      return {
        description: added(description, {
          make: 'GoldenImage',
          at,
          props: { ...props, name: image.props.name ?? idOf(image) },
        }),
        at,
        says: /image/,
      };
    }),
  'two pools of one name': (description) =>
    first(description, ['WorkerPool'], (pool) => {
      const at = `${pool.at}-2`;
      return {
        description: added(description, {
          make: 'WorkerPool',
          at,
          props: { ...pool.props, name: pool.props.name ?? idOf(pool) },
        }),
        at,
        says: /already made/,
      };
    }),
  'two objects of one identity': (description) =>
    first(description, ['ApiObject'], (object) => {
      const at = `${object.at}-2`;
      return { description: added(description, { ...object, at }), at, says: /already made/ };
    }),
  ...Object.fromEntries(
    Object.entries({ cpu: 0.001, memory: '1Mi', storage: '1Mi', volumes: 1, pods: 1, machines: 1 }).map(
      ([prop, limit]) => [
        `a quota with too few ${prop}`,
        (description: Description) => {
          const pools = makings(description, ['WorkerPool']);
          const sized = (pool: Making) =>
            (prop !== 'cpu' && prop !== 'memory') || (pool.props.size as { $call: string }).$call === 'MachineSize.of';
          return first(description, ['TenantNamespace'], (tenant) => {
            const pool = pools.find(
              (each) => scopeOf(each) === tenant.at && each.props.image !== undefined
                && Number(each.props.replicas ?? 0) > 1 && sized(each),
            );
            if (
              pool === undefined ||
              (prop === 'storage' &&
                (pool.props.bootDisk as { capacity?: unknown } | undefined)?.capacity === undefined)
            ) {
              return undefined;
            }
            const changed = { ...tenant, props: { ...tenant.props, quota: { [prop]: limit }, overrides: undefined } };
            return {
              description: replaced(description, tenant, changed),
              at: tenant.at,
              says: new RegExp(`quota\\.${prop}`),
            };
          });
        },
      ],
    ),
  ),
  'a tenant with the networks of its cluster': (description) =>
    first(description, ['TenantNamespace'], (tenant) => {
      const cluster = clusterOf(description);
      const networks = { pods: ['203.0.113.0/24'] };
      return {
        description: replaced(
          replaced(description, cluster, { ...cluster, props: { ...cluster.props, networks } }),
          tenant,
          { ...tenant, props: { ...tenant.props, networks } },
        ),
        at: tenant.at,
        says: /network.*overlaps/,
      };
    }),
  'an existing image that its machines may not clone': (description) =>
    usedImage(description, 'GoldenImage.existing', (image, pool) => ({
      description: replaced(description, image, { ...image, props: { ...image.props, cloneableFrom: false } }),
      at: pool.at,
      says: /cloneableFrom/,
    })),
  'an image that is for others': (description) =>
    usedImage(description, 'GoldenImage', (image, pool) =>
      scopeOf(image) === scopeOf(pool)
        ? undefined
        : {
          description: replaced(description, image, {
            ...image,
            props: { ...image.props, tenants: ['somebody-else'] },
          }),
          at: pool.at,
          says: /tenants/,
        },
    ),
  'an image of another cluster': (description) =>
    first(description, ['WorkerPool'], (pool) => {
      const { kubevirt, cdi } = clusterOf(description).props;
      const steps: Step[] = [
        { make: 'KubeVirtCluster.existing', at: 'another-cluster', props: { kubevirt, cdi } },
        {
          make: 'GoldenImage.existing',
          at: 'another-cluster/image',
          props: { dataSourceName: 'a', namespaceName: 'b', cloneableFrom: true },
        },
      ];
      const changed = replaced(description, pool, {
        ...pool,
        props: { ...pool.props, image: { $construct: 'another-cluster/image' }, boot: undefined },
      });
      return { description: { ...changed, steps: [...steps, ...changed.steps] }, at: pool.at, says: /image .*cluster/ };
    }),
  'a policy of another cluster': (description) =>
    first(description, ['WorkerPool'], (pool) => {
      const { kubevirt, cdi } = clusterOf(description).props;
      const steps: Step[] = [
        { make: 'KubeVirtCluster.existing', at: 'another-cluster', props: { kubevirt, cdi } },
        { make: 'SchedulingPolicy', at: 'another-cluster/policy', props: { priorityClass: { value: 1 } } },
      ];
      const changed = replaced(description, pool, {
        ...pool,
        props: { ...pool.props, scheduling: { $construct: 'another-cluster/policy' } },
      });
      return { description: { ...changed, steps: [...steps, ...changed.steps] }, at: pool.at, says: /scheduling/ };
    }),
  'a boot disk smaller than its image': (description) =>
    usedImage(description, 'GoldenImage', (image, pool) => {
      if (image.props.capacity === undefined) return undefined;
      const changed = replaced(description, image, { ...image, props: { ...image.props, capacity: '512Gi' } });
      return {
        description: replaced(changed, pool, { ...pool, props: { ...pool.props, bootDisk: { capacity: '1Gi' } } }),
        at: pool.at,
        says: /does not fit/,
      };
    }),
  'a gate turned off that a pool needs': (description) =>
    first(description, ['WorkerPool'], (pool) => {
      if (pool.props.backend !== undefined) return undefined;
      const cluster = clusterOf(description);
      const changed = replaced(description, cluster, {
        ...cluster,
        props: { ...cluster.props, featureGates: [], disabledFeatureGates: ['ExperimentalIgnitionSupport'] },
      });
      return {
        description: replaced(changed, pool, { ...pool, props: { ...pool.props, ignition: '{}' } }),
        at: cluster.at,
        says: /disabledFeatureGates/,
      };
    }),
  'a CPU model that an architecture does not have': (description) =>
    first(description, ['WorkerPool'], (pool) => {
      const size = { $call: 'MachineSize.of', with: [{ cores: 1, memory: '1Gi', cpuModel: 'EPYC' }] };
      return {
        description: replaced(description, pool, {
          ...pool,
          props: { ...pool.props, architecture: 'arm64', size, machineType: undefined, overrides: undefined },
        }),
        at: pool.at,
        says: /cpuModel/,
      };
    }),
};

function makings({ steps }: Description, nouns: readonly Making['make'][]): Making[] {
  return steps.filter(isMaking).filter(({ make }) => nouns.includes(make));
}

function clusterOf(description: Description): Making {
  return makings(description, ['KubeVirtCluster', 'KubeVirtCluster.existing'])[0];
}

/** The first conflict that can be made with one of the constructs of a sort. */
function first(
  description: Description,
  nouns: readonly Making['make'][],
  make: (making: Making) => Conflict | undefined,
): Conflict | undefined {
  for (const making of makings(description, nouns)) {
    const conflict = make(making);
    if (conflict !== undefined) return conflict;
  }
  return undefined;
}

/** The same with an image, and a pool elsewhere that boots from it. */
function usedImage(
  description: Description,
  noun: Making['make'],
  make: (image: Making, pool: Making) => Conflict | undefined,
): Conflict | undefined {
  return first(description, [noun], (image) => {
    const pool = makings(description, ['WorkerPool']).find(
      ({ props }) => (props.image as Reference | undefined)?.$construct === image.at,
    );
    return pool && make(image, pool);
  });
}

function added(description: Description, ...steps: readonly Step[]): Description {
  return { ...description, steps: [...description.steps, ...steps] };
}

function replaced(description: Description, old: Making, changed: Making): Description {
  return {
    ...description,
    steps: description.steps.map((step) => (isMaking(step) && step.at === old.at ? changed : step)),
  };
}

function idOf({ at }: Making): string {
  return at.slice(at.lastIndexOf('/') + 1);
}

function scopeOf({ at }: Making): string {
  return at.slice(0, at.lastIndexOf('/'));
}
