import { BrokenMachine, machine, taken, TakenMachine } from './machine';
import { vmi } from './parts';
import { refused, stricter } from '../case';

/** Machines with a fault. */
export const RUN_STRATEGY: readonly BrokenMachine[] = [
  machine('VM001', 'running', { running: true },
    'running is true, which is deprecated and excludes runStrategy. Leave it out.',
    refused('Running and RunStrategy are mutually exclusive')),
  machine('VM001', 'no runStrategy', { runStrategy: null },
    'runStrategy is missing, so KubeVirt refuses the machine. Write one, such as Always.',
    refused('RunStrategy must be specified')),
  machine('VM001', 'unknown runStrategy', { runStrategy: 'Sometimes' },
    'runStrategy "Sometimes" is unknown. Write one of Always, RerunOnFailure, Once, Manual, Halted, WaitAsReceiver.',
    refused('Invalid RunStrategy (Sometimes)')),
  machine('VM002', 'running alone', { running: true, runStrategy: null },
    'running is true, which KubeVirt takes but has deprecated. Write runStrategy Always instead.',
    stricter('KubeVirt takes it, but has deprecated it')),
  machine('VM003', 'unknown evictionStrategy', vmi({ evictionStrategy: 'Maybe' }),
    'template.spec.evictionStrategy "Maybe" is unknown. Write one of LiveMigrate, LiveMigrateIfPossible, None, '
      + 'External.',
    refused('evictionStrategy is set with an unrecognized option: Maybe')),
  machine('VM004', 'unknown startStrategy', vmi({ startStrategy: 'Later' }),
    'template.spec.startStrategy "Later" is unknown. Write Paused.',
    refused('startStrategy is set with an unrecognized option: Later')),
  machine('VM004', 'paused with a liveness probe',
    vmi({ startStrategy: 'Paused', livenessProbe: { guestAgentPing: {} } }),
    'template.spec.startStrategy is Paused, which excludes livenessProbe, because a paused guest does not '
      + 'answer. Leave one of the two out.',
    refused('Pausing VMI with LivenessProbe is not supported')),
];

/** Machines that KubeVirt takes. */
export const RUN_STRATEGY_TAKEN: readonly TakenMachine[] = [
  taken('VM001', 'halted', { runStrategy: 'Halted' }),
  taken('VM001', 'manual', { runStrategy: 'Manual' }),
  taken('VM001', 'once', { runStrategy: 'Once' }),
  taken('VM001', 'waiting as a receiver', { runStrategy: 'WaitAsReceiver' }),
  taken('VM001', 'rerun on failure', { runStrategy: 'RerunOnFailure' }),
  taken('VM002', 'runStrategy instead', { runStrategy: 'Halted' }),
  taken('VM003', 'LiveMigrate', vmi({ evictionStrategy: 'LiveMigrate' })),
  taken('VM003', 'LiveMigrateIfPossible', vmi({ evictionStrategy: 'LiveMigrateIfPossible' })),
  taken('VM003', 'None', vmi({ evictionStrategy: 'None' })),
  taken('VM003', 'External', vmi({ evictionStrategy: 'External' })),
  taken('VM004', 'paused with a readiness probe',
    vmi({ startStrategy: 'Paused', readinessProbe: { guestAgentPing: {} } })),
];
