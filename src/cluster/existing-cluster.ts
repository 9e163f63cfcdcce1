import type { Construct } from 'constructs';
import type { ExistingClusterProps } from './existing-cluster-props';
import { InfraCluster } from './infra-cluster';
import { tell } from '../inventory/tell';

/** A cluster whose platform someone else manages. It emits nothing, but its releases are known. */
export class ExistingCluster extends InfraCluster {
  constructor(scope: Construct, id: string, props: ExistingClusterProps) {
    super(scope, id, props);
    const { featureGates: gates = [], disabledFeatureGates: disabledGates = [] } = props;
    tell(this, { cluster: { ...this._facts(), gates, disabledGates } });
  }
}
