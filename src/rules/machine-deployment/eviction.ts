import { BAD, DOUBTFUL, providerRule } from './deployment-rule';
import { about, fault } from '../../findings/rule';
import { textOf } from '../../machine-controller/config-var';
import { MACHINE } from '../../machine-controller/parts';
import { notOneOf } from '../../toolkit/one-of';
import { kubevirt, machineController } from '../sources';

const FIELD = `${MACHINE}.evictionStrategy`;
const STRATEGIES = ['External', 'LiveMigrate'];

export const EVICTION = providerRule({
  id: 'MD047',
  name: 'workers/deployment-eviction',
  title: 'evictionStrategy is External or LiveMigrate',
  why: 'machine-controller refuses all others, such as LiveMigrateIfPossible.',
  remedy: 'Write one of the two.',
  source: machineController('pkg/cloudprovider/provider/kubevirt/provider.go: Validate'),
}, function* ({ virtualMachine }) {
  yield* about(FIELD, notOneOf(virtualMachine.evictionStrategy || undefined, STRATEGIES));
});

export const EVICTION_HANDLER = providerRule({
  ...DOUBTFUL,
  id: 'MD048',
  name: 'workers/deployment-eviction-handler',
  title: 'Machines that are evicted as External have a controller that acts',
  why: 'machine-controller writes External where nothing is written. A drain of a node of the infra cluster then waits '
    + 'until somebody deletes the Machine. KKP has a controller that does so; machine-controller alone has none.',
  remedy: 'Name the controller in evictionHandler of the pool or as the reason why this is accepted, or write '
    + 'LiveMigrate.',
  source: kubevirt('pkg/virt-api/webhooks/validating-webhook/admitters/pod-eviction-admitter.go'),
}, function* ({ virtualMachine }, _deployment, { intent }) {
  const strategy = virtualMachine.evictionStrategy || undefined;
  if ((strategy ?? 'External') !== 'External' || intent.evictionHandler?.trim()) return;
  yield fault(FIELD, `is External${strategy === undefined ? ' by default' : ''}, so a drain waits until a controller `
    + 'has deleted the Machine, and none is named: the drain would never end',
  'Accept this with the name of the controller, or write LiveMigrate.',
  'Name the controller in evictionHandler, or write EvictionStrategy.LIVE_MIGRATE.');
});

export const LIVE_MIGRATION = providerRule({
  ...BAD,
  id: 'MD049',
  name: 'workers/deployment-live-migration',
  title: 'The disks of machines with the eviction strategy LiveMigrate are ReadWriteMany',
  why: 'The drain of a node waits for such a machine to move. A machine with another disk cannot, so the drain never '
    + 'ends.',
  remedy: 'Write storageAccessType ReadWriteMany, or the strategy External.',
  source: kubevirt('pkg/virt-handler/vm.go'),
}, function* ({ virtualMachine, primaryDisk }) {
  const mode = textOf(primaryDisk.storageAccessType);
  if (virtualMachine.evictionStrategy !== 'LiveMigrate' || !mode || mode === 'ReadWriteMany') return;
  yield fault(FIELD, `is LiveMigrate, but the disks are ${mode}, so no machine can move and a drain never ends`,
    'Write storageAccessType ReadWriteMany, or the strategy External.',
    'Write AccessMode.READ_WRITE_MANY in bootDisk.accessModes, or name in evictionHandler who deletes the Machine.');
});
