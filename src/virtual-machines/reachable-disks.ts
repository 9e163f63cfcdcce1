import type { Construct } from 'constructs';
import { report } from '../findings/findings';
import { Boot } from '../machines/disks/boot';
import { VolumeSource } from '../machines/disks/volume-source';
import type { MachineProps } from '../machines/machine-props';
import { STAND_IN } from '../props/usable';
import { DISK_ELSEWHERE, diskElsewhereFault } from '../rules/machine/disk-elsewhere';
import { Tenant } from '../tenants/tenant';

/** Reports disks of other tenants and clusters, and returns the props with stand-ins for them. */
export function withReachableDisks<T extends MachineProps>(maker: Construct, tenant: Tenant, props: T): T {
  const { boot, volumes = [] } = props;
  const isElsewhere = (source: VolumeSource | undefined, prop: string): boolean => {
    const disk = source?._disk;
    const home = disk && Tenant.containing(disk);
    if (disk === undefined || home === undefined || isSamePlace(home, tenant)) return false;
    const places = { diskPlace: placeOf(home, tenant), machinePlace: placeOf(tenant, home) };
    const found = diskElsewhereFault({ prop, disk: disk.node.path, tenant: tenant.node.path, ...places });
    report(maker, DISK_ELSEWHERE, [found], { props: [prop], isRequired: false });
    return true;
  };
  const { volume, installation } = boot?._content ?? {};
  const isBootElsewhere = isElsewhere(volume ?? installation?.medium, 'boot');
  const elsewhere = volumes.filter(({ source }, index) => isElsewhere(source, `volumes[${index}].source`));
  if (!isBootElsewhere && elsewhere.length === 0) return props;
  const source = VolumeSource.claim(STAND_IN);
  return {
    ...props,
    boot: isBootElsewhere ? standInFor(boot!) : boot,
    volumes: props.volumes?.map((each) => (elsewhere.includes(each) ? { ...each, source } : each)),
  };
}

function isSamePlace(one: Tenant, other: Tenant): boolean {
  return one.cluster === other.cluster && one.namespaceName === other.namespaceName;
}

function placeOf({ namespaceName, cluster }: Tenant, other: Tenant): string {
  const namespace = `namespace "${namespaceName}"`;
  return cluster === other.cluster ? namespace : `${namespace} of cluster ${cluster.node.path}`;
}

function standInFor({ _content: { installation } }: Boot): Boot {
  return installation === undefined ? Boot.claim(STAND_IN)
    : Boot.iso(VolumeSource.claim(STAND_IN), { capacity: installation.capacity });
}
