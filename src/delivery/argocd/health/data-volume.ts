import type { HealthScript } from './script';

/** Replaces that of Argo CD, which takes a DataVolume that waits for a consumer as unfinished for ever. */
export const DATA_VOLUME: HealthScript = {
  group: 'cdi.kubevirt.io',
  kind: 'DataVolume',
  lua: `
local status = obj.status or {}
local phase = status.phase
if phase == nil or phase == "" then
  return { status = "Progressing", message = "CDI has not reported a status" }
end
if phase == "Succeeded" then
  return { status = "Healthy", message = phase }
end
-- The volume is filled when a machine starts that uses it.
if phase == "WaitForFirstConsumer" or phase == "PendingPopulation" then
  return { status = "Healthy", message = phase .. ": it waits for its first consumer" }
end
-- Somebody has to act, and may do so much later. Suspended would keep a sync with several waves from ending.
if phase == "UploadReady" then
  return { status = "Healthy", message = phase .. ": it waits for its upload" }
end
if phase == "Paused" then
  return { status = "Healthy", message = phase .. ": it waits for the next stage of its import" }
end

local message = phase
local failing = phase == "Failed" or phase == "Unknown"
for _, condition in ipairs(status.conditions or {}) do
  local isError = condition.type == "Running" and condition.status == "False" and condition.reason == "Error"
  if isError then failing = true end
  if (isError or condition.type == "Bound") and condition.message ~= nil and condition.message ~= "" then
    message = phase .. ": " .. condition.message
    if isError then break end
  end
end
if failing then
  return { status = "Degraded", message = message }
end
if status.progress ~= nil and status.progress ~= "N/A" then
  message = phase .. ": " .. status.progress
end
return { status = "Progressing", message = message }
`,
};
