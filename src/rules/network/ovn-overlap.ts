import { ATTACHMENT, pluginsOf } from './config';
import { listed } from './ovn';
import { Severity } from '../../findings/finding';
import { fault } from '../../findings/rule';
import { overlap, within } from '../../toolkit/cidr';
import type { ObjectRule } from '../rule';

/** The topologies whose addresses are those of the cluster's own network plugin. */
const INTERNAL: readonly unknown[] = ['layer2', 'layer3'];

export const OVN_OVERLAP: ObjectRule = {
  id: 'NET022',
  name: 'networks/ovn-overlap',
  on: 'object',
  kinds: [ATTACHMENT],
  severity: Severity.ERROR,
  title: 'The subnets of a network of OVN-Kubernetes are not those of the cluster\'s pods or Services',
  why: 'OVN-Kubernetes refuses the network, and no machine of it starts. A localnet, which leads out of the cluster, '
    + 'may have any.',
  remedy: 'Write a range that the cluster does not use.',
  source: {
    project: 'OVN-Kubernetes',
    file: 'go-controller/pkg/util/multi_network.go: ValidateNetConf, SubnetOverlapCheck',
    release: 'commit 00eeacb',
  },
  acceptable: true,

  *check(definition, { cluster }) {
    if (cluster === undefined) return;
    for (const { fields, at } of pluginsOf(definition, 'ovn-k8s-cni-overlay')) {
      if (!INTERNAL.includes(fields.topology) || fields.name === 'default') continue;
      const excluded = listed(fields.excludeSubnets);
      for (const written of listed(fields.subnets)) {
        // those of layer3 have the length of the nodes' prefixes behind them
        const range = written.split('/').slice(0, 2).join('/');
        const used = cluster.facts.ranges.find(({ cidr }) => overlap(range, cidr) && !isLeftOut(cidr, excluded));
        if (used === undefined) continue;
        yield fault(`${at}.subnets`, `holds "${range}", which overlaps the ${used.what}, "${used.cidr}"`,
          this.remedy);
      }
    }
  },
};

function isLeftOut(cidr: string, excluded: readonly string[]): boolean {
  return excluded.some((each) => each === cidr || within(cidr, each));
}
