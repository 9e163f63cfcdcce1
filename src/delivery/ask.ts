import type { App } from 'cdk8s';
import { AskedDelivery, deliveriesFor } from './deliveries';
import { isJudged, report } from '../findings/findings';
import { wholeFault } from '../findings/rule';
import { CALL } from '../rules/gitops/call';

/** Lets the bundle of an app be delivered. What keeps it from that is reported on the app. */
export function ask(app: App, delivery: AskedDelivery): void {
  const { call } = delivery;
  if (!isBundleApp(app, call)) return;
  const { asked } = deliveriesFor(app);
  if (asked.every((each) => each.call !== call)) asked.push(delivery);
  else report(app, CALL, [wholeFault(`${call} is called twice, but a bundle has one delivery of a kind`, CALL.remedy)]);
}

/** Whether an app writes a bundle; if not, that is reported. */
export function isBundleApp(app: App, call: string): boolean {
  if (isJudged(app)) return true;
  report(app, CALL, [wholeFault(`${call} is given an app that writes no bundle`, 'Pass a BundleApp.')]);
  return false;
}
