import { Construct, IConstruct } from 'constructs';
import { ExistingCluster, ExistingClusterProps } from './existing-cluster';
import { InfraCluster, InfraClusterProps } from './infra-cluster';

export interface KubeVirtClusterProps extends InfraClusterProps {
}

export class KubeVirtCluster extends InfraCluster {
  public static existing(scope: Construct, id: string, props: ExistingClusterProps): InfraCluster {
    return new ExistingCluster(scope, id, props);
  }

  constructor(scope: Construct, id: string, props: KubeVirtClusterProps) {
    super(scope, id, props);
  }

  public requireFeatureGate(_gate: string, _user: IConstruct): void {
  }
}
