import type { VirtualMachinePoolOptions } from './options';
import { scaleInStrategyOf, UpdateStrategy, updateStrategyOf } from './strategies';
import type { VirtualMachinePoolSpec } from '../../../imports/pool.kubevirt.io';
import { POOL_LABEL } from '../../machines/pool-label';
import { defined, unlessEmpty } from '../../toolkit/shape';
import type { MadeMachine } from '../../virtual-machines/tenant-machine';
import type { PoolParts } from '../pool-writer';

/** The pool's spec before the options' overrides. */
export function poolSpec(
  options: VirtualMachinePoolOptions, pool: PoolParts, machine: MadeMachine,
): VirtualMachinePoolSpec {
  const { secrets, configMaps } = options.indexedReferences ?? {};
  return defined({
    replicas: pool.replicas,
    // Immutable, so it must not contain anything that may change except the name.
    selector: { matchLabels: { [POOL_LABEL]: pool.name } },
    updateStrategy: updateStrategyOf(options.updateStrategy ?? UpdateStrategy.UNMANAGED),
    maxUnavailable: options.maxUnavailable ?? 1,
    scaleInStrategy: scaleInStrategyOf(options.scaleIn ?? {}, pool.isStateless),
    nameGeneration: unlessEmpty(defined({ appendIndexToSecretRefs: secrets, appendIndexToConfigMapRefs: configMaps })),
    virtualMachineTemplate: { metadata: { labels: machine.labels }, spec: machine.spec },
  });
}
