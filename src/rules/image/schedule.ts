import type { DataImportCron } from '../../../imports/cdi.kubevirt.io';
import { Severity } from '../../findings/finding';
import { about } from '../../findings/rule';
import { Complaint, complaint } from '../../toolkit/complaint';
import { CRON_ADVICE, neverFires, notCron } from '../../toolkit/cron';
import type { ObjectRule } from '../rule';
import { cdi } from './cdi';
import { DATA_IMPORT_CRON } from './filling';

export const SCHEDULE: ObjectRule = {
  id: 'IMG027',
  name: 'images/schedule',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'The schedule of a DataImportCron is a cron expression of five fields, or a word such as @daily',
  why: 'CDI refuses what it cannot read, and Kubernetes refuses a time zone in the CronJob that CDI makes.',
  remedy: 'Write minute, hour, day of month, month and day of week, such as "0 3 * * *".',
  source: cdi('pkg/apiserver/webhooks/dataimportcron-validate.go: validateDataImportCronSpec'),
  acceptable: false,

  *check({ spec }: DataImportCron, { hasShape }) {
    if (hasShape) yield* about('spec.schedule', notSchedule(spec.schedule));
  },
};

export const SCHEDULE_FIRES: ObjectRule = {
  id: 'IMG028',
  name: 'images/schedule-fires',
  on: 'object',
  kinds: [DATA_IMPORT_CRON],
  severity: Severity.ERROR,
  title: 'The schedule of a DataImportCron fires at some time',
  why: 'CDI takes an empty schedule and one that never fires, and imports nothing, not even once.',
  remedy: 'Write a schedule that fires, such as "0 3 * * *".',
  source: cdi('pkg/controller/dataimportcron-controller.go: initCron'),
  acceptable: true,

  *check({ spec }: DataImportCron, { hasShape }) {
    if (hasShape && notSchedule(spec.schedule) === undefined) yield* about('spec.schedule', firesNever(spec.schedule));
  },
};

/**
 * Reports cron expressions that CDI or Kubernetes' CronJob cannot parse. An empty one is valid. CDI's webhook and the
 * CronJob that CDI creates parse it with robfig/cron v3.0.1.
 */
export function notSchedule(text: string): Complaint | undefined {
  const expression = text.trim();
  if (text === '') return undefined;
  if (expression === '') return complaint('is blank, which CDI refuses', CRON_ADVICE);
  // Kubernetes v1.34, pkg/apis/batch/validation: validateScheduleFormat refuses a time zone in the schedule.
  if (/TZ=/.test(expression)) {
    return complaint(`"${text}" names a time zone, which CDI accepts but the CronJob that it makes does not, so `
      + 'nothing would ever be imported',
    'Leave the zone out: the hours are those of kube-controller-manager, usually UTC.');
  }
  return notCron(text);
}

/** Why a valid schedule never fires. */
export function firesNever(text: string): Complaint | undefined {
  if (text.trim() !== '') return neverFires(text);
  return complaint('is empty, so the image would never be imported, not even once', CRON_ADVICE);
}
