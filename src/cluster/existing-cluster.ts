import type { Construct } from 'constructs';
import type { ExistingClusterProps } from './existing-cluster-props';
import { InfraCluster, NEWEST_RELEASES } from './infra-cluster';
import { takeProps } from '../given/given';
import { tell } from '../inventory/tell';

/** A cluster whose platform someone else manages. It emits nothing, but its releases are known. */
export class ExistingCluster extends InfraCluster {
  constructor(scope: Construct, id: string, props: ExistingClusterProps) {
    const given = takeProps({
      scope, id, props, struct: 'ExistingClusterProps', open: false, standIns: NEWEST_RELEASES,
    });
    super(scope, given.id, given.props);
    given.report(this);
    const { featureGates: gates = [], disabledFeatureGates: disabledGates = [] } = given.props;
    tell(this, { cluster: { ...this._facts(), gates, disabledGates } });
  }
}
