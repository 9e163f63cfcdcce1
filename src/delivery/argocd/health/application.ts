import type { HealthScript } from './script';
import { Layer } from '../../../layout/layer';
import { LAYER } from '../names';

/**
 * Argo CD has none since v1.8 (docs/operator-manual/health.md), so the waves of an Application that holds Applications
 * would not wait for them.
 */
export const APPLICATION: HealthScript = {
  group: 'argoproj.io',
  kind: 'Application',
  lua: `
local status = obj.status or {}
if status.health == nil and status.conditions == nil and status.operationState == nil then
  return { status = "Progressing", message = "Argo CD has not looked at it yet" }
end
-- Nothing of its cluster waits for machines. If one that never gets ready counted here, the sync of all the cluster's
-- Applications would not end, and no further tenant would get its own.
if (obj.metadata.labels or {})["${LAYER}"] == "${Layer.WORKLOADS}" then
  local own = (status.health or {}).status or "not known"
  return { status = "Healthy", message = "nothing waits for it; its own health is " .. own }
end
for _, condition in ipairs(status.conditions or {}) do
  -- What cannot be read or compared is never applied. The names of such conditions end in Error.
  local isError = condition.type == "ComparisonError" or condition.type == "InvalidSpecError"
    or condition.type == "SyncError"
  if isError then
    return { status = "Degraded", message = condition.message }
  end
end

local operation = status.operationState or {}
if operation.phase == "Running" or obj.operation ~= nil then
  return { status = "Progressing", message = operation.message or "a sync is running" }
end
local sync = (status.sync or {}).status
-- What is in the cluster may be healthy although the new state was refused.
if (operation.phase == "Failed" or operation.phase == "Error") and sync ~= "Synced" then
  return { status = "Degraded", message = operation.message or operation.phase }
end

local health = status.health or {}
if health.status == nil or health.status == "Missing" then
  return { status = "Progressing", message = health.message or "nothing is applied yet" }
end
-- A paused machine keeps nothing else from being applied.
if health.status == "Suspended" then
  return { status = "Healthy", message = health.message or health.status }
end
if health.status == "Unknown" then
  return { status = "Degraded", message = health.message or health.status }
end
return { status = health.status, message = health.message or "" }
`,
};
